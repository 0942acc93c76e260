import * as z from 'zod';
import { LocalDate } from '../kernel/local-date.ts';
import { seriesFaults, type Stretch } from './series.ts';

/** How sure we are: read in the legal text, read in a secondary source, recalled, or our own inference. */
export const Confidence = z.enum(['seen', 'secondary', 'recalled', 'inferred']);
export type Confidence = z.infer<typeof Confidence>;

const text = z.string().trim().min(1);
export const InVietnamese = z.strictObject({ vi: text });
export const InBoth = z.strictObject({ vi: text, en: text });

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

export const Unit = z.enum(['month', 'day', 'working-day']);
export const MethodId = z.enum(['months', 'days', 'working-days']);
export type MethodId = z.infer<typeof MethodId>;

export const ClockStart = z.enum(['release-published', 'no-change-confirmed']);
export type ClockStart = z.infer<typeof ClockStart>;

/** How a length of time is counted, and what says so. */
export const CountingMethod = z.strictObject({
  id: MethodId,
  unit: Unit,
  title: InVietnamese,
  cites: z.array(SourcedCitation).min(1),
});
export type CountingMethod = z.infer<typeof CountingMethod>;

/** A duty's length of time through the years. `code` is its row in the table of deadlines (D1–D23). */
export const DeadlineRule = z.strictObject({
  id: RuleId,
  code: z.string().regex(/^D\d+$/),
  title: InVietnamese,
  governedBy: z.strictObject({ day: z.literal('clock-start'), why: InVietnamese, confidence: Confidence }),
  clockStarts: z
    .array(z.strictObject({ event: ClockStart, reason: InVietnamese, confidence: Confidence }))
    .min(1),
  values: dated(lawOf({ amount: z.int().positive(), unit: Unit, method: MethodId })),
});
export type DeadlineRule = z.infer<typeof DeadlineRule>;
