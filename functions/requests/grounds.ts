import type { LocalDate } from '../../shared/kernel/local-date.ts';
import { citeInVietnamese } from '../../shared/regulation/cite.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { entryOn } from '../../shared/regulation/series.ts';

type Kind = 'refusal' | 'no-access' | 'conditional';

const inForce = (on: LocalDate, kinds: readonly Kind[]) =>
  rulebook.data.refusalGrounds.flatMap((ground) => {
    const entry = entryOn(ground.values, on);
    return kinds.includes(ground.kind) && entry?.state === 'value' ? [{ ...ground, cites: entry.cites }] : [];
  });

/** What a refusal may name by the law of the day of receipt. Where that law is not known, nothing: no one is refused on a guess. */
export const groundsOn = (on: LocalDate) => ({
  grounds: inForce(on, ['refusal']).map(({ id, needsDetail }) => ({ id, needsDetail })),
  details: inForce(on, ['no-access', 'conditional']).map(({ id }) => id),
});

/** What a ground is called, in the languages of the public pages. */
export const groundTitle = (id: string): { vi: string; en: string } =>
  rulebook.refusalGrounds.get(id)?.title ?? { vi: id, en: id };

/** A ground in words, with the places of law it stands in. */
export const groundInWords = (id: string, on: LocalDate): { title: string; cites: string[] } => {
  const known = rulebook.refusalGrounds.get(id);
  const entry = known && entryOn(known.values, on);
  return {
    title: groundTitle(id).vi,
    cites: (entry?.cites ?? []).map((cite) => citeInVietnamese(cite, rulebook.instruments)),
  };
};
