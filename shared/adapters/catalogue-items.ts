import {
  newestKey,
  sitemapShardOf,
  type CatalogueEntry,
} from '../capabilities/publishing/views/catalogue-entry.ts';

/** The lists an entry stands in, as keys of the views table. */
export const placesOf = (entry: CatalogueEntry): { pk: string; sk: string }[] => [
  { pk: 'list#newest', sk: newestKey(entry) },
  { pk: `list#agency#${entry.agency}`, sk: newestKey(entry) },
  { pk: `list#sitemap#${sitemapShardOf(entry.slug)}`, sk: entry.slug },
];

/** What an entry adds to each counter. */
export const weightsOf = (entry: CatalogueEntry | undefined): Map<string, number> =>
  new Map(
    entry
      ? [
          ['total#datasets', 1],
          ['total#releases', entry.standing ?? entry.release],
          ['total#rows', entry.rows ?? 0],
          [`agency#${entry.agency}`, 1],
          [`topic#${entry.topic}`, 1],
          ...entry.formats.map((format) => [`format#${format}`, 1] as [string, number]),
        ]
      : [],
  );
