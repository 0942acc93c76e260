import { type LocalDate, yearOf } from '../kernel/local-date.ts';
import { weeklyRestOn, type WorkingCalendar } from './calendar.ts';
import { RegulationGap } from './gap.ts';

/** Whether state agencies work on a day, and why not, or why although it is a day of rest. */
export type DayStatus =
  | { readonly working: true; readonly because?: string }
  | { readonly working: false; readonly because: string };

export const isKnownDay = (day: LocalDate, calendar: WorkingCalendar): boolean =>
  calendar.years.has(yearOf(day));

/** A day's status with its reason; throws `RegulationGap` for a year whose calendar is not issued. */
export const dayStatus = (day: LocalDate, calendar: WorkingCalendar): DayStatus => {
  if (!isKnownDay(day, calendar))
    throw new RegulationGap(
      'working-calendar',
      day,
      `Chưa có lịch làm việc chính thức của năm ${yearOf(day)}.`,
    );
  const off = calendar.daysOff.get(day);
  if (off !== undefined) return { working: false, because: off };
  const worked = calendar.workedInstead.get(day);
  if (worked !== undefined) return { working: true, because: worked };
  const rest = weeklyRestOn(day, calendar);
  return rest === undefined ? { working: true } : { working: false, because: rest };
};

/** Whether state agencies work on a day; throws `RegulationGap` for an unknown year. */
export const isWorkingDay = (day: LocalDate, calendar: WorkingCalendar): boolean =>
  dayStatus(day, calendar).working;
