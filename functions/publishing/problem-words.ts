import { fillSentence } from '../../shared/contract/problems.ts';
import { displayDay, LocalDate } from '../../shared/kernel/local-date.ts';
import type { DeclaredFault } from '../../shared/tabular/constraints/declared-faults.ts';
import type { Note, Problem } from '../../shared/tabular/problem.ts';
import sentences from './sentences.vi.json' with { type: 'json' };

type Facts = NonNullable<Problem['facts']>;
type Words = Record<string, string | number>;

const { declared, found, lists, phrases, types, unseenPlaces, shapes } = sentences;

const wordFor = (words: Readonly<Record<string, string>>, key: unknown): string =>
  typeof key === 'string' ? (words[key] ?? key) : '';

/** A day as people write it; anything else as it stands. */
const shownDay = (value: string | number | undefined): string | number => {
  const day = LocalDate.safeParse(value);
  return day.success ? displayDay(day.data) : (value ?? '');
};

const boundsOf = (facts: Facts): string => {
  const { minimum, maximum } = facts;
  const key = minimum === undefined ? 'at-most' : maximum === undefined ? 'at-least' : 'between';
  return fillSentence(phrases[key], { minimum: shownDay(minimum), maximum: shownDay(maximum) });
};

const standingOf = (facts: Facts): string => {
  const { until, from, now } = facts;
  const key = until ? (now ? 'ended-now' : 'ended') : from ? 'begins' : 'not-then';
  return fillSentence(phrases[key], { untilWords: shownDay(until), fromWords: shownDay(from), now });
};

/** What a file turned out to be; of an office file the name of its main part (`word/document.xml`). */
const foundIn = (is: string): string => wordFor(found, /^(?:word|ppt)(?=\/)/.exec(is)?.[0] ?? is);

/** Why a declared rule cannot be used, with what to do. */
export const declaredSentence = ({ code, facts }: Pick<DeclaredFault, 'code' | 'facts'>): string =>
  fillSentence(declared[code], { ...facts, typeWords: wordFor(types, facts['type']) });

const isDeclaredFault = (code: unknown): code is DeclaredFault['code'] =>
  typeof code === 'string' && code in declared;

/** Facts of a declared rule as words of its sentence: bounds, lists, days. Of other problems, nothing. */
export const ruleWords = ({ facts = {}, value }: Pick<Problem | Note, 'facts' | 'value'>): Words => {
  const { fault } = facts;
  return {
    ...(typeof facts['found'] === 'string' ? { foundWords: foundIn(facts['found']) } : {}),
    ...(typeof facts['how'] === 'string' ? { howWords: wordFor(shapes, facts['how']) } : {}),
    unitNote: facts['unit'] === undefined ? '' : fillSentence(phrases['unit-behind'], facts),
    cellNote: value?.trim() ? ` (ô ghi “${value.trim()}”)` : '',
    ...(typeof facts['places'] === 'string'
      ? {
          placesWords: facts['places']
            .split(' ')
            .map((place) => wordFor(unseenPlaces, place))
            .join('; '),
        }
      : {}),
    ...('minimum' in facts || 'maximum' in facts ? { bounds: boundsOf(facts) } : {}),
    ...('list' in facts
      ? { listName: wordFor(lists, facts['list']), fromWords: shownDay(facts['from']) }
      : {}),
    ...('day' in facts ? { dayWords: shownDay(facts['day']), standing: standingOf(facts) } : {}),
    ...(isDeclaredFault(fault)
      ? {
          faultWords: declaredSentence({
            code: fault,
            facts: Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, String(value)])),
          }),
        }
      : {}),
  };
};
