import type { CatalogueEntry } from '../../capabilities/publishing/views/catalogue-entry.ts';
import type { CatalogueViews } from '../../capabilities/publishing/views/ports.ts';
import { placesOf, weightsOf } from '../catalogue-items.ts';

/** The views as items under the same keys as in the table, so that the two can be compared item by item. */
export type ViewItem = {
  readonly pk: string;
  readonly sk: string;
  readonly version?: number;
  readonly entry?: CatalogueEntry;
  readonly n?: number;
  /** What the rows of figures say. */
  readonly [more: string]: unknown;
};

export type ViewItems = Map<string, ViewItem>;

export const viewItemKey = ({ pk, sk }: Pick<ViewItem, 'pk' | 'sk'>): string => JSON.stringify([pk, sk]);

const descending = (a: ViewItem, b: ViewItem): number => Buffer.compare(Buffer.from(b.sk), Buffer.from(a.sk));

/** The catalogue's lists and counters in this process. */
export const memoryViews = (items: ViewItems = new Map()): CatalogueViews => {
  const put = (item: ViewItem) => items.set(viewItemKey(item), item);
  const under = (pk: string): ViewItem[] =>
    [...items.values()].filter((item) => item.pk === pk).sort(descending);
  const entries = (pk: string, limit?: number): CatalogueEntry[] =>
    structuredClone(under(pk).slice(0, limit)).flatMap(({ entry }) => entry ?? []);
  const counts = (prefix: string): Map<string, number> =>
    new Map(
      under('count').flatMap(({ sk, n = 0 }) =>
        sk.startsWith(`${prefix}#`) && n > 0 ? [[sk.slice(prefix.length + 1), n] as const] : [],
      ),
    );
  const weigh = (entry: CatalogueEntry | undefined, sign: 1 | -1) => {
    for (const [sk, weight] of weightsOf(entry)) {
      if (weight === 0) continue;
      const before = items.get(viewItemKey({ pk: 'count', sk }))?.n ?? 0;
      put({ pk: 'count', sk, n: before + sign * weight });
    }
  };

  return {
    async save(id, version, entry) {
      const key = { pk: `dataset#${id}`, sk: 'entry' };
      const stored = items.get(viewItemKey(key));
      if (stored?.version !== undefined && stored.version >= version) return false;
      const kept = structuredClone(entry);
      if (stored?.entry) for (const place of placesOf(stored.entry)) items.delete(viewItemKey(place));
      weigh(stored?.entry, -1);
      put({ ...key, version, ...(kept ? { entry: kept } : {}) });
      if (kept) for (const place of placesOf(kept)) put({ ...place, entry: kept });
      weigh(kept, 1);
      return true;
    },
    newest: async (limit) => entries('list#newest', limit),
    ofAgency: async (code, limit) => entries(`list#agency#${code}`, limit),
    sitemapShard: async (shard) => entries(`list#sitemap#${shard}`),
    async totals() {
      const total = counts('total');
      return {
        datasets: total.get('datasets') ?? 0,
        releases: total.get('releases') ?? 0,
        rows: total.get('rows') ?? 0,
      };
    },
    countsByAgency: async () => counts('agency'),
    countsByTopic: async () => counts('topic'),
    countsByFormat: async () => counts('format'),
  };
};
