import { cardTextsOf } from '../../pages/parts/dataset-card.tsx';
import type { DatasetListProps } from '../../pages/props.ts';
import type { Texts } from '../../texts.ts';
import type { Answer, FacetValue, SearchTexts } from './model.ts';

export const islandTextsOf = (t: Texts): SearchTexts => ({ ...t.search, card: cardTextsOf(t) });

type Counted = FacetValue & { readonly inOrder: string };

/** As the search orders what it counts: many first, equals by their name, what nothing has left out. */
const facet = (counted: readonly Counted[]): FacetValue[] =>
  counted
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || (a.inOrder < b.inOrder ? -1 : 1))
    .map(({ value, label, count }) => ({ value, label, count }));

/** The static list as the search would answer the question without words and filters, in the page's language. */
export const staticAnswerOf = (page: DatasetListProps): Answer => ({
  items: page.items,
  total: page.total,
  next: page.next,
  facets: {
    topic: facet(
      page.topics.map(({ id, label, count }) => ({
        value: id,
        label: label[page.lang],
        count,
        inOrder: label.vi,
      })),
    ),
    agency: facet(
      page.agencies.map(({ code, name, datasets }) => ({
        value: code,
        label: name,
        count: datasets,
        inOrder: name,
      })),
    ),
    format: facet(page.formats.map(({ value, count }) => ({ value, label: value, count, inOrder: value }))),
  },
});
