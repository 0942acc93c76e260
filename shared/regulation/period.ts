import type { ClockStop, Deadline, DeadlineSum, Extension } from '../kernel/deadline.ts';
import { displayDay, type LocalDate } from '../kernel/local-date.ts';
import { citationsOf } from './cite.ts';
import { standstillOf } from './clock-stop.ts';
import { type Count, countForwards, type OpenCount } from './counting.ts';
import type { Extending } from './extending.ts';
import type { Rulebook } from './rulebook.ts';
import type { Period } from './schema.ts';

/** The parts of a sum that are known before counting. */
export type SumBase = Pick<
  DeadlineSum,
  'startOn' | 'startAt' | 'startReason' | 'governedOn' | 'amount' | 'unit' | 'method' | 'cites'
>;

const forwards = (
  from: LocalDate,
  { method, amount }: Period,
  stops: readonly ClockStop[],
  book: Rulebook,
) => {
  if (method !== 'months' && method !== 'days' && method !== 'working-days')
    throw new Error(`${method} does not count forwards by days`);
  return countForwards(method, from, amount, book.calendar, stops.map(standstillOf));
};

/** The days a count passed over, in the form that travels; what did not happen is left out. */
export const daysOf = ({ skipped, workedInstead }: Count | OpenCount) => ({
  skipped: [...skipped],
  ...(workedInstead.length > 0 && { workedInstead: [...workedInstead] }),
});

export const endOf = ({ rawEndOn, rolledBecause }: Count) => ({
  rawEndOn,
  ...(rolledBecause !== undefined && { rolledBecause }),
});

const isOpen = (count: Count | OpenCount): count is OpenCount => 'remaining' in count;

const beginningBy = (stops: readonly ClockStop[], end: LocalDate) => {
  const met = stops.filter(({ firstStoppedOn }) => firstStoppedOn <= end);
  return met.length > 0 ? { stops: met } : {};
};

const extensionOf = (
  { asked, value, period }: Extending,
  first: LocalDate,
  count: Count,
  book: Rulebook,
): Extension => ({
  ruleId: value.ruleId,
  amount: period.amount,
  unit: period.unit,
  ...(asked.grantedOn && { grantedOn: asked.grantedOn }),
  firstDueOn: first,
  ...daysOf(count),
  ...endOf(count),
  cites: citationsOf(value.cites, book.instruments),
});

/** A period counted forwards by days, with the time the clock stood still, and more time where it was given. */
export const periodDeadline = (
  ruleId: string,
  base: SumBase,
  period: Period,
  stops: readonly ClockStop[],
  extending: Extending | undefined,
  book: Rulebook,
): Deadline => {
  const standing = (count: OpenCount, { unit }: Period): Deadline => {
    const since = stops.find(({ to }) => to === undefined)!;
    return {
      kind: 'stopped',
      ruleId,
      why: `Thời hạn tạm dừng từ ngày ${displayDay(since.firstStoppedOn)}: ${since.reason}.`,
      remaining: count.remaining,
      unit,
      provisional: count.provisional,
      sum: { ...base, firstCountedOn: count.firstCountedOn, ...daysOf(count), stops: [...stops] },
    };
  };

  const first = forwards(base.startOn, period, stops, book);
  if (isOpen(first)) return standing(first, period);
  const more = extending && forwards(first.endOn, extending.period, stops, book);
  if (extending && more && isOpen(more)) return standing(more, extending.period);
  const last = more && !isOpen(more) ? more : first;
  return {
    kind: 'known',
    ruleId,
    dueOn: last.endOn,
    provisional: first.provisional || last.provisional,
    sum: {
      ...base,
      firstCountedOn: first.firstCountedOn,
      ...daysOf(first),
      ...beginningBy(stops, last.endOn),
      ...endOf(first),
      ...(extending && { extension: extensionOf(extending, first.endOn, last, book) }),
    },
  };
};
