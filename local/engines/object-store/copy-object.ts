import { createHash } from 'node:crypto';
import { splitTarget } from '../../aws/signature-target.ts';
import { fillDraft, twinDraft, type BlobDraft, type WholeDraft } from './blob-folder.ts';
import { requireBucket } from './bucket-table.ts';
import { copyRangeOf, type ByteRange } from './byte-range.ts';
import { demand, sendXml, type Call } from './call.ts';
import {
  algorithmNamed,
  checksumElement,
  startChecksum,
  type Checksum,
  type ChecksumAlgorithm,
} from './checksums.ts';
import { commitVersion } from './commit-version.ts';
import { checkCopyConditions } from './conditions.ts';
import { keepPart, partNumberOf, requireUpload } from './multipart-upload.ts';
import { headersToStore, versionHeader } from './object-headers.ts';
import { largestPut } from './put-object.ts';
import { bytesOfPieces, requireVersion } from './read-object.ts';
import { retentionForWrite } from './retention.ts';
import { S3Error } from './s3-error.ts';
import { piecesOf, type Version } from './version-table.ts';

const sourceOf = (call: Call): Version => {
  const header = call.headers['x-amz-copy-source'] ?? '';
  const target = splitTarget(header.startsWith('/') ? header : `/${header}`);
  const [, bucket = '', key = ''] = /^\/([^/]+)\/(.+)$/s.exec(target?.path ?? '') ?? [];
  if (bucket === '' || key === '')
    throw new S3Error(
      'InvalidArgument',
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
    );
  const versionId = target?.query.find(([name]) => name === 'versionId')?.[1];
  demand(call, versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion', { bucket, key });
  requireBucket(call.index, bucket);
  const source = requireVersion(call, { bucket, key, versionId });
  checkCopyConditions(call.headers, source);
  return source;
};

type Copied = { size: number; etag: string; value: string };

const copyBytes = async (
  call: Call,
  source: Version,
  range: ByteRange,
  draft: BlobDraft,
  algorithm: ChecksumAlgorithm,
): Promise<Copied> => {
  const pieces = piecesOf(call.index, source.seq);
  const release = call.blobs.hold(pieces.map((piece) => piece.blob));
  const md5 = createHash('md5');
  const hasher = startChecksum(algorithm);
  let size = 0;
  try {
    for await (const bytes of bytesOfPieces(call.blobs, pieces, range)) {
      size += bytes.length;
      md5.update(bytes);
      hasher.update(bytes);
      await draft.write(bytes);
    }
  } finally {
    release();
  }
  return { size, etag: md5.digest('hex'), value: (await hasher.digest()).toString('base64') };
};

const directiveOf = (call: Call): 'COPY' | 'REPLACE' => {
  const directive = call.headers['x-amz-metadata-directive'] ?? 'COPY';
  if (directive !== 'COPY' && directive !== 'REPLACE')
    throw new S3Error('InvalidArgument', 'Unknown metadata directive.');
  return directive;
};

const algorithmFor = (call: Call, source: Version): ChecksumAlgorithm => {
  const named = call.headers['x-amz-checksum-algorithm'];
  const algorithm = named === undefined ? (source.checksum?.algorithm ?? 'CRC64NVME') : algorithmNamed(named);
  if (!algorithm) throw new S3Error('InvalidRequest', 'Checksum algorithm provided is unsupported.');
  return algorithm;
};

/** What is known of a copy without reading it: the sums of a source that was written in one piece, with the same algorithm. */
const knownCopy = (
  call: Call,
  source: Version,
  algorithm: ChecksumAlgorithm,
): { blob: string; copied: Copied } | undefined => {
  const [piece, ...more] = piecesOf(call.index, source.seq);
  const { checksum, etag, size } = source;
  const isWhole = piece?.size === size && more.length === 0 && /^[0-9a-f]{32}$/.test(etag);
  if (!isWhole || checksum?.type !== 'FULL_OBJECT' || checksum.algorithm !== algorithm) return undefined;
  return { blob: piece.blob, copied: { size, etag, value: checksum.value } };
};

/** Keeps the bytes of `source` a second time: under another name where their sums are known, else read, summed and written. */
const copyWhole = async <T>(
  call: Call,
  source: Version,
  algorithm: ChecksumAlgorithm,
  keep: (draft: WholeDraft, copied: Copied) => Promise<T>,
): Promise<T> => {
  const known = knownCopy(call, source, algorithm);
  if (!known)
    return fillDraft(call.blobs, async (draft) =>
      keep(draft, await copyBytes(call, source, { start: 0, end: source.size - 1 }, draft, algorithm)),
    );
  const release = call.blobs.hold([known.blob]);
  try {
    return await twinDraft(call.blobs, known.blob, (draft) => keep(draft, known.copied));
  } finally {
    release();
  }
};

/** CopyObject: the copy outlives its source and every change of it. */
export const copyObject = async (call: Call): Promise<void> => {
  const bucket = requireBucket(call.index, call.bucket);
  const source = sourceOf(call);
  const directive = directiveOf(call);
  if (source.size > largestPut)
    throw new S3Error(
      'InvalidRequest',
      'The specified copy source is larger than the maximum allowable size for a copy source: 5368709120',
    );
  if (directive === 'COPY' && source.bucket === call.bucket && source.key === call.key && source.latest)
    throw new S3Error(
      'InvalidRequest',
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata.",
    );
  const headers = directive === 'COPY' ? source.headers : headersToStore(call.headers);
  const retention = retentionForWrite(call, bucket);
  const algorithm = algorithmFor(call, source);
  const stored = await copyWhole(call, source, algorithm, async (draft, copied) => {
    await draft.seal();
    const checksum: Checksum = { algorithm, type: 'FULL_OBJECT', value: copied.value };
    const modified = call.now();
    const { size, etag } = copied;
    const pieces = [{ part: 1, blob: draft.name, size }];
    const done = commitVersion(
      call,
      { size, etag, modified, headers, checksum, retention },
      pieces,
      'CopyObject',
    );
    return { ...copied, modified, versionId: done.versionId };
  });
  const node = {
    LastModified: stored.modified.toISOString(),
    ETag: `"${stored.etag}"`,
    [checksumElement(algorithm)]: stored.value,
    ChecksumType: 'FULL_OBJECT',
  };
  sendXml(call, 'CopyObjectResult', node, {
    ...versionHeader(stored.versionId, bucket.versioning !== 'Off'),
    ...(source.versionId !== 'null' && { 'x-amz-copy-source-version-id': source.versionId }),
  });
};

/** UploadPartCopy: a part whose bytes are a range of another object. */
export const uploadPartCopy = async (call: Call): Promise<void> => {
  const upload = requireUpload(call);
  const part = partNumberOf(call);
  const source = sourceOf(call);
  const range = copyRangeOf(call.headers['x-amz-copy-source-range'], source.size);
  if (range.end - range.start + 1 > largestPut)
    throw new S3Error('InvalidRequest', 'The range to copy is larger than 5 GiB.');
  const modified = call.now();
  const copied = await fillDraft(call.blobs, async (draft) => {
    const { size, etag, value } = await copyBytes(call, source, range, draft, upload.algorithm);
    await keepPart(call, upload, draft, { part, size, etag, checksum: value, modified });
    return { etag, value };
  });
  sendXml(
    call,
    'CopyPartResult',
    {
      LastModified: modified.toISOString(),
      ETag: `"${copied.etag}"`,
      [checksumElement(upload.algorithm)]: upload.declared ? copied.value : undefined,
    },
    source.versionId === 'null' ? {} : { 'x-amz-copy-source-version-id': source.versionId },
  );
};
