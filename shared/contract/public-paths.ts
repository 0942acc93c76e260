/**
 * The kinds of path below the portal's address and how long each may be kept. The CDN's behaviours
 * (`infra/edge/behaviours.ts`) and the `Cache-Control` of what publication writes come from this table.
 */
export type PathKind = 'api' | 'asset' | 'desk' | 'release' | 'requests' | 'page';

export type PathRule = {
  readonly kind: PathKind;
  /** As CloudFront matches: `*` any characters. The first that matches decides; the last is for all else. */
  readonly pattern: string;
  /** The longest time the edge keeps an answer, in seconds, whatever the answer itself says. */
  readonly edgeSeconds: number;
};

const MINUTE = 60;
const YEAR = 365 * 24 * 3600;

export const PATHS: readonly PathRule[] = [
  // Nothing of the API is kept: answers differ by who asks, and search must show a publication within a minute.
  { kind: 'api', pattern: '/api/*', edgeSeconds: 0 },
  { kind: 'asset', pattern: '/assets/*', edgeSeconds: YEAR },
  { kind: 'desk', pattern: '/desk*', edgeSeconds: MINUTE },
  { kind: 'desk', pattern: '/en/desk*', edgeSeconds: MINUTE },
  { kind: 'release', pattern: '/datasets/*/releases/*', edgeSeconds: YEAR },
  // From these pages attachments go straight to the bucket that takes them.
  { kind: 'requests', pattern: '/requests*', edgeSeconds: MINUTE },
  { kind: 'requests', pattern: '/en/requests*', edgeSeconds: MINUTE },
  { kind: 'page', pattern: '*', edgeSeconds: MINUTE },
];

/** Changes: browsers ask each time, the edge for at most a minute. */
export const MUTABLE = `public, max-age=0, s-maxage=${MINUTE}`;
/** Never changes: a release, or an asset whose name carries its content. */
export const IMMUTABLE = `public, max-age=${YEAR}, immutable`;

/** All that is published in two files, written anew by whoever writes the search index. */
export const CATALOGUE_FILES = { jsonl: 'catalog/datasets.jsonl', csv: 'catalog/datasets.csv' } as const;

/** The header in which the CDN says to the API that a request came through it. */
export const ORIGIN_SECRET_HEADER = 'x-origin-secret';

/** The page for what is not there, by language, as publication writes it and the API answers it for the CDN. */
export const NOT_FOUND_PAGES = { vi: '404.html', en: 'en/404.html' } as const;

/** Where citizens send a request and follow one; the key of their own link stands behind the `#`, which no server sees. */
export const REQUESTS_PAGE = { vi: '/requests/', en: '/en/requests/' } as const;
/** Where one is written. `?about=` names the dataset it is about by its slug, `?kind=` what is asked for. */
export const REQUEST_FORM_PAGE = { vi: '/requests/new/', en: '/en/requests/new/' } as const;
