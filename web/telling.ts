import { inVietnamese } from '../shared/kernel/sum-in-words.ts';
import type { Telling } from '../shared/kernel/sum-told.ts';
import english from '../shared/kernel/sum-words.en.json' with { type: 'json' };
import type { Lang } from './texts.ts';

/** What the rulebook's reasons are called in English, by their Vietnamese words. */
export type Reasons = Telling['reasons'];

/** How sums are told on a page; an island is given it with its seed. */
export const tellingOn = (page: { readonly lang: Lang; readonly reasonsInEnglish: Reasons }): Telling =>
  page.lang === 'vi' ? inVietnamese : { words: english, reasons: page.reasonsInEnglish };
