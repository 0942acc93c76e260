import en from './texts.en.json' with { type: 'json' };
import vi from './texts.vi.json' with { type: 'json' };

/** The languages of public pages. The data's own text stays Vietnamese in both. */
export type Lang = 'vi' | 'en';

export type Texts = typeof vi;

const tables: Record<Lang, Texts> = { vi, en };

/** All interface sentences of a language. The type makes a missing key a compile error. */
export const textsOf = (lang: Lang): Texts => tables[lang];
