import type { CardTexts } from '../../pages/parts/dataset-card.tsx';
import type { DatasetCard } from '../../pages/props.ts';
import type { Lang, Texts } from '../../texts.ts';

export type Sort = '' | 'relevance' | 'newest' | 'title';

/** What the visitor asks for. Empty text means no such filter. */
export type Query = {
  readonly q: string;
  readonly topic: string;
  readonly agency: string;
  readonly format: string;
  readonly sort: Sort;
};

export type FacetValue = { readonly value: string; readonly label: string; readonly count: number };
export type FacetName = 'topic' | 'agency' | 'format';

/** The part of the search operation's answer that is shown. */
export type Answer = {
  readonly items: readonly DatasetCard[];
  readonly total: number;
  readonly next?: string | undefined;
  readonly facets: Readonly<Record<FacetName, readonly FacetValue[]>>;
};

export type Status = 'ready' | 'loading' | 'more' | 'failed';

export type SearchTexts = Texts['search'] & { readonly card: CardTexts };

/** What the static page hands to the island, so that it starts with the list already shown. */
export type Seed = { readonly lang: Lang; readonly texts: SearchTexts; readonly answer: Answer };
