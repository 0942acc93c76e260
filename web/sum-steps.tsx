import { anchorOf } from '../shared/kernel/cites.ts';
import type { Citation } from '../shared/kernel/deadline.ts';
import { paths } from './paths.ts';
import type { Lang } from './texts.ts';

type Props = {
  readonly steps: readonly string[];
  readonly rule: string;
  readonly cites: readonly Citation[];
  readonly lang: Lang;
};

/** A step cut at the labels of citations: what lies between stays text, the labels become links. */
const cut = (step: string, labels: readonly string[]): string[] => {
  const found = labels.find((label) => step.includes(label));
  if (found === undefined) return step === '' ? [] : [step];
  const [before = ''] = step.split(found, 1);
  return [...cut(before, labels), found, ...cut(step.slice(before.length + found.length), labels)];
};

/** The sum step by step; each citation in it leads to its place in the rulebook. */
export const SumSteps = ({ steps, rule, cites, lang }: Props) => {
  // The longest first: one label may be the end of another.
  const labels = cites.map(({ label }) => label).sort((a, b) => b.length - a.length);
  const places = new Map(cites.map((cite) => [cite.label, anchorOf(cite)]));
  return (
    <ol class="sum" lang="vi">
      {steps.map((step) => (
        <li key={step}>
          {cut(step, labels).map((part) => {
            const anchor = places.get(part);
            return anchor === undefined ? part : <a href={`${paths.rule(lang, rule)}#${anchor}`}>{part}</a>;
          })}
        </li>
      ))}
    </ol>
  );
};
