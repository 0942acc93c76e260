import * as z from 'zod';
import { LocalDate, type Weekday, weekdayOf, yearOf } from '../kernel/local-date.ts';
import { Confidence, InVietnamese, ShortReason, SourcedCitation } from './schema.ts';

const because = { label: ShortReason, cites: z.array(z.string()).min(1), confidence: Confidence };

/** One year's working calendar as issued. A day rests on the citations it names by key. */
export const CalendarYear = z
  .strictObject({
    year: z.int().min(2000).max(2100),
    status: z.literal('issued'),
    citations: z.record(z.string(), SourcedCitation),
    daysOff: z
      .array(
        z.strictObject({
          day: LocalDate,
          kind: z.enum(['public-holiday', 'compensatory', 'swapped']),
          ...because,
        }),
      )
      .min(1),
    workingDays: z.array(z.strictObject({ day: LocalDate, insteadOf: LocalDate, ...because })),
    notes: z.array(InVietnamese).default([]),
  })
  .superRefine((calendar, ctx) => {
    for (const message of calendarFaults(calendar)) ctx.addIssue({ code: 'custom', message });
  });
export type CalendarYear = z.infer<typeof CalendarYear>;

export const WeeklyRest = z.strictObject({
  from: LocalDate,
  weekdays: z.array(z.strictObject({ weekday: z.int().min(1).max(7), label: ShortReason })),
  cites: z.array(SourcedCitation).min(1),
  confidence: Confidence,
});
export type WeeklyRest = z.infer<typeof WeeklyRest>;

const calendarFaults = (calendar: {
  year: number;
  citations: Record<string, unknown>;
  daysOff: { day: LocalDate; kind: string; cites: string[] }[];
  workingDays: { day: LocalDate; insteadOf: LocalDate; cites: string[] }[];
}): string[] => {
  const listed = [...calendar.daysOff, ...calendar.workingDays];
  const swappedOff = calendar.daysOff.filter((off) => off.kind === 'swapped').map((off) => off.day);
  const workedInstead = calendar.workingDays.map((worked) => worked.insteadOf);
  return [
    ...listed.filter((d) => yearOf(d.day) !== calendar.year).map((d) => `${d.day} is of another year`),
    ...listed
      .filter((d, i) => listed.findIndex((other) => other.day === d.day) !== i)
      .map((d) => `${d.day} is listed twice`),
    ...listed
      .flatMap((d) => d.cites)
      .filter((key) => !(key in calendar.citations))
      .map((key) => `no citation ${key}`),
    ...swappedOff.filter((day) => !workedInstead.includes(day)).map((day) => `${day} swapped, never worked`),
    ...workedInstead.filter((day) => !swappedOff.includes(day)).map((day) => `${day} worked, never swapped`),
  ];
};

/** The calendars of all known years, ready to be asked. */
export type WorkingCalendar = {
  readonly years: ReadonlySet<number>;
  readonly daysOff: ReadonlyMap<LocalDate, string>;
  readonly workedInstead: ReadonlyMap<LocalDate, string>;
  readonly weeklyRest: ReadonlyMap<Weekday, string>;
};

export const workingCalendarOf = (years: readonly CalendarYear[], rest: WeeklyRest): WorkingCalendar => ({
  years: new Set(years.map((calendar) => calendar.year)),
  daysOff: new Map(years.flatMap((c) => c.daysOff.map((off) => [off.day, off.label.vi] as const))),
  workedInstead: new Map(years.flatMap((c) => c.workingDays.map((on) => [on.day, on.label.vi] as const))),
  weeklyRest: new Map(rest.weekdays.map(({ weekday, label }) => [weekday as Weekday, label.vi])),
});

/** Why a day is a weekly day of rest, whatever the calendar of its year says; undefined on other days. */
export const weeklyRestOn = (day: LocalDate, calendar: WorkingCalendar): string | undefined =>
  calendar.weeklyRest.get(weekdayOf(day));
