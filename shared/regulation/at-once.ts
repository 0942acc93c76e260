import type { Deadline, DeadlineSum } from '../kernel/deadline.ts';
import { countForwards } from './counting.ts';
import { endOf, daysOf } from './period.ts';
import { citationOf } from './cite.ts';
import { rulebook, type Rulebook } from './rulebook.ts';
import { entryOn } from './series.ts';

type AtOnce = Extract<Deadline, { kind: 'at-once' }>;

/** The house counts working days, as whoever must act does. */
const UNIT = { unit: 'working-day', method: 'working-days' } as const satisfies Partial<DeadlineSum>;

/**
 * “At once” with a day by which the house watches it, so that what is not done becomes late like everything else. The day is
 * the house's and says so; the law's own words stay beside it (`inLaw`). Where the house has set none, the words stand alone.
 */
export const watched = ({ kind, why: _words, ...stated }: AtOnce, book: Rulebook): Deadline => {
  const { ruleId, cites, ...start } = stated;
  const mark = entryOn(book.atOnce.values, start.governedOn ?? start.startOn);
  if (!mark) return { kind, why: _words, ...stated };
  const { workingDays: amount } = mark;
  const count = countForwards(amount === 0 ? 'days' : UNIT.method, start.startOn, amount, book.calendar);
  const sum = {
    ...start,
    ...(amount > 0 && { amount }),
    ...UNIT,
    ...daysOf(count),
    ...endOf(count),
    firstCountedOn: amount === 0 ? start.startOn : count.firstCountedOn,
    cites,
  };
  return {
    kind: 'known',
    ruleId,
    dueOn: count.endOn,
    provisional: count.provisional,
    basis: 'house',
    inLaw: kind,
    sum,
  };
};

/** Why the house watches what the law wants “at once” by a day of its own, and where the law says so of requests. */
export const watchedAtOnce = (book: Rulebook = rulebook): { why: string; cites: string[] } => ({
  why: book.atOnce.basis.why.vi,
  cites: [...book.deadlines.values()]
    .filter(({ request }) => request)
    .flatMap(({ values }) => values)
    .flatMap((entry) => (entry.state === 'value' && entry.limit.kind === 'at-once' ? entry.cites : []))
    .map((cite) => citationOf(cite, book.instruments).label),
});
