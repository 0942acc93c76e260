/**
 * What the CDN writes about each request, in this order, one line a request: CloudFront's own names, tab between,
 * `-` for absent, values percent-escaped as CloudFront does (a space in `cs(User-Agent)` is `%20`). A file begins with
 * `#Version: 1.0` and `#Fields: ` plus these names; read columns by that line. The template orders these fields
 * (`infra/stacks/access-logs.ts`), the local gateway writes the same.
 *
 * No personal data on purpose: no address of the reader (`c-ip`, `x-forwarded-for`), no cookie, no referrer, and no
 * query, which carries what people search for and the sign-in's code. `cs-uri-stem` is the address as the reader asked for it.
 */
export const ACCESS_LOG_FIELDS = [
  'date',
  'time',
  'x-edge-location',
  'x-edge-request-id',
  'x-edge-result-type',
  'cs-method',
  'cs(Host)',
  'cs-uri-stem',
  'sc-status',
  'sc-bytes',
  'sc-content-type',
  'sc-range-start',
  'sc-range-end',
  'time-taken',
  'cs-protocol-version',
  'cs(User-Agent)',
] as const;
export type AccessLogField = (typeof ACCESS_LOG_FIELDS)[number];

/** Where the files lie in the bucket of access logs; gzip, named by distribution, hour and a random part. */
export const ACCESS_LOG_PREFIX = 'cdn/';

/**
 * The folder of one day, `cdn/2025/06/16/`. CloudFront files a request under the hour it was answered (UTC), and may
 * deliver a file up to a day later: a day is complete only when the next one is over.
 */
export const accessLogFolder = (date: string): string => {
  const [year, month, day] = date.split('-');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new TypeError(`${date} is not a date (YYYY-MM-DD)`);
  return `${ACCESS_LOG_PREFIX}${year}/${month}/${day}/`;
};
