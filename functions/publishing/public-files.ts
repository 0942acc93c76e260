import type { ObjectHeaders, Objects } from '../../shared/adapters/s3/objects.ts';
import { IMMUTABLE, MUTABLE } from '../../shared/contract/public-paths.ts';

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};

const typeOf = (key: string): string => types[key.split('.').at(-1) ?? ''] ?? 'application/octet-stream';

export const mutable = (key: string, metadata?: Record<string, string>): ObjectHeaders => ({
  contentType: typeOf(key),
  cacheControl: MUTABLE,
  ...(metadata ? { metadata } : {}),
});

/** Under which name a release file is saved: dataset and release once each (`duong-bo-v2.csv`, `duong-bo-v2-original.csv`). */
export const downloadNameOf = (slug: string, release: number, name: string): string =>
  `${slug}-v${release}${name.startsWith(`${slug}.`) ? name.slice(slug.length) : `-${name}`}`;

/** A release file downloads under a name that says dataset and release. */
export const immutable = (contentType: string, downloadAs: string): ObjectHeaders => ({
  contentType,
  cacheControl: IMMUTABLE,
  contentDisposition: `attachment; filename="${downloadAs}"`,
});

/** `/datasets/x/` is stored as `datasets/x/index.html`; other paths as they are. */
export const keyOf = (path: string): string => {
  const key = decodeURI(path).replace(/^\//, '');
  return key === '' || key.endsWith('/') ? `${key}index.html` : key;
};

/** Answered by the edge function as a redirect to `path`. */
export const putRedirect = (bucket: Objects, key: string, path: string): Promise<void> =>
  bucket.put(key, '', {
    contentType: 'text/plain; charset=utf-8',
    cacheControl: MUTABLE,
    metadata: { redirect: path },
  });

export const putPage = (
  bucket: Objects,
  path: string,
  body: string,
  metadata?: Record<string, string>,
): Promise<void> => bucket.put(keyOf(path), body, mutable(keyOf(path), metadata));
