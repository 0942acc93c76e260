import { S3Error } from './s3-error.ts';

type Existing = { etag: string; modified: Date } | undefined;

const listed = (header: string, etag: string): boolean =>
  header.split(',').some((item) => ['*', etag].includes(item.trim().replace(/^W\//, '').replaceAll('"', '')));

const failed = (condition: string): S3Error =>
  new S3Error(
    'PreconditionFailed',
    `At least one of the pre-conditions you specified did not hold: ${condition}`,
  );

const secondsOf = (date: Date): number => Math.floor(date.getTime() / 1000);
const headerSeconds = (header: string): number => Date.parse(header) / 1000;

/** Refuses a write whose If-Match or If-None-Match does not hold for what is there now. */
export const checkWriteConditions = (headers: Record<string, string>, existing: Existing): void => {
  const match = headers['if-match'];
  const noneMatch = headers['if-none-match'];
  if (match !== undefined) {
    if (!existing) throw new S3Error('NoSuchKey', 'The specified key does not exist.');
    if (!listed(match, existing.etag)) throw failed('If-Match');
  }
  if (noneMatch !== undefined && noneMatch.trim() !== '*')
    throw new S3Error('NotImplemented', 'If-None-Match of a write must be *.');
  if (noneMatch !== undefined && existing) throw failed('If-None-Match');
};

/** Answers 412 or 304 to a read by RFC 9110 §13.2.2. */
export const checkReadConditions = (
  headers: Record<string, string>,
  existing: { etag: string; modified: Date },
  notModified: Record<string, string>,
): void => {
  const match = headers['if-match'];
  const unmodified = headers['if-unmodified-since'];
  if (match !== undefined) {
    if (!listed(match, existing.etag)) throw failed('If-Match');
  } else if (unmodified !== undefined && secondsOf(existing.modified) > headerSeconds(unmodified))
    throw failed('If-Unmodified-Since');
  const noneMatch = headers['if-none-match'];
  const modified = headers['if-modified-since'];
  const same =
    noneMatch !== undefined
      ? listed(noneMatch, existing.etag)
      : modified !== undefined && secondsOf(existing.modified) <= headerSeconds(modified);
  if (same) throw new S3Error('NotModified', 'Not Modified', notModified);
};

/** Refuses a copy whose source is not the one the caller meant. */
export const checkCopyConditions = (headers: Record<string, string>, source: { etag: string }): void => {
  const match = headers['x-amz-copy-source-if-match'];
  const noneMatch = headers['x-amz-copy-source-if-none-match'];
  if (match !== undefined && !listed(match, source.etag)) throw failed('x-amz-copy-source-If-Match');
  if (noneMatch !== undefined && listed(noneMatch, source.etag))
    throw failed('x-amz-copy-source-If-None-Match');
};
