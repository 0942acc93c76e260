import { anchorOf, citesOf } from '../shared/kernel/cites.ts';
import type { Deadline } from '../shared/kernel/deadline.ts';
import { reasonsIn, sumTold, type Telling } from '../shared/kernel/sum-told.ts';
import { paths } from './paths.ts';
import type { Lang } from './texts.ts';

/** A step cut at some phrases of it; what lies between stays. */
const cut = (step: string, phrases: readonly string[]): string[] => {
  const found = phrases.find((phrase) => step.includes(phrase));
  if (found === undefined) return step === '' ? [] : [step];
  const [before = ''] = step.split(found, 1);
  return [...cut(before, phrases), found, ...cut(step.slice(before.length + found.length), phrases)];
};

/** What a sum in English still says in Vietnamese: reasons without English words, and why a day is not known. */
const leftInVietnamese = (deadline: Deadline, { reasons }: Telling): string[] => [
  ...reasonsIn(deadline).filter((reason) => reasons[reason] === undefined),
  ...(deadline.kind === 'unknown' ? [deadline.why] : []),
];

type Props = { readonly deadline: Deadline; readonly lang: Lang; readonly telling: Telling };

/** The sum step by step; each citation in it leads to its place in the rulebook. Laws are cited in Vietnamese. */
export const SumSteps = ({ deadline, lang, telling }: Props) => {
  const places = new Map(citesOf(deadline).map((cite) => [cite.label, anchorOf(cite)]));
  const left = lang === 'vi' ? [] : leftInVietnamese(deadline, telling);
  const marked = lang === 'vi' ? {} : { lang: 'vi' };
  // The longest first: one label may be the end of another.
  const phrases = [...places.keys(), ...left].sort((a, b) => b.length - a.length);
  const shown = (part: string) => {
    const anchor = places.get(part);
    if (anchor !== undefined)
      return (
        <a {...marked} href={`${paths.rule(lang, deadline.ruleId)}#${anchor}`}>
          {part}
        </a>
      );
    return left.includes(part) ? <span {...marked}>{part}</span> : part;
  };
  const { note } = telling.words;
  return (
    <>
      <ol class="sum" lang={lang}>
        {sumTold(deadline, telling).map((step) => (
          <li key={step}>{cut(step, phrases).map(shown)}</li>
        ))}
      </ol>
      {note === '' ? null : <p class="hint">{note}</p>}
    </>
  );
};
