import { pipeline } from 'node:stream';
import { createGzip, gzipSync } from 'node:zlib';
import type { Answer } from './answer.ts';

/** Types that CloudFront compresses (its manual's list, those that occur here), and the sizes between which it does. */
const COMPRESSIBLE =
  /^(text\/|application\/(json|javascript|xml|atom\+xml|rss\+xml|ld\+json|geo\+json|problem\+json|manifest\+json|wasm|x-javascript)|image\/svg\+xml|font\/(otf|ttf))/;
const SMALLEST = 1000;
const LARGEST = 10_000_000;

const one = (value: string | readonly string[] | undefined): string =>
  typeof value === 'string' ? value : (value?.[0] ?? '');

/** Compresses an answer for a viewer that takes gzip, under CloudFront's conditions. Its ETag becomes a weak one. */
export const compress = (answer: Answer, accepts: string): Answer => {
  const { status, headers, body } = answer;
  const type = one(headers['content-type']);
  const length = Buffer.isBuffer(body) ? body.length : Number(one(headers['content-length']));
  const suits =
    body !== undefined &&
    status === 200 &&
    COMPRESSIBLE.test(type) &&
    headers['content-encoding'] === undefined &&
    length >= SMALLEST &&
    length <= LARGEST &&
    !/no-transform/.test(one(headers['cache-control']));
  if (!suits) return answer;
  const before = one(headers['vary']);
  const vary = { ...headers, vary: before === '' ? 'Accept-Encoding' : `${before}, Accept-Encoding` };
  if (!/\bgzip\b/.test(accepts)) return { status, headers: vary, body };
  const { 'content-length': _, ...rest } = vary as Record<string, string | readonly string[]>;
  const etag = one(headers['etag']);
  const made = {
    ...rest,
    'content-encoding': 'gzip',
    ...(etag === '' ? {} : { etag: etag.startsWith('W/') ? etag : `W/${etag}` }),
  };
  if (Buffer.isBuffer(body)) return { status, headers: made, body: gzipSync(body) };
  const gzip = createGzip();
  pipeline(body, gzip, () => undefined);
  return { status, headers: made, body: gzip };
};
