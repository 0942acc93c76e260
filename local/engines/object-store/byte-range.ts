import { S3Error } from './s3-error.ts';

/** First and last byte, both inclusive. */
export type ByteRange = { start: number; end: number };

/**
 * Reads a Range header for an object of `size` bytes: undefined when the whole is meant (no header, another unit,
 * several ranges or nonsense, which RFC 9110 lets a server ignore); refuses 416 when nothing lies in the range.
 */
export const rangeOf = (header: string | undefined, size: number): ByteRange | undefined => {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const [, first = '', last = ''] = match;
  const suffix = first === '';
  const start = suffix ? Math.max(size - Number(last), 0) : Number(first);
  const end = suffix || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (!suffix && last !== '' && Number(last) < Number(first)) return undefined;
  if (start >= size || start > end || (suffix && Number(last) === 0))
    throw new S3Error('InvalidRange', 'The requested range is not satisfiable', {
      'content-range': `bytes */${size}`,
    });
  return { start, end };
};

/** Reads `x-amz-copy-source-range`, where S3 wants first and last byte inside the source. */
export const copyRangeOf = (header: string | undefined, size: number): ByteRange => {
  if (header === undefined) return { start: 0, end: size - 1 };
  const match = /^bytes=(\d+)-(\d+)$/.exec(header);
  const range = { start: Number(match?.[1] ?? NaN), end: Number(match?.[2] ?? NaN) };
  if (!match || range.start > range.end || range.end >= size)
    throw new S3Error(
      'InvalidArgument',
      `The x-amz-copy-source-range value is not valid for a source of ${size} bytes`,
    );
  return range;
};
