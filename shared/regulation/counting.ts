import { addDays, addMonths, displayDay, type LocalDate, toDayNumber } from '../kernel/local-date.ts';
import type { WorkingCalendar } from './calendar.ts';
import { dayFactsOf, type DayFacts } from './day-facts.ts';
import type { MethodId } from './schema.ts';

type DayWithReason = { readonly day: LocalDate; readonly reason: string };

/** Days that do not count because a clock stood still; without `to`, all days from then on. */
export type Standstill = { readonly from: LocalDate; readonly to?: LocalDate | undefined };

type Steps = {
  readonly firstCountedOn: LocalDate;
  readonly skipped: readonly DayWithReason[];
  readonly workedInstead: readonly DayWithReason[];
  /** The count met days beyond the known calendars, where holidays are not known and nothing is rolled. */
  readonly provisional: boolean;
};

/** How a length of time ran out, step by step. */
export type Count = Steps & {
  readonly rawEndOn: LocalDate;
  readonly endOn: LocalDate;
  readonly rolledBecause?: string;
};

/** A count that cannot end while the clock stands still. */
export type OpenCount = Steps & { readonly remaining: number };

/** Days are numbers while counting: thousands of counts a second walk over the same days. */
type Walk = {
  readonly facts: (dayNumber: number) => DayFacts;
  readonly lies: (dayNumber: number) => 'counted' | 'stopped' | 'stopped-for-good';
};

const walkOver = (calendar: WorkingCalendar, standstills: readonly Standstill[]): Walk => {
  const spans = standstills.map(({ from, to }) => [toDayNumber(from), to && toDayNumber(to)] as const);
  return {
    facts: dayFactsOf(calendar),
    lies: (n) => {
      if (spans.some(([from, to]) => to === undefined && n >= from)) return 'stopped-for-good';
      return spans.some(([from, to]) => to !== undefined && n >= from && n <= to) ? 'stopped' : 'counted';
    },
  };
};

/** A period that ends on a day off ends with the next working day (BLDS Điều 148). */
const endingOn = (rawEnd: number, steps: Steps, { facts, lies }: Walk): Count | OpenCount => {
  const passed: string[] = [];
  for (let n = rawEnd; ; n += 1) {
    const { day, known, off } = facts(n);
    const rawEndOn = facts(rawEnd).day;
    if (!known) return { ...steps, rawEndOn, endOn: rawEndOn, provisional: true };
    const where = lies(n);
    if (where === 'stopped-for-good') return { ...steps, remaining: 0 };
    if (where === 'stopped') continue;
    if (off === undefined) {
      const rolled = passed.length > 0 ? { rolledBecause: passed.join('; ') } : {};
      return { ...steps, rawEndOn, endOn: day, ...rolled };
    }
    passed.push(`${displayDay(day)}: ${off}`);
  }
};

const stepsFrom = (start: number, { facts }: Walk): Steps => ({
  firstCountedOn: facts(start + 1).day,
  skipped: [],
  workedInstead: [],
  provisional: false,
});

type Method = (
  startOn: LocalDate,
  amount: number,
  calendar: WorkingCalendar,
  standstills: readonly Standstill[],
) => Count | OpenCount;

const months: Method = (startOn, amount, calendar) => {
  const walk = walkOver(calendar, []);
  return endingOn(toDayNumber(addMonths(startOn, amount)), stepsFrom(toDayNumber(startOn), walk), walk);
};

const days: Method = (startOn, amount, calendar, standstills) => {
  const walk = walkOver(calendar, standstills);
  let n = toDayNumber(startOn);
  const steps = stepsFrom(n, walk);
  for (let left = amount; left > 0;) {
    n += 1;
    const where = walk.lies(n);
    if (where === 'stopped-for-good') return { ...steps, remaining: left };
    if (where === 'counted') left -= 1;
  }
  return endingOn(n, steps, walk);
};

/** Only days on which state agencies work are counted. */
const workingDays: Method = (startOn, amount, calendar, standstills) => {
  const walk = walkOver(calendar, standstills);
  const skipped: DayWithReason[] = [];
  const workedInstead: DayWithReason[] = [];
  let provisional = false;
  let n = toDayNumber(startOn);
  const { firstCountedOn } = stepsFrom(n, walk);
  for (let left = amount; left > 0;) {
    n += 1;
    const where = walk.lies(n);
    if (where === 'stopped-for-good')
      return { firstCountedOn, skipped, workedInstead, provisional, remaining: left };
    if (where === 'stopped') continue;
    const { day, known, off, workedInstead: worked } = walk.facts(n);
    provisional ||= !known;
    if (off === undefined) left -= 1;
    else skipped.push({ day, reason: off });
    if (worked !== undefined) workedInstead.push({ day, reason: worked });
  }
  const endOn = walk.facts(n).day;
  return { firstCountedOn, skipped, workedInstead, provisional, rawEndOn: endOn, endOn };
};

const forwards = { months, days, 'working-days': workingDays } satisfies Partial<Record<MethodId, Method>>;

/** The ways of counting forwards by days; what each rests on stands in `data/counting-methods.json`. */
export type ForwardMethod = keyof typeof forwards;
export const forwardMethods = Object.keys(forwards) as readonly ForwardMethod[];

/**
 * When a length of time ends. The day of the starting event is not counted (BLDS Điều 147). Where a clock may stand
 * still without an end, the count may not end either.
 */
export function countForwards(
  method: ForwardMethod,
  startOn: LocalDate,
  amount: number,
  calendar: WorkingCalendar,
): Count;
export function countForwards(
  method: ForwardMethod,
  startOn: LocalDate,
  amount: number,
  calendar: WorkingCalendar,
  standstills: readonly Standstill[],
): Count | OpenCount;
export function countForwards(
  method: ForwardMethod,
  startOn: LocalDate,
  amount: number,
  calendar: WorkingCalendar,
  standstills: readonly Standstill[] = [],
): Count | OpenCount {
  return forwards[method](startOn, amount, calendar, standstills);
}

/**
 * The last working day that leaves `amount` whole working days between it and a day to come: neither of the two is
 * counted. The steps go backwards.
 */
export const workingDaysBefore = (startOn: LocalDate, amount: number, calendar: WorkingCalendar): Count => {
  const facts = dayFactsOf(calendar);
  const skipped: DayWithReason[] = [];
  const workedInstead: DayWithReason[] = [];
  let provisional = false;
  let n = toDayNumber(startOn);
  // One more than the amount: the day found is itself not one of those between.
  for (let left = amount + 1; left > 0;) {
    n -= 1;
    const { day, known, off, workedInstead: worked } = facts(n);
    provisional ||= !known;
    if (off === undefined) left -= 1;
    else skipped.push({ day, reason: off });
    if (worked !== undefined) workedInstead.push({ day, reason: worked });
  }
  const endOn = facts(n).day;
  return {
    firstCountedOn: addDays(startOn, -1),
    skipped,
    workedInstead,
    rawEndOn: endOn,
    endOn,
    provisional,
  };
};

/** The first day on or after the start that is the last before a date (`MM-DD`) of the year. */
export const lastDayBefore = (startOn: LocalDate, date: string): LocalDate => {
  const inYear = (year: number) => addDays(`${year}-${date}` as LocalDate, -1);
  const year = Number(startOn.slice(0, 4));
  return [year, year + 1].map(inYear).find((day) => day >= startOn) ?? inYear(year + 2);
};
