import { createHash } from 'node:crypto';
import * as z from 'zod';
import { bodyPromiseOf } from './body-promise.ts';
import { requireBucket } from './bucket-table.ts';
import { sendXml, type Call } from './call.ts';
import { checksumOfParts } from './checksum-of-parts.ts';
import { checksumAlgorithms, checksumElement, checksumHeader } from './checksums.ts';
import { commitVersion } from './commit-version.ts';
import { requireUpload } from './multipart-upload.ts';
import { versionHeader } from './object-headers.ts';
import { receiveText } from './receive-text.ts';
import { retentionForWrite } from './retention.ts';
import { S3Error } from './s3-error.ts';
import { partsOf, removeUpload, type Part, type Upload } from './upload-table.ts';
import { readXml } from './xml-read.ts';

const smallestPart = 5 * 1024 * 1024;

const Listed = z.object({
  PartNumber: z.string().regex(/^\d{1,5}$/),
  ETag: z.string(),
  ChecksumCRC32: z.string().optional(),
  ChecksumCRC32C: z.string().optional(),
  ChecksumCRC64NVME: z.string().optional(),
  ChecksumSHA1: z.string().optional(),
  ChecksumSHA256: z.string().optional(),
});
const CompleteDocument = z.object({
  CompleteMultipartUpload: z.object({ Part: z.array(Listed).min(1).max(10_000) }),
});

const invalidPart = (): S3Error =>
  new S3Error(
    'InvalidPart',
    "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag or checksum may not match the part's.",
  );

const matchPart = (upload: Upload, stored: Map<number, Part>, listed: z.infer<typeof Listed>): Part => {
  const part = stored.get(Number(listed.PartNumber));
  if (!part || part.etag !== listed.ETag.replaceAll('"', '')) throw invalidPart();
  for (const algorithm of checksumAlgorithms) {
    const given = listed[`Checksum${algorithm}`];
    if (given !== undefined && (algorithm !== upload.algorithm || given !== part.checksum))
      throw invalidPart();
  }
  if (upload.type === 'COMPOSITE' && listed[`Checksum${upload.algorithm}`] === undefined)
    throw new S3Error(
      'InvalidRequest',
      `The upload was created using a ${upload.algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${part.part} in the request.`,
    );
  return part;
};

/** The stored parts in the order of the list, which must ascend and, but for the last, be 5 MiB or more. */
const chooseParts = (call: Call, upload: Upload, list: z.infer<typeof Listed>[]): Part[] => {
  const numbers = list.map((part) => Number(part.PartNumber));
  if (numbers.some((number, at) => at > 0 && number <= (numbers[at - 1] ?? 0)))
    throw new S3Error('InvalidPartOrder', 'The list of parts was not in ascending order.');
  const stored = new Map(partsOf(call.index, upload.id).map((part) => [part.part, part]));
  const parts = list.map((listed) => matchPart(upload, stored, listed));
  if (parts.slice(0, -1).some((part) => part.size < smallestPart))
    throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
  return parts;
};

const checkTotals = (call: Call, upload: Upload, size: number, value: string): void => {
  const wanted = call.headers['x-amz-mp-object-size'];
  if (wanted !== undefined && Number(wanted) !== size)
    throw new S3Error(
      'InvalidRequest',
      `The provided 'x-amz-mp-object-size' header does not match what was computed: ${size}.`,
    );
  const type = call.headers['x-amz-checksum-type'];
  if (type !== undefined && type !== upload.type)
    throw new S3Error('InvalidRequest', `The upload was created with the checksum type ${upload.type}.`);
  for (const algorithm of checksumAlgorithms) {
    const given = call.headers[checksumHeader(algorithm)];
    if (given === undefined) continue;
    if (algorithm !== upload.algorithm || (given !== value && given !== value.replace(/-\d+$/, '')))
      throw new S3Error('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);
  }
};

/** In Complete the checksum headers speak of the object, not of the XML that is the body. */
const withoutObjectChecksums = (call: Call): Call => ({
  ...call,
  headers: Object.fromEntries(
    Object.entries(call.headers).filter(([name]) => !name.startsWith('x-amz-checksum-')),
  ),
});

/** CompleteMultipartUpload: the parts become the object's pieces as they lie, so it costs the same for any size. */
export const completeUpload = async (call: Call): Promise<void> => {
  requireUpload(call);
  const text = await receiveText(call, bodyPromiseOf(withoutObjectChecksums(call), 8 * 1024 * 1024));
  const list = readXml(text, CompleteDocument, ['Part']).CompleteMultipartUpload.Part;
  const upload = requireUpload(call);
  const parts = chooseParts(call, upload, list);
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const checksum = await checksumOfParts(
    upload.algorithm,
    upload.type,
    parts.map((part) => ({ value: part.checksum, size: part.size })),
  );
  checkTotals(call, upload, size, checksum.value);
  const digests = Buffer.concat(parts.map((part) => Buffer.from(part.etag, 'hex')));
  const etag = `${createHash('md5').update(digests).digest('hex')}-${parts.length}`;
  const retention = upload.retention ?? retentionForWrite(call, requireBucket(call.index, call.bucket));
  const { versionId, bucket } = commitVersion(
    call,
    { size, etag, modified: call.now(), headers: upload.headers, checksum, retention },
    parts.map((part) => ({ part: part.part, blob: part.blob, size: part.size, checksum: part.checksum })),
    'CompleteMultipartUpload',
    () => {
      // Between reading the parts and this step another Complete, Abort or part may have come in.
      requireUpload(call);
      const current = new Map(partsOf(call.index, upload.id).map((part) => [part.part, part.blob]));
      if (parts.some((part) => current.get(part.part) !== part.blob)) throw invalidPart();
      const used = new Set(parts.map((part) => part.blob));
      return removeUpload(call.index, upload.id).filter((blob) => !used.has(blob));
    },
  );
  sendXml(
    call,
    'CompleteMultipartUploadResult',
    {
      Location: `http://${call.headers['host'] ?? 'localhost'}/${call.bucket}/${encodeURIComponent(call.key)}`,
      Bucket: call.bucket,
      Key: call.key,
      ETag: `"${etag}"`,
      [checksumElement(upload.algorithm)]: checksum.value,
      ChecksumType: checksum.type,
    },
    versionHeader(versionId, bucket.versioning !== 'Off'),
  );
};
