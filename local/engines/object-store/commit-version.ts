import { randomBytes } from 'node:crypto';
import type { Bucket } from './bucket-table.ts';
import { requireBucket } from './bucket-table.ts';
import type { Call } from './call.ts';
import { checkWriteConditions } from './conditions.ts';
import type { ObjectEvent } from './outbox.ts';
import {
  insertVersion,
  findVersion,
  latestVersion,
  removeVersion,
  type NewVersion,
  type Piece,
} from './version-table.ts';

/** A version id as opaque as those of AWS; `null` stands where a bucket keeps no versions. */
export const nextVersionId = (bucket: Bucket): string =>
  bucket.versioning === 'Enabled' ? randomBytes(24).toString('base64url') : 'null';

export type Written = Omit<NewVersion, 'bucket' | 'key' | 'versionId' | 'marker'>;

/**
 * Makes sealed blobs visible as the newest version, in one durable step with the condition of the write, the
 * event, and whatever `also` does (closing an upload). Throws the refusal of a condition that does not hold.
 */
export const commitVersion = (
  call: Call,
  written: Written,
  pieces: Piece[],
  reason: ObjectEvent['reason'],
  also: () => string[] = () => [],
): { versionId: string; bucket: Bucket } => {
  const { index, key } = call;
  const done = index.transaction(() => {
    const bucket = requireBucket(index, call.bucket);
    const existing = latestVersion(index, bucket.name, key);
    checkWriteConditions(call.headers, existing?.marker ? undefined : existing);
    const versionId = nextVersionId(bucket);
    const replaced = versionId === 'null' ? findVersion(index, bucket.name, key, 'null') : undefined;
    const freed = replaced ? removeVersion(index, replaced) : [];
    insertVersion(index, { ...written, bucket: bucket.name, key, versionId, marker: false }, pieces);
    freed.push(...also());
    if (bucket.eventBridge)
      call.outbox.record({
        bucket: bucket.name,
        key,
        size: written.size,
        etag: written.etag,
        ...(bucket.versioning !== 'Off' && { versionId }),
        reason,
        at: written.modified.toISOString(),
      });
    return { versionId, bucket, freed };
  });
  call.blobs.remove(done.freed);
  call.outbox.deliver();
  return done;
};
