import { createHmac, timingSafeEqual } from 'node:crypto';

const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Derives the key of one day, region and service from the secret. `scope` ends in `/aws4_request`. */
export const signingKey = (secretAccessKey: string, scope: string): Buffer =>
  scope
    .split('/')
    .reduce<Buffer | string>((key, part) => hmac(key, part), `AWS4${secretAccessKey}`) as Buffer;

/** Signs a text; lower-case hexadecimal. */
export const signText = (key: Buffer, text: string): string => hmac(key, text).toString('hex');

/** Compares two hexadecimal digests in constant time. */
export const sameDigest = (expected: string, given: string): boolean => {
  const a = Buffer.from(expected, 'utf8');
  const b = Buffer.from(given, 'utf8');
  return a.length === b.length && timingSafeEqual(a, b);
};
