import { citeInVietnamese } from '../../shared/regulation/cite.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { entryOn } from '../../shared/regulation/series.ts';
import type { LocalDate } from '../../shared/kernel/local-date.ts';

/** Figures the law names and the portal has no record of: said, rather than shown as nought. */
const RECORDED: ReadonlySet<string> = new Set(['received', 'resolved', 'refused', 'complaints', 'lawsuits']);

export const lawOfFigures = (on: LocalDate): { notRecorded: string[]; cites: string[] } => {
  const { items, basis } = rulebook.data.requestRecords.statistics;
  return {
    notRecorded: items.filter(({ id }) => !RECORDED.has(id)).map(({ label }) => label.vi),
    cites: (entryOn(basis, on)?.cites ?? []).map((cite) => citeInVietnamese(cite, rulebook.instruments)),
  };
};
