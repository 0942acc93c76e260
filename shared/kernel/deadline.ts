import * as z from 'zod';
import { Instant, LocalDate } from './local-date.ts';

/** Where in the law a value stands: parts, so that it can be printed and linked. */
export const Citation = z.object({
  instrument: z
    .string()
    .meta({ description: 'Id of the instrument in the rulebook', examples: ['nd-47-2020'] }),
  article: z.string().optional(),
  clause: z.string().optional(),
  point: z.string().optional(),
  label: z.string().meta({
    description: 'The citation in Vietnamese',
    examples: ['khoản 3 Điều 20 Nghị định 47/2020/NĐ-CP'],
  }),
});
export type Citation = z.infer<typeof Citation>;

/** How sure we are: read in the legal text, read in a secondary source, recalled, or our own inference. */
export const Confidence = z.enum(['seen', 'secondary', 'recalled', 'inferred']);
export type Confidence = z.infer<typeof Confidence>;

/** `working-day-before` counts backwards from the start; `year-date` is a fixed date in the year. */
export const DeadlineUnit = z.enum([
  'month',
  'day',
  'working-day',
  'hour',
  'working-day-before',
  'year-date',
]);
export type DeadlineUnit = z.infer<typeof DeadlineUnit>;

/** A length of time, or a date in the year. */
const period = {
  amount: z.int().positive().optional().meta({ description: 'Absent for a fixed date in the year' }),
  unit: DeadlineUnit,
  date: z
    .string()
    .regex(/^\d\d-\d\d$/)
    .optional()
    .meta({ description: 'MM-DD: due on the last day before it', examples: ['12-31'] }),
};

const DayWithReason = z.object({ day: LocalDate, reason: z.string() });

/** A stretch on which the clock did not run. Without `to` it still does not. */
export const ClockStop = z.object({
  rule: z.string().meta({ description: 'Id of the rule that stops the clock, in the rulebook' }),
  from: LocalDate.meta({ description: 'The day of the event that stopped the clock' }),
  to: LocalDate.optional().meta({ description: 'The day of the event that set it going again' }),
  firstStoppedOn: LocalDate,
  days: z.int().min(0).optional().meta({ description: 'How many days it stood still' }),
  reason: z.string(),
  cites: z.array(Citation).min(1),
});
export type ClockStop = z.infer<typeof ClockStop>;

/** More time, given once; it begins on the day after the first due day. */
export const Extension = z.object({
  ruleId: z.string(),
  ...period,
  grantedOn: LocalDate.optional(),
  firstDueOn: LocalDate.meta({ description: 'When it would have been due without more time' }),
  skipped: z.array(DayWithReason),
  workedInstead: z.array(DayWithReason).optional(),
  rawEndOn: LocalDate,
  rolledBecause: z.string().optional(),
  cites: z.array(Citation).min(1),
});
export type Extension = z.infer<typeof Extension>;

const start = {
  startOn: LocalDate.meta({ description: 'The day of the starting event; not counted itself' }),
  startAt: Instant.optional().meta({ description: 'The moment of the starting event, where it is known' }),
  startReason: z.string(),
  governedOn: LocalDate.optional().meta({ description: 'The day whose law applies' }),
};

const sumSoFar = {
  ...start,
  ...period,
  method: z.string().meta({ description: 'Id of the counting method in the rulebook' }),
  firstCountedOn: LocalDate,
  skipped: z.array(DayWithReason),
  workedInstead: z
    .array(DayWithReason)
    .optional()
    .meta({ description: 'Days of rest that are worked, and so count' }),
  stops: z.array(ClockStop).optional(),
  cites: z.array(Citation).min(1),
};

/** How a due day came about, step by step: what every screen shows on demand. */
export const DeadlineSum = z.object({
  ...sumSoFar,
  rawEndOn: LocalDate.meta({ description: 'Before rolling off a day off, and before more time was given' }),
  rolledBecause: z.string().optional().meta({ description: 'Why the end moved to the next working day' }),
  extension: Extension.optional(),
});
export type DeadlineSum = z.infer<typeof DeadlineSum>;

const SumSoFar = z.object(sumSoFar);

const withoutDay = {
  ruleId: z.string(),
  why: z.string().meta({ description: 'Why there is no due day, in Vietnamese, fit to be shown' }),
};
const inWords = { ...withoutDay, ...start, cites: z.array(Citation).min(1) };

/**
 * A due day with its sum, or the honest statement why there is none: the rule in force is not known (`unknown`), the
 * clock stands still (`stopped`), the law says "at once" (and the house set no day to watch it by) or names no limit. Stored in ledgers: fields are only added.
 * `provisional` marks a day beyond the known working calendar: recomputed when that is issued.
 */
export const Deadline = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('known'),
    ruleId: z.string(),
    dueOn: LocalDate,
    dueAt: Instant.optional().meta({ description: 'The very moment, where the period is in hours' }),
    provisional: z.boolean(),
    basis: z
      .literal('house')
      .optional()
      .meta({ description: 'A day the house set where the law is not known or names none; absent: the law' }),
    inLaw: z
      .literal('at-once')
      .optional()
      .meta({ description: 'What the law says instead of a day: the house watches it by this one' }),
    sum: DeadlineSum,
  }),
  z.object({
    kind: z.literal('stopped'),
    ...withoutDay,
    remaining: z.int().min(0).meta({ description: 'Left when the clock runs again, in `unit`' }),
    unit: DeadlineUnit,
    provisional: z.boolean(),
    sum: SumSoFar,
  }),
  z.object({ kind: z.literal('at-once'), ...inWords }),
  z.object({ kind: z.literal('no-limit'), ...inWords }),
  z.object({ kind: z.literal('unknown'), ...withoutDay, ...z.object(start).partial().shape }),
]);
export type Deadline = z.infer<typeof Deadline>;

/** The day to sort and warn by: the due day, or for "at once" the day it began; none where none is known. */
export const dueDayOf = (deadline: Deadline): LocalDate | undefined => {
  if (deadline.kind === 'known') return deadline.dueOn;
  return deadline.kind === 'at-once' ? deadline.startOn : undefined;
};

/** That an agency let a due day pass before it handed the matter on: whatever day the next one has, this stays its own. */
export const Lateness = z.object({
  dueOn: LocalDate.meta({ description: 'The due day that had passed' }),
  basis: z.literal('house').optional().meta({ description: 'A day the house set; absent: the law' }),
});
export type Lateness = z.infer<typeof Lateness>;

/** By which day it is late on a day; nothing while it is in time, and where there is no due day. */
export const latenessOn = (deadline: Deadline, day: LocalDate): Lateness | undefined =>
  deadline.kind === 'known' && day > deadline.dueOn
    ? { dueOn: deadline.dueOn, ...(deadline.basis && { basis: deadline.basis }) }
    : undefined;
