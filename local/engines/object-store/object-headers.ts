import { validateHeaderValue } from 'node:http';
import { S3Error } from './s3-error.ts';
import type { Version } from './version-table.ts';

const stored = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

const withoutAwsChunked = (encoding: string): string =>
  encoding
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== 'aws-chunked')
    .join(',');

/** Refuses a value that could not be sent back as a header. */
export const checkHeaderValue = (name: string, value: string): void => {
  try {
    validateHeaderValue(name, value);
  } catch {
    throw new S3Error('InvalidArgument', `The value of ${name} cannot stand in a header.`);
  }
};

/** The headers of a write that are kept with the object: type, caching, disposition, encoding, user metadata. */
export const headersToStore = (headers: Record<string, string>): Record<string, string> => {
  const kept: Record<string, string> = {};
  let metadataBytes = 0;
  for (const [name, value] of Object.entries(headers)) {
    const metadata = name.startsWith('x-amz-meta-');
    if (!metadata && !stored.includes(name)) continue;
    const clean = name === 'content-encoding' ? withoutAwsChunked(value) : value;
    if (clean === '' && !metadata) continue;
    checkHeaderValue(name, clean);
    if (metadata) metadataBytes += name.length - 'x-amz-meta-'.length + Buffer.byteLength(clean);
    kept[name] = clean;
  }
  if (metadataBytes > 2048)
    throw new S3Error('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size');
  kept['content-type'] ??= 'application/octet-stream';
  return kept;
};

/** The version header of a bucket that keeps versions. */
export const versionHeader = (versionId: string, versioned: boolean): Record<string, string> =>
  versioned ? { 'x-amz-version-id': versionId } : {};

/** The headers that describe a version when it is read. */
export const headersToShow = (version: Version, withChecksum: boolean): Record<string, string> => ({
  ...version.headers,
  etag: `"${version.etag}"`,
  'last-modified': version.modified.toUTCString(),
  'accept-ranges': 'bytes',
  ...(version.retention && {
    'x-amz-object-lock-mode': version.retention.mode,
    'x-amz-object-lock-retain-until-date': version.retention.until.toISOString(),
  }),
  ...(withChecksum &&
    version.checksum && {
      [`x-amz-checksum-${version.checksum.algorithm.toLowerCase()}`]: version.checksum.value,
      'x-amz-checksum-type': version.checksum.type,
    }),
});
