import type { IndicatorId } from '../shared/kernel/quality.ts';
import en from './quality.en.json' with { type: 'json' };
import vi from './quality.vi.json' with { type: 'json' };
import type { Lang } from './texts.ts';

/** Of an indicator: its name, why it is met, why it is not, and what to do then. */
export type IndicatorWords = Readonly<Record<'name' | 'has' | 'lacks' | 'mend', string>>;

const tables: Record<Lang, Record<IndicatorId, IndicatorWords>> = { vi, en };

export const indicatorWords = (lang: Lang, id: IndicatorId): IndicatorWords => tables[lang][id];
