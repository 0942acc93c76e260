import type { Lang } from './texts.ts';

const under = (lang: Lang, path: string): string => (lang === 'en' ? `/en${path}` : path);

/** The addresses of public pages. Stable from the first day (design section 7). */
export const paths = {
  home: (lang: Lang): string => under(lang, '/'),
  datasets: (lang: Lang): string => under(lang, '/datasets/'),
  dataset: (lang: Lang, slug: string): string => under(lang, `/datasets/${encodeURIComponent(slug)}/`),
  releases: (lang: Lang, slug: string): string =>
    under(lang, `/datasets/${encodeURIComponent(slug)}/releases/`),
  agencies: (lang: Lang): string => under(lang, '/agencies/'),
  agency: (lang: Lang, code: string): string => under(lang, `/agencies/${encodeURIComponent(code)}/`),
  terms: (lang: Lang): string => under(lang, '/terms/'),
  regulation: (lang: Lang): string => under(lang, '/regulation/'),
  rule: (lang: Lang, id: string): string => under(lang, `/regulation/${id}/`),
  /** The rulebook, and one rule of it, for machines. */
  regulationFile: '/regulation.json',
  ruleFile: (id: string): string => `/regulation/${id}.json`,
  /** Equal to the contract's REQUESTS_PAGE and REQUEST_FORM_PAGE (a test holds them together). */
  requests: (lang: Lang): string => under(lang, '/requests/'),
  requestForm: (lang: Lang, about?: { kind: string; slug: string }): string =>
    under(
      lang,
      `/requests/new/${about ? `?${new URLSearchParams({ kind: about.kind, about: about.slug }).toString()}` : ''}`,
    ),
  developers: (lang: Lang): string => under(lang, '/developers/'),
  feed: '/datasets.atom',
  datasetFeed: (slug: string): string => `/datasets/${encodeURIComponent(slug)}/feed.atom`,
  /** The figures of the newest release by commune, for maps. */
  figures: (slug: string): string => `/datasets/${encodeURIComponent(slug)}/map.json`,
  sitemap: '/sitemap.xml',
  /** Equal to the contract's CATALOGUE_FILES (a test holds them together). */
  catalogueLines: '/catalog/datasets.jsonl',
  catalogueTable: '/catalog/datasets.csv',
  /** Equal to the contract's API_BASE (a test holds them together); repeated so that islands carry no schemas. */
  api: '/api/v1',
  openapi: '/openapi.json',
  desk: '/desk/',
  /** What the holder of a private link follows: a page of the API, for it can not lie about as a file. */
  follows: (lang: Lang, link: string, dataset?: string): string =>
    `/api/v1/follows?${new URLSearchParams({ link, ...(dataset ? { dataset } : {}), ...(lang === 'en' ? { lang } : {}) }).toString()}`,
  /** A file of a numbered release: its bytes never change. */
  releaseFile: (slug: string, release: number, file: string): string =>
    `/datasets/${encodeURIComponent(slug)}/releases/${release}/${encodeURIComponent(file)}`,
  /** Redirects to the same-named file of the newest release. */
  latestFile: (slug: string, file: string): string =>
    `/datasets/${encodeURIComponent(slug)}/latest/${encodeURIComponent(file)}`,
} as const;
