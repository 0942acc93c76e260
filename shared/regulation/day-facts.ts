import { fromDayNumber, type LocalDate } from '../kernel/local-date.ts';
import { weeklyRestOn, type WorkingCalendar } from './calendar.ts';
import { dayStatus, isKnownDay } from './working-days.ts';

/** A day as counting sees it: off and why, or worked although it is a day of rest and why. */
export type DayFacts = {
  readonly day: LocalDate;
  readonly known: boolean;
  readonly off?: string;
  readonly workedInstead?: string;
};

const factsOf = (day: LocalDate, calendar: WorkingCalendar): DayFacts => {
  if (!isKnownDay(day, calendar)) {
    const rest = weeklyRestOn(day, calendar);
    return { day, known: false, ...(rest !== undefined && { off: rest }) };
  }
  const status = dayStatus(day, calendar);
  if (!status.working) return { day, known: true, off: status.because };
  return { day, known: true, ...(status.because !== undefined && { workedInstead: status.because }) };
};

const seen = new WeakMap<WorkingCalendar, Map<number, DayFacts>>();

/**
 * The facts of days by number, each worked out once for a calendar: counting looks at the same few thousand days again
 * and again. In a year without calendar only the weekly rest is known.
 */
export const dayFactsOf = (calendar: WorkingCalendar): ((dayNumber: number) => DayFacts) => {
  const days = seen.get(calendar) ?? new Map<number, DayFacts>();
  seen.set(calendar, days);
  return (dayNumber) => {
    const known = days.get(dayNumber);
    if (known) return known;
    const facts = factsOf(fromDayNumber(dayNumber), calendar);
    days.set(dayNumber, facts);
    return facts;
  };
};
