import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { requireBucket } from './bucket-table.ts';
import type { BlobFolder } from './blob-folder.ts';
import { missingKey, type Call } from './call.ts';
import { checkReadConditions } from './conditions.ts';
import { checkHeaderValue, headersToShow, versionHeader } from './object-headers.ts';
import { rangeOf, type ByteRange } from './byte-range.ts';
import { S3Error } from './s3-error.ts';
import { findVersion, latestVersion, piecesOf, type Piece, type Version } from './version-table.ts';

/** Finds the version a request means; refuses missing keys, unknown versions and delete markers as S3 does. */
export const requireVersion = (
  call: Call,
  at: { bucket: string; key: string; versionId: string | undefined },
): Version => {
  const { index } = call;
  if (at.versionId === undefined) {
    const version = latestVersion(index, at.bucket, at.key);
    if (version && !version.marker) return version;
    const refusal = missingKey(call, at.bucket);
    const hint = version ? { 'x-amz-delete-marker': 'true', 'x-amz-version-id': version.versionId } : {};
    throw new S3Error(refusal.code, refusal.message, hint);
  }
  const version = findVersion(index, at.bucket, at.key, at.versionId);
  if (!version) throw new S3Error('NoSuchVersion', 'The specified version does not exist.');
  if (version.marker)
    throw new S3Error('MethodNotAllowed', 'The specified method is not allowed against this resource.', {
      'x-amz-delete-marker': 'true',
      'x-amz-version-id': version.versionId,
    });
  return version;
};

/** Streams a stretch of an object out of its pieces; the pieces must be held by the caller meanwhile. */
export async function* bytesOfPieces(
  blobs: BlobFolder,
  pieces: Piece[],
  range: ByteRange,
): AsyncGenerator<Buffer> {
  let offset = 0;
  for (const piece of pieces) {
    const start = Math.max(range.start - offset, 0);
    const end = Math.min(range.end - offset, piece.size - 1);
    if (start <= end) yield* blobs.read(piece.blob, start, end);
    offset += piece.size;
  }
}

const overrides = (call: Call): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const [name, value] of call.query)
    if (name.startsWith('response-')) {
      const header = name.slice('response-'.length);
      checkHeaderValue(header, value);
      headers[header] = value;
    }
  return headers;
};

/** GetObject and HeadObject: whole or one range, with conditions; bytes flow no faster than the reader takes them. */
export const readObject = async (call: Call): Promise<void> => {
  const bucket = requireBucket(call.index, call.bucket);
  const version = requireVersion(call, { ...call, versionId: call.query.get('versionId') });
  const versionIs = versionHeader(version.versionId, bucket.versioning !== 'Off');
  checkReadConditions(call.headers, version, {
    etag: `"${version.etag}"`,
    'last-modified': version.modified.toUTCString(),
    ...versionIs,
  });
  const range = rangeOf(call.headers['range'], version.size);
  const withChecksum =
    call.headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED' && range === undefined;
  const { start, end } = range ?? { start: 0, end: version.size - 1 };
  const pieces = piecesOf(call.index, version.seq);
  call.res.writeHead(range ? 206 : 200, {
    ...headersToShow(version, withChecksum),
    ...overrides(call),
    ...versionIs,
    'content-length': String(end - start + 1),
    ...(range && { 'content-range': `bytes ${start}-${end}/${version.size}` }),
  });
  if (call.req.method === 'HEAD') return void call.res.end();
  const release = call.blobs.hold(pieces.map((piece) => piece.blob));
  try {
    await pipeline(
      Readable.from(bytesOfPieces(call.blobs, pieces, { start, end }), { objectMode: false }),
      call.res,
    );
  } finally {
    release();
  }
};
