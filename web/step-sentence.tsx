import type { ComponentChild } from 'preact';
import type { RequestStanding } from '../shared/contract/requests.ts';
import { showDay } from './display.ts';
import type { RequestSteps } from './request-steps.ts';
import type { Lang } from './texts.ts';

type Entry = RequestStanding['timeline'][number];
type Step = keyof RequestSteps['steps'];

const isStep = (what: string, { steps }: RequestSteps): what is Step => what in steps;

/** The short name of a step; one this page does not know yet is named by its kind. */
export const stepName = ({ what }: Entry, steps: RequestSteps): string =>
  isStep(what, steps) ? steps.steps[what].name : what;

/** What the registry and the rulebook name in Vietnamese stays so, and is marked. */
const factsOf = (
  { agency, from, to, late, until, ground, why, how, discoveredOn }: Entry,
  steps: RequestSteps,
  lang: Lang,
) => {
  const vietnamese = (text: string | undefined): ComponentChild =>
    text === undefined || lang === 'vi' ? text : <span lang="vi">{text}</span>;
  return {
    agency: vietnamese(agency),
    from: vietnamese(from),
    to: vietnamese(to),
    why: vietnamese(why),
    days: late?.days,
    wasDue: late && showDay(late.dueOn, lang),
    discoveredOn: discoveredOn && showDay(discoveredOn, lang),
    until: until && showDay(until, lang),
    ground: ground?.[lang],
    how: how && steps.contested[how],
  } satisfies Record<string, ComponentChild>;
};

const sentenceOf = ({ ground, stopped, late }: Entry, what: Step, steps: RequestSteps): string => {
  // Whoever knows only the code is told that it was refused, and not on which ground.
  if (what === 'RequestRefused' && !ground) return steps.refusedOnly;
  // Not every limit stands still for a question, and none that has run out.
  if (what === 'ClarificationAsked' && !stopped) return steps.askedOnly;
  if (what === 'ClarificationGiven' && !stopped) return steps.givenOnly;
  if (late) return steps.transferredLate;
  return steps.steps[what].says;
};

/** One step of a request in a sentence. */
export const StepSentence = ({ entry, steps, lang }: { entry: Entry; steps: RequestSteps; lang: Lang }) => {
  const { what } = entry;
  if (!isStep(what, steps)) return null;
  const facts: Readonly<Record<string, ComponentChild>> = factsOf(entry, steps, lang);
  return (
    <>
      {sentenceOf(entry, what, steps)
        .split(/\{(\w+)\}/)
        .map((part, i) => (i % 2 === 1 ? facts[part] : part))}
    </>
  );
};
