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

/**
 * No ground of law: the rulebook knows none for the day, and the agency names its own in writing. A gap in the rulebook
 * stops nobody, and invents nothing either.
 */
const IN_WRITING = 'named-in-writing';
const inWriting = {
  vi: 'Căn cứ do cơ quan nêu trong văn bản (sổ quy định chưa có căn cứ của luật áp dụng)',
  en: 'A ground the agency names in writing (the rulebook does not know those of the law in force)',
};

/** What a refusal may name by the law of the day of receipt; where that law is not known, what the agency names itself. */
export const groundsOn = (on: LocalDate) => {
  const known = inForce(on, ['refusal']).map(({ id, needsDetail }) => ({ id, needsDetail }));
  return {
    grounds: known.length > 0 ? known : [{ id: IN_WRITING, needsDetail: false }],
    details: inForce(on, ['no-access', 'conditional']).map(({ id }) => id),
  };
};

/** What a ground is called, in the languages of the public pages. */
export const groundTitle = (id: string): { vi: string; en: string } =>
  id === IN_WRITING ? inWriting : (rulebook.refusalGrounds.get(id)?.title ?? { vi: id, en: id });

/** A ground in words, with the places of law it stands in. */
export const groundInWords = (id: string, on: LocalDate): { title: string; cites: string[] } => {
  const known = rulebook.refusalGrounds.get(id);
  const entry = known && entryOn(known.values, on);
  return {
    title: groundTitle(id).vi,
    cites: (entry?.cites ?? []).map((cite) => citeInVietnamese(cite, rulebook.instruments)),
  };
};
