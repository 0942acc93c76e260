import { addDays, addMonths, displayDay, type LocalDate } from '../kernel/local-date.ts';
import { weeklyRestOn, type WorkingCalendar } from './calendar.ts';
import type { MethodId } from './schema.ts';
import { dayStatus, isKnownDay } from './working-days.ts';

/** How a length of time ran out, step by step. */
export type Count = {
  readonly firstCountedOn: LocalDate;
  readonly skipped: readonly { readonly day: LocalDate; readonly reason: string }[];
  readonly rawEndOn: LocalDate;
  readonly endOn: LocalDate;
  readonly rolledBecause?: string;
  /** The end lies beyond the known calendars: computed without roll and without holidays. */
  readonly provisional: boolean;
};

type Method = (startOn: LocalDate, amount: number, calendar: WorkingCalendar) => Count;

/** A period that ends on a day off ends with the next working day (BLDS Điều 148). */
const endingOn = (startOn: LocalDate, rawEndOn: LocalDate, calendar: WorkingCalendar): Count => {
  const count = { firstCountedOn: addDays(startOn, 1), skipped: [], rawEndOn };
  const passed: string[] = [];
  let day = rawEndOn;
  while (isKnownDay(day, calendar)) {
    const status = dayStatus(day, calendar);
    if (status.working) {
      const rolled = passed.length > 0 ? { rolledBecause: passed.join('; ') } : {};
      return { ...count, endOn: day, provisional: false, ...rolled };
    }
    passed.push(`${displayDay(day)}: ${status.because}`);
    day = addDays(day, 1);
  }
  return { ...count, endOn: rawEndOn, provisional: true };
};

/** Only days on which state agencies work are counted; in unknown years only the weekly rest is left out. */
const workingDays: Method = (startOn, amount, calendar) => {
  const skipped: { day: LocalDate; reason: string }[] = [];
  let provisional = false;
  let day = startOn;
  for (let counted = 0; counted < amount;) {
    day = addDays(day, 1);
    const known = isKnownDay(day, calendar);
    provisional ||= !known;
    const status = known ? dayStatus(day, calendar) : undefined;
    const off = status ? (status.working ? undefined : status.because) : weeklyRestOn(day, calendar);
    if (off === undefined) counted += 1;
    else skipped.push({ day, reason: off });
  }
  return { firstCountedOn: addDays(startOn, 1), skipped, rawEndOn: day, endOn: day, provisional };
};

/**
 * The ways of counting the law knows. In each the day of the starting event is not counted (BLDS Điều 147).
 * What each rests on stands in `data/counting-methods.json` under the same id.
 */
export const countingMethods: Readonly<Record<MethodId, Method>> = {
  months: (startOn, amount, calendar) => endingOn(startOn, addMonths(startOn, amount), calendar),
  days: (startOn, amount, calendar) => endingOn(startOn, addDays(startOn, amount), calendar),
  'working-days': workingDays,
};
