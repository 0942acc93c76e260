import * as z from 'zod';
import { Confidence, DeadlineUnit } from '../kernel/deadline.ts';
import { LocalDate } from '../kernel/local-date.ts';
import { RequestChannel } from '../kernel/request.ts';
import { seriesFaults, type Stretch } from './series.ts';

export { Confidence };

const text = z.string().trim().min(1);
export const InVietnamese = z.strictObject({ vi: text });
export const InBoth = z.strictObject({ vi: text, en: text });
/** Words of ours that a sum repeats; without English, English pages show the Vietnamese. */
export const ShortReason = z.strictObject({ vi: text, en: text.optional() });

export const InstrumentId = z.string().regex(/^[a-z]+(-[a-z0-9]+)+$/);
export const RuleId = z.string().regex(/^[a-z]+(-[a-z]+)*$/);

/** A place in the law, the short sentence it rests on, and where that sentence was read. */
export const SourcedCitation = z.strictObject({
  instrument: InstrumentId,
  article: text.optional(),
  clause: text.optional(),
  point: text.optional(),
  sentence: InVietnamese,
  confidence: Confidence,
  source: text,
});
export type SourcedCitation = z.infer<typeof SourcedCitation>;

export const Instrument = z.strictObject({
  id: InstrumentId,
  kind: z.enum(['law', 'decree', 'circular', 'decision', 'resolution', 'notice']),
  number: text,
  title: InVietnamese,
  citedAs: InVietnamese,
  issuer: InVietnamese,
  issuedOn: LocalDate.optional(),
  inForceFrom: LocalDate.optional(),
  inForceUntil: LocalDate.optional(),
  partsEnded: z
    .array(z.strictObject({ articles: z.array(text).min(1), until: LocalDate, by: SourcedCitation }))
    .default([]),
  notes: z.array(InVietnamese).default([]),
  source: text,
  confidence: Confidence,
});
export type Instrument = z.infer<typeof Instrument>;

/** A series of entries that says something about every day from its first on. */
export const dated = <Entry extends z.ZodType<Stretch>>(entry: Entry) =>
  z
    .array(entry)
    .min(1)
    .superRefine((series, ctx) => {
      for (const message of seriesFaults(series)) ctx.addIssue({ code: 'custom', message });
    });

/**
 * What the law says on a stretch of days: a `value`; `none`, when it is known that no rule exists; or `unknown`, when
 * one may exist but has not been found. The last two must say why, and a value must cite.
 */
export const lawOf = <Shape extends z.ZodRawShape>(shape: Shape) => {
  const stretch = { from: LocalDate, until: LocalDate.optional() };
  const cites = z.array(SourcedCitation);
  const silence = { ...stretch, why: InVietnamese, cites: cites.default([]) };
  return z.discriminatedUnion('state', [
    z.strictObject({
      state: z.literal('value'),
      ...stretch,
      ...shape,
      cites: cites.min(1),
      confidence: Confidence,
    }),
    z.strictObject({ state: z.literal('none'), ...silence }),
    z.strictObject({ state: z.literal('unknown'), ...silence }),
  ]);
};

export const MethodId = z.enum([
  'months',
  'days',
  'working-days',
  'hours',
  'working-days-before',
  'before-date',
]);
export type MethodId = z.infer<typeof MethodId>;

/** How a length of time is counted, and what says so. */
export const CountingMethod = z.strictObject({
  id: MethodId,
  unit: DeadlineUnit,
  title: InVietnamese,
  cites: z.array(SourcedCitation).min(1),
});
export type CountingMethod = z.infer<typeof CountingMethod>;

/** What may start a clock. */
export const ClockStart = z.enum([
  'release-published',
  'no-change-confirmed',
  'service-ready',
  'service-changed',
  'connection-request-received',
  'dispute-raised',
  'dispute-escalated',
  'dispute-before-chairman',
  'suspension-planned',
  'violation-determined',
  'outage-began',
  'shared-list-issued',
  'year-began',
  'request-valid',
  'first-due-day',
  'challenge-received',
  'error-discovered',
  'correction-asked',
  'referral-received',
  'error-established',
  'information-created',
  'publication-asked',
  'breach-detected',
  'breach-reported',
]);
export type ClockStart = z.infer<typeof ClockStart>;

/** By which way an information request came in, and which step of it a period is for. */
export const RequestStep = z.enum(['simple', 'notice', 'answer', 'extension']);
export type RequestStep = z.infer<typeof RequestStep>;

/** What the law gives: a length of time, a date in the year, or words without a number. */
const Limit = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('period'),
    amount: z.int().positive(),
    unit: DeadlineUnit.exclude(['year-date']),
    method: MethodId.exclude(['before-date']),
  }),
  z.strictObject({
    kind: z.literal('date'),
    unit: z.literal('year-date'),
    before: z.string().regex(/^\d\d-\d\d$/),
    method: z.literal('before-date'),
  }),
  z.strictObject({ kind: z.literal('at-once') }),
  z.strictObject({ kind: z.literal('no-limit') }),
]);
export type Limit = z.infer<typeof Limit>;
export type Period = Extract<Limit, { kind: 'period' }>;

/** A duty's length of time through the years. `code` is its row in the table of deadlines (D1–D23), where it has one. */
export const DeadlineRule = z.strictObject({
  id: RuleId,
  code: z
    .string()
    .regex(/^D\d+$/)
    .optional(),
  title: InVietnamese,
  /** Which way in and which step of an information request this period is for. */
  request: z.strictObject({ channel: RequestChannel, step: RequestStep }).optional(),
  /** The rule whose due day this one puts off, once. */
  extends: RuleId.optional(),
  /** The rules that may stop this clock. */
  stoppedBy: z.array(RuleId).default([]),
  governedBy: z.strictObject({
    day: z.enum(['clock-start', 'request-received']),
    why: InVietnamese,
    confidence: Confidence,
  }),
  clockStarts: z
    .array(z.strictObject({ event: ClockStart, reason: ShortReason, confidence: Confidence }))
    .min(1),
  /** A house target stands where the law is not known; it is entered at the desk, never shipped. */
  values: dated(lawOf({ limit: Limit, basis: z.literal('house').optional() })),
});
export type DeadlineRule = z.infer<typeof DeadlineRule>;

/**
 * When a clock stands still, and what that means in days. It always runs again on the day after the event that set it
 * going; whether the day of the event that stopped it still counts is the value.
 */
export const ClockStopRule = z.strictObject({
  id: RuleId,
  title: InVietnamese,
  reason: ShortReason,
  values: dated(lawOf({ stopDay: z.enum(['counted', 'not-counted']) })),
});
export type ClockStopRule = z.infer<typeof ClockStopRule>;
