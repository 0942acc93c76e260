import { cardTextsOf } from '../../pages/parts/dataset-card.tsx';
import type { DatasetListProps } from '../../pages/props.ts';
import type { Texts } from '../../texts.ts';
import type { Answer, SearchTexts } from './model.ts';

export const islandTextsOf = (t: Texts): SearchTexts => ({ ...t.search, card: cardTextsOf(t) });

/** The static list in the shape of an answer of the search operation. */
export const staticAnswerOf = (page: DatasetListProps): Answer => ({
  items: page.items,
  total: page.total,
  next: page.next,
  facets: {
    topic: page.topics.map(({ id, label, count }) => ({ value: id, label: label[page.lang], count })),
    agency: page.agencies.map(({ code, name, datasets }) => ({ value: code, label: name, count: datasets })),
    format: page.formats.map(({ value, count }) => ({ value, label: value, count })),
  },
});
