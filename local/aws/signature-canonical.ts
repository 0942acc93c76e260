import { createHash } from 'node:crypto';
import type { SignatureClaim } from './signature-claim.ts';
import { splitTarget } from './signature-target.ts';
import type { SignedRequest } from './signature.ts';

/** RFC 3986 percent-encoding, which escapes `!'()*` as well, unlike encodeURIComponent. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const withoutDotSegments = (path: string): string => {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') kept.pop();
    else kept.push(segment);
  }
  return `/${kept.join('/')}${kept.length > 0 && path.endsWith('/') ? '/' : ''}`;
};

/** S3 encodes the path once and keeps dots; every other service normalises and encodes what was sent again. */
const canonicalPath = (service: string, rawPath: string, path: string): string =>
  service === 's3'
    ? path.split('/').map(encode).join('/')
    : withoutDotSegments(rawPath).split('/').map(encode).join('/');

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const canonicalQuery = (query: [string, string][]): string =>
  query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]): [string, string] => [encode(name), encode(value)])
    .sort(([a, x], [b, y]) => byText(a, b) || byText(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');

/** The string that the sender should have signed; undefined when the address cannot be decoded. */
export const stringToSign = (
  request: SignedRequest,
  claim: SignatureClaim,
  payloadHash: string,
): string | undefined => {
  const target = splitTarget(request.url);
  if (!target) return undefined;
  const headers = claim.signedHeaders
    .map((name) => `${name}:${(request.headers[name] ?? '').trim().replace(/\s+/g, ' ')}\n`)
    .join('');
  const canonical = [
    request.method.toUpperCase(),
    canonicalPath(claim.service, target.rawPath, target.path),
    canonicalQuery(target.query),
    headers,
    claim.signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
  const digest = createHash('sha256').update(canonical).digest('hex');
  return ['AWS4-HMAC-SHA256', claim.amzDate, claim.scope, digest].join('\n');
};
