import { createHash, timingSafeEqual } from 'node:crypto';
import { ORIGIN_SECRET_HEADER } from '../../shared/contract/public-paths.ts';
import { setting } from './environment.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Tells whether a request came through the CDN: it shows one of the secrets that are valid now (the present one and
 * the one before, parted by a space). Without any configured nothing passes. Compared by hashes of one length, in
 * constant time, and never stopping at the first that fits.
 */
export const originGuard = (secrets = setting('ORIGIN_SECRETS')) => {
  const valid = secrets.split(' ').filter(Boolean).map(digest);
  if (valid.length === 0) throw new Error('ORIGIN_SECRETS names no secret');
  return (headers: Readonly<Record<string, string | undefined>>): boolean => {
    const shown = digest(headers[ORIGIN_SECRET_HEADER] ?? '');
    return valid.filter((one) => timingSafeEqual(one, shown)).length > 0;
  };
};
