import * as z from 'zod';
import { sitemapShardOf } from '../../shared/capabilities/publishing/views/catalogue-entry.ts';
import { AgencyCode, CorrelationId, DatasetId } from '../../shared/kernel/ids.ts';

/** A page, or a few that change together, to be rendered from what the views say at that moment. */
export const Page = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('dataset'),
    id: DatasetId,
    /** The release whose addresses are closed with this rendering. */
    taken: z.int().positive().optional(),
  }),
  z.object({ kind: z.literal('catalogue') }),
  z.object({ kind: z.literal('agency'), code: AgencyCode }),
  z.object({ kind: z.literal('agencies') }),
  z.object({ kind: z.literal('sitemap'), shard: z.int().nonnegative() }),
  z.object({ kind: z.literal('regulation') }),
  z.object({ kind: z.literal('static') }),
]);
export type Page = z.infer<typeof Page>;

export const PageJob = z.object({ page: Page, correlation: CorrelationId.optional() });
export type PageJob = z.infer<typeof PageJob>;

export const pageKey = (page: Page): string => {
  switch (page.kind) {
    case 'dataset':
      return `page:dataset:${page.id}`;
    case 'catalogue':
    case 'agencies':
    case 'regulation':
    case 'static':
      return `page:${page.kind}`;
    case 'agency':
      return `page:agency:${page.code}`;
    case 'sitemap':
      return `page:sitemap:${page.shard}`;
  }
};

/** The pages a change of one dataset touches: the same number at 30 and at 10 000 datasets. */
export const pagesTouched = (
  dataset: { id: DatasetId; slug: string; agency: AgencyCode },
  taken?: number,
): Page[] => [
  { kind: 'dataset', id: dataset.id, ...(taken === undefined ? {} : { taken }) },
  { kind: 'catalogue' },
  { kind: 'agency', code: dataset.agency },
  { kind: 'sitemap', shard: sitemapShardOf(dataset.slug) },
];
