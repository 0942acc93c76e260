import { addDays, type LocalDate, localDate } from '../kernel/local-date.ts';
import { computeDeadline } from './deadline.ts';
import { rulebookFaults } from './faults.ts';
import { valueOn } from './in-force.ts';
import { RegulationGap } from './gap.ts';
import type { Rulebook } from './rulebook.ts';
import type { DeadlineRule } from './schema.ts';

/** The last day of which it is known whether it is worked; the first day beyond it is provisional. */
export const lastKnownDay = (book: Rulebook): LocalDate =>
  localDate(`${Math.max(...book.calendar.years)}-12-31`);

/** A stretch of days for which a rule has no value: not known, or known to be without one. */
export type Hole = {
  readonly rule: string;
  readonly code?: string | undefined;
  readonly state: 'none' | 'unknown';
  readonly from: LocalDate;
  readonly until?: LocalDate;
  readonly why: string;
};

export const holesOf = (book: Rulebook): Hole[] =>
  book.data.deadlines.flatMap(({ id: rule, code, values }) =>
    values.flatMap(({ from, until, ...entry }) =>
      entry.state === 'value'
        ? []
        : [{ rule, code, state: entry.state, from, ...(until && { until }), why: entry.why.vi }],
    ),
  );

/** Whether a clock started on a day, by the law of that day, runs past the last known day even with all its extension. */
const passes = (rule: DeadlineRule, on: LocalDate, governedOn: LocalDate, book: Rulebook): boolean => {
  const value = valueOn(rule, governedOn);
  if (value instanceof RegulationGap || value.limit.kind !== 'period' || value.limit.unit === 'hour')
    return false;
  const more = book.data.deadlines.find((other) => other.extends === rule.id);
  const deadline = computeDeadline(
    { rule: rule.id, startOn: on, governedOn, ...(more && { extension: { rule: more.id } }) },
    book,
  );
  return deadline.kind === 'known' && deadline.provisional;
};

/** From which day on a clock that starts gives a provisional day; later starts never end earlier. */
const provisionalFrom = (rule: DeadlineRule, today: LocalDate, book: Rulebook): LocalDate | undefined => {
  if (rule.extends) return undefined;
  for (let day = today; day <= lastKnownDay(book); day = addDays(day, 1))
    if (passes(rule, day, today, book)) return day;
  return undefined;
};

/** What must be done about the calendar, and for whose sake; undefined while every deadline ends on a known day. */
export type CalendarWarning = {
  readonly lastKnownDay: LocalDate;
  /** Rules whose clock, started today, would pass the last known day. */
  readonly newly: readonly string[];
  /** How many open deadlines already do. */
  readonly open: number;
};

/**
 * The morning's question: could a deadline that is open, or one computed today, pass the last day whose calendar is
 * known?
 */
export const calendarWarning = (
  today: LocalDate,
  book: Rulebook,
  open: number,
): CalendarWarning | undefined => {
  const newly = book.data.deadlines
    .filter((rule) => !rule.extends && passes(rule, today, today, book))
    .map((rule) => rule.id);
  return newly.length + open > 0 ? { lastKnownDay: lastKnownDay(book), newly, open } : undefined;
};

export type LawCheck = {
  readonly today: LocalDate;
  readonly faults: readonly string[];
  readonly holes: readonly Hole[];
  readonly lastKnownDay: LocalDate;
  readonly provisional: readonly { readonly rule: string; readonly from: LocalDate }[];
  readonly warning?: CalendarWarning;
};

/** How the rulebook stands on a day: what is wrong with it, what it does not know, and how far its calendar reaches. */
export const lawCheck = (today: LocalDate, book: Rulebook, open = 0): LawCheck => {
  const warning = calendarWarning(today, book, open);
  return {
    today,
    faults: rulebookFaults(book.data),
    holes: holesOf(book),
    lastKnownDay: lastKnownDay(book),
    provisional: book.data.deadlines.flatMap((rule) => {
      const from = provisionalFrom(rule, today, book);
      return from ? [{ rule: rule.id, from }] : [];
    }),
    ...(warning && { warning }),
  };
};
