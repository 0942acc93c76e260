import { LockMode, type Bucket } from './bucket-table.ts';
import { demand, type Call } from './call.ts';
import { S3Error } from './s3-error.ts';
import type { Retention, Version } from './version-table.ts';

const day = 86_400_000;

/** Parses mode and date of a retention; the date must lie in the future. */
export const parseRetention = (mode: string | undefined, until: string | undefined, now: Date): Retention => {
  const known = LockMode.safeParse(mode);
  const date = new Date(until ?? '');
  if (!known.success || Number.isNaN(date.getTime()))
    throw new S3Error(
      'InvalidArgument',
      'Object lock needs a mode (GOVERNANCE or COMPLIANCE) and a retain-until date.',
    );
  if (date <= now) throw new S3Error('InvalidArgument', 'The retain until date must be in the future!');
  return { mode: known.data, until: date };
};

/** Refuses lock settings on a bucket that was not made for them. */
export const requireLockable = (bucket: Bucket): void => {
  if (!bucket.lockable) throw new S3Error('InvalidRequest', 'Bucket is missing Object Lock Configuration');
};

/** True when the write itself names a retention. */
export const asksForRetention = ({ headers }: Call): boolean =>
  headers['x-amz-object-lock-mode'] !== undefined ||
  headers['x-amz-object-lock-retain-until-date'] !== undefined;

/** The retention of a new version: what the write asks for, else the bucket's default. */
export const retentionForWrite = (call: Call, bucket: Bucket): Retention | undefined => {
  const mode = call.headers['x-amz-object-lock-mode'];
  const until = call.headers['x-amz-object-lock-retain-until-date'];
  const now = call.now();
  if (asksForRetention(call)) {
    requireLockable(bucket);
    const asked = parseRetention(mode, until, now);
    demand(call, 's3:PutObjectRetention');
    return asked;
  }
  const standard = bucket.defaultLock;
  return standard && { mode: standard.mode, until: new Date(now.getTime() + standard.days * day) };
};

/** Bypassing governance needs the header and an explicit permission; without policies nobody has it. */
const mayBypass = (call: Call, key: string): boolean =>
  call.headers['x-amz-bypass-governance-retention']?.toLowerCase() === 'true' &&
  call.authorize?.({
    principal: call.principal,
    action: 's3:BypassGovernanceRetention',
    bucket: call.bucket,
    key,
  }) === true;

/** Refuses to lose a version whose retention still runs. */
export const checkNotRetained = (call: Call, version: Version): void => {
  const { retention } = version;
  if (!retention || retention.until <= call.now()) return;
  if (retention.mode === 'GOVERNANCE' && mayBypass(call, version.key)) return;
  throw new S3Error('AccessDenied', 'Access Denied because object protected by object lock.');
};

/** Refuses a retention that would weaken the one in force: COMPLIANCE only grows, GOVERNANCE shrinks by bypass. */
export const checkRetentionChange = (call: Call, version: Version, wanted: Retention | undefined): void => {
  const { retention } = version;
  if (!retention || retention.until <= call.now()) return;
  const keepsMode = wanted?.mode === retention.mode || wanted?.mode === 'COMPLIANCE';
  if (wanted && keepsMode && wanted.until >= retention.until) return;
  checkNotRetained(call, version);
};
