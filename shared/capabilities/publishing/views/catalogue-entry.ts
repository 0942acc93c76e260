import * as z from 'zod';
import { AgencyCode, DatasetId, Slug } from '../../../kernel/ids.ts';
import { Instant, LocalDate } from '../../../kernel/local-date.ts';
import { latestRelease, standingCount, type Dataset } from '../model.ts';

/** A published dataset as lists, search and feeds show it. */
export const CatalogueEntry = z.object({
  id: DatasetId,
  slug: Slug,
  title: z.string(),
  description: z.string(),
  agency: AgencyCode,
  topic: z.string(),
  licence: z.string(),
  keywords: z.array(z.string()),
  formats: z.array(z.string()),
  release: z.int().positive(),
  /** How many releases are public, where that is not the number of the newest: some were taken back. */
  standing: z.int().positive().optional(),
  publishedOn: LocalDate,
  changedAt: Instant,
  rows: z.int().optional(),
  demonstration: z.boolean(),
});
export type CatalogueEntry = z.infer<typeof CatalogueEntry>;

const formatOf: Record<string, string> = {
  'clean-csv': 'CSV',
  parquet: 'Parquet',
  json: 'JSON',
  geojson: 'GeoJSON',
};

/** The entry of a dataset, or undefined while it has no place in the catalogue: never published, or withdrawn. */
export const entryOf = (dataset: Dataset): CatalogueEntry | undefined => {
  const release = latestRelease(dataset);
  const { id, slug, agency, demonstration, metadata, publicAt: changedAt } = dataset;
  if (!release || !changedAt || dataset.withdrawal) return undefined;
  const standing = standingCount(dataset);
  return {
    id,
    slug,
    title: metadata.title,
    description: metadata.description,
    agency,
    topic: metadata.topic,
    licence: metadata.licence,
    keywords: metadata.keywords,
    formats: release.files.flatMap((file) => formatOf[file.role] ?? []),
    release: release.number,
    ...(standing === release.number ? {} : { standing }),
    publishedOn: release.publishedOn,
    changedAt,
    ...(release.rows === undefined ? {} : { rows: release.rows }),
    demonstration,
  };
};

/** What every list of the newest goes by, the greatest first: the day, then the moment, so that equal days have one order. */
export const newestKey = ({
  publishedOn,
  changedAt,
  id,
}: Pick<CatalogueEntry, 'publishedOn' | 'changedAt' | 'id'>): string => `${publishedOn}#${changedAt}#${id}`;

/** Shards of the sitemap: a publication rewrites one of them, at 30 datasets and at 10 000. */
export const SITEMAP_SHARDS = 64;

/** FNV-1a: spreads slugs evenly and stays the same for ever, which shard addresses need. */
export const sitemapShardOf = (slug: string): number => {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(slug, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash % SITEMAP_SHARDS;
};
