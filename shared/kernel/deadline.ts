import * as z from 'zod';
import { LocalDate } from './local-date.ts';

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

/** How a due day came about, step by step: what every screen shows on demand. */
export const DeadlineSum = z.object({
  startOn: LocalDate.meta({ description: 'The day of the starting event; not counted itself' }),
  startReason: z.string(),
  amount: z.int().positive(),
  unit: z.enum(['month', 'day', 'working-day']),
  method: z.string().meta({ description: 'Id of the counting method in the rulebook' }),
  firstCountedOn: LocalDate,
  skipped: z.array(z.object({ day: LocalDate, reason: z.string() })),
  rawEndOn: LocalDate.meta({ description: 'Before rolling off a day off' }),
  rolledBecause: z.string().optional().meta({ description: 'Why the end moved to the next working day' }),
  cites: z.array(Citation).min(1),
});
export type DeadlineSum = z.infer<typeof DeadlineSum>;

/**
 * A due day with its sum, or the honest statement that the rule in force is not known.
 * `provisional` marks a day beyond the known working calendar: recomputed when that is issued.
 */
export const Deadline = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('known'),
    ruleId: z.string(),
    dueOn: LocalDate,
    provisional: z.boolean(),
    sum: DeadlineSum,
  }),
  z.object({ kind: z.literal('unknown'), ruleId: z.string(), why: z.string() }),
]);
export type Deadline = z.infer<typeof Deadline>;
