import type { Lang, Texts } from '../../texts.ts';

export type SuggestTexts = Pick<Texts['search'], 'countFor' | 'empty' | 'emptyAdvice' | 'more'>;

export type SuggestSeed = { readonly lang: Lang; readonly texts: SuggestTexts };

export const suggestSeedOf = (lang: Lang, { search }: Texts): SuggestSeed => ({
  lang,
  texts: {
    countFor: search.countFor,
    empty: search.empty,
    emptyAdvice: search.emptyAdvice,
    more: search.more,
  },
});
