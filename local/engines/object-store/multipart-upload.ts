import { randomBytes } from 'node:crypto';
import { fillDraft, type BlobDraft } from './blob-folder.ts';
import { bodyPromiseOf, chosenAlgorithm } from './body-promise.ts';
import { requireBucket } from './bucket-table.ts';
import { demand, sendEmpty, sendXml, type Call } from './call.ts';
import { allowedType } from './checksum-of-parts.ts';
import { algorithmNamed, checksumHeader, type ChecksumType } from './checksums.ts';
import { headersToStore } from './object-headers.ts';
import { largestPut } from './put-object.ts';
import { receiveBody } from './request-body.ts';
import { asksForRetention, retentionForWrite } from './retention.ts';
import { S3Error } from './s3-error.ts';
import { findUpload, insertUpload, putPart, removeUpload, type Part, type Upload } from './upload-table.ts';

/** Finds the open upload a request names, or refuses with NoSuchUpload. */
export const requireUpload = (call: Call): Upload => {
  requireBucket(call.index, call.bucket);
  const upload = findUpload(call.index, call.bucket, call.key, call.query.get('uploadId') ?? '');
  if (!upload)
    throw new S3Error(
      'NoSuchUpload',
      'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    );
  return upload;
};

const checksumPlan = (call: Call): Pick<Upload, 'algorithm' | 'type' | 'declared'> => {
  const named = call.headers['x-amz-checksum-algorithm'];
  const wanted = call.headers['x-amz-checksum-type'];
  const algorithm = algorithmNamed(named ?? 'CRC64NVME');
  if (!algorithm) throw new S3Error('InvalidRequest', 'Checksum algorithm provided is unsupported.');
  if (wanted !== undefined && named === undefined)
    throw new S3Error(
      'InvalidRequest',
      'The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.',
    );
  if (wanted !== undefined && !['COMPOSITE', 'FULL_OBJECT'].includes(wanted))
    throw new S3Error('InvalidRequest', 'Value for x-amz-checksum-type header is invalid.');
  const type: ChecksumType | undefined = allowedType(
    algorithm,
    wanted === 'COMPOSITE' || wanted === 'FULL_OBJECT' ? wanted : undefined,
  );
  if (!type)
    throw new S3Error(
      'InvalidRequest',
      `The ${wanted} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    );
  return { algorithm, type, declared: named !== undefined };
};

/** CreateMultipartUpload. */
export const createUpload = async (call: Call): Promise<void> => {
  const bucket = requireBucket(call.index, call.bucket);
  const upload: Upload = {
    id: randomBytes(32).toString('base64url'),
    bucket: bucket.name,
    key: call.key,
    started: call.now(),
    headers: headersToStore(call.headers),
    ...checksumPlan(call),
    // A default of the bucket counts from the completion, not from here.
    retention: asksForRetention(call) ? retentionForWrite(call, bucket) : undefined,
  };
  insertUpload(call.index, upload);
  const shown = upload.declared
    ? { 'x-amz-checksum-algorithm': upload.algorithm, 'x-amz-checksum-type': upload.type }
    : {};
  sendXml(
    call,
    'InitiateMultipartUploadResult',
    { Bucket: upload.bucket, Key: upload.key, UploadId: upload.id },
    shown,
  );
};

/** The part number of the query: 1 to 10,000. */
export const partNumberOf = (call: Call): number => {
  const text = call.query.get('partNumber') ?? '';
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > 10_000)
    throw new S3Error('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive');
  return number;
};

/** Records a sealed part, unless its upload was completed or aborted meanwhile. */
export const keepPart = async (
  call: Call,
  upload: Upload,
  draft: BlobDraft,
  part: Omit<Part, 'blob'>,
): Promise<void> => {
  await draft.seal();
  const freed = call.index.transaction(() => {
    requireUpload(call);
    return putPart(call.index, upload.id, { ...part, blob: draft.name });
  });
  call.blobs.remove(freed);
};

/** UploadPart: the part is verified like a whole object, and must use the algorithm the upload was created with. */
export const uploadPart = async (call: Call): Promise<void> => {
  const upload = requireUpload(call);
  const number = partNumberOf(call);
  const promise = bodyPromiseOf(call, largestPut);
  const chosen = chosenAlgorithm(promise);
  // Measured on AWS by others: a composite upload wants every part's checksum (floci-io/floci pull request 3093).
  const wanted = upload.declared ? upload.algorithm : undefined;
  const mayBeSilent = upload.type === 'FULL_OBJECT' && chosen === undefined;
  if (chosen !== wanted && !mayBeSilent)
    throw new S3Error(
      'InvalidRequest',
      `Checksum Type mismatch occurred, expected checksum Type: ${wanted?.toLowerCase() ?? 'null'}, actual checksum Type: ${chosen?.toLowerCase() ?? 'null'}`,
    );
  const part = await fillDraft(call.blobs, async (draft) => {
    const received = await receiveBody(call.req, { ...promise, compute: [upload.algorithm] }, draft.write);
    const kept = {
      part: number,
      size: received.size,
      etag: received.md5.toString('hex'),
      checksum: received.checksums.get(upload.algorithm) ?? '',
      modified: call.now(),
    };
    await keepPart(call, upload, draft, kept);
    return kept;
  });
  sendEmpty(call, 200, {
    etag: `"${part.etag}"`,
    ...(upload.declared && { [checksumHeader(upload.algorithm)]: part.checksum }),
  });
};

/** AbortMultipartUpload. */
export const abortUpload = async (call: Call): Promise<void> => {
  demand(call, 's3:AbortMultipartUpload');
  const freed = call.index.transaction(() => removeUpload(call.index, requireUpload(call).id));
  call.blobs.remove(freed);
  sendEmpty(call, 204);
};
