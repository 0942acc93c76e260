import { fillDraft } from './blob-folder.ts';
import { bodyPromiseOf, chosenAlgorithm } from './body-promise.ts';
import { requireBucket } from './bucket-table.ts';
import { sendEmpty, type Call } from './call.ts';
import { commitVersion } from './commit-version.ts';
import { checksumHeader, type Checksum } from './checksums.ts';
import { headersToStore, versionHeader } from './object-headers.ts';
import { receiveBody } from './request-body.ts';
import { asksForRetention, retentionForWrite } from './retention.ts';
import { S3Error } from './s3-error.ts';

/** The most one PUT may bring: 5 GiB, as on AWS. */
export const largestPut = 5 * 1024 ** 3;

/** PutObject: receives, verifies, makes durable, then shows the object. */
export const putObject = async (call: Call): Promise<void> => {
  const bucket = requireBucket(call.index, call.bucket);
  const headers = headersToStore(call.headers);
  const retention = retentionForWrite(call, bucket);
  const promise = bodyPromiseOf(call, largestPut);
  const chosen = chosenAlgorithm(promise);
  if (asksForRetention(call) && chosen === undefined && !promise.contentMd5)
    throw new S3Error(
      'InvalidRequest',
      'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters',
    );
  const algorithm = chosen ?? 'CRC64NVME';
  const stored = await fillDraft(call.blobs, async (draft) => {
    const received = await receiveBody(call.req, { ...promise, compute: [algorithm] }, draft.write);
    await draft.seal();
    const value = received.checksums.get(algorithm) ?? '';
    const etag = received.md5.toString('hex');
    const checksum: Checksum = { algorithm, type: 'FULL_OBJECT', value };
    const { versionId } = commitVersion(
      call,
      { size: received.size, etag, modified: call.now(), headers, checksum, retention },
      [{ part: 1, blob: draft.name, size: received.size }],
      'PutObject',
    );
    return { versionId, etag, value };
  });
  sendEmpty(call, 200, {
    etag: `"${stored.etag}"`,
    [checksumHeader(algorithm)]: stored.value,
    'x-amz-checksum-type': 'FULL_OBJECT',
    ...versionHeader(stored.versionId, bucket.versioning !== 'Off'),
  });
};
