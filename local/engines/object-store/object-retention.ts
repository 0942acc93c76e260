import * as z from 'zod';
import { bodyPromiseOf } from './body-promise.ts';
import { requireBucket } from './bucket-table.ts';
import { sendEmpty, sendXml, type Call } from './call.ts';
import { requireVersion } from './read-object.ts';
import { receiveText } from './receive-text.ts';
import { checkRetentionChange, parseRetention, requireLockable } from './retention.ts';
import { S3Error } from './s3-error.ts';
import { readXml } from './xml-read.ts';

const RetentionDocument = z.object({
  Retention: z.union([
    z.literal(''),
    z.object({ Mode: z.string().optional(), RetainUntilDate: z.string().optional() }),
  ]),
});

/** PutObjectRetention: sets, extends, or with a permitted bypass weakens the retention of one version. */
export const putRetention = async (call: Call): Promise<void> => {
  requireLockable(requireBucket(call.index, call.bucket));
  const text = await receiveText(call, bodyPromiseOf(call, 64 * 1024));
  const { Retention: asked } = readXml(text, RetentionDocument, []);
  const none = asked === '' || (asked.Mode === undefined && asked.RetainUntilDate === undefined);
  const wanted = none ? undefined : parseRetention(asked.Mode, asked.RetainUntilDate, call.now());
  const version = requireVersion(call, { ...call, versionId: call.query.get('versionId') });
  checkRetentionChange(call, version, wanted);
  call.index.run(
    'UPDATE versions SET lock_mode = ?, retain_until = ? WHERE seq = ?',
    wanted?.mode ?? null,
    wanted?.until.getTime() ?? null,
    version.seq,
  );
  sendEmpty(call, 200);
};

/** GetObjectRetention. */
export const getRetention = async (call: Call): Promise<void> => {
  requireLockable(requireBucket(call.index, call.bucket));
  const { retention } = requireVersion(call, { ...call, versionId: call.query.get('versionId') });
  if (!retention)
    throw new S3Error(
      'NoSuchObjectLockConfiguration',
      'The specified object does not have a ObjectLock configuration',
    );
  sendXml(call, 'Retention', { Mode: retention.mode, RetainUntilDate: retention.until.toISOString() });
};
