import * as z from 'zod';
import { LocalDate } from '../kernel/local-date.ts';
import {
  ClockStart,
  Confidence,
  dated,
  InBoth,
  InVietnamese,
  lawOf,
  RuleId,
  SourcedCitation,
} from './schema.ts';
import { RequestKind } from '../kernel/request.ts';

/** Roles the rulebook knows; what a role may do stands with the operations. */
export const RoleId = z.enum(['focal', 'department', 'chairman', 'ops', 'app']);
export type RoleId = z.infer<typeof RoleId>;

/** A role in law, with the bodies that held it over time where that changed. */
export const RoleInLaw = z.strictObject({
  id: RoleId,
  label: InVietnamese,
  cites: z.array(SourcedCitation).min(1),
  /** What the role may or must do in law, through the years. */
  powers: z.array(z.strictObject({ id: RuleId, title: InVietnamese, values: dated(lawOf({})) })).default([]),
  bodies: dated(
    z.strictObject({
      from: LocalDate,
      until: LocalDate.optional(),
      vi: z.string().min(1),
      confidence: Confidence,
      source: z.string().min(1),
    }),
  ).optional(),
});
export type RoleInLaw = z.infer<typeof RoleInLaw>;

/** One reminder: so many days before (negative) or after the due day, to whom. */
export const Rung = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z0-9]+)*$/),
  offsetDays: z.int().min(-366).max(366),
  tells: z.array(RoleId).min(1),
  label: InVietnamese,
});
export type Rung = z.infer<typeof Rung>;

/** What is said again and again after the last rung, so that nothing overdue is forgotten; `{days}` of the label is how long it is. */
const Again = z.strictObject({
  everyDays: z.int().positive().max(366),
  tells: z.array(RoleId).min(1),
  label: InVietnamese,
});

const LadderValue = z.strictObject({
  from: LocalDate,
  until: LocalDate.optional(),
  dueSoonDays: z.int().positive(),
  rungs: z
    .array(Rung)
    .min(1)
    .refine((rungs) => rungs.every((rung, i) => i === 0 || rung.offsetDays > rungs[i - 1]!.offsetDays), {
      message: 'rungs must climb, one a day',
    })
    .refine((rungs) => new Set(rungs.map((rung) => rung.id)).size === rungs.length, {
      message: 'two rungs share an id',
    }),
  again: Again.optional(),
});

/** Who hears that a deadline was computed again, and in what words. */
const Moved = z.strictObject({ tells: z.array(RoleId).min(1), label: InVietnamese });

/** A practice of the house: what it is, and why there is one where the law has none. */
const HouseBasis = z.strictObject({ kind: z.literal('house'), why: InVietnamese });

/**
 * By when the house looks whether something was done that the law wants “at once”: the end of the day it arose, or so many
 * working days later. Practice, not law.
 */
export const AtOnce = z.strictObject({
  basis: HouseBasis,
  values: dated(
    z.strictObject({
      from: LocalDate,
      until: LocalDate.optional(),
      workingDays: z.int().min(0),
    }),
  ),
});
export type AtOnce = z.infer<typeof AtOnce>;

/** When people are reminded. House practice, not law: `basis` says so and why. */
export const Ladder = z.strictObject({
  id: RuleId,
  title: InVietnamese,
  basis: HouseBasis,
  values: dated(LadderValue),
  moved: Moved,
});
export type Ladder = z.infer<typeof Ladder>;

/**
 * A kind of duty: whose, how long (`rule`, where one rule says it for all of them), how people are reminded (ladder), what
 * closes it, and whether the Department may waive one.
 */
export const DutyKindInLaw = z.strictObject({
  id: RuleId,
  title: InVietnamese,
  rule: RuleId.optional(),
  ladder: RuleId,
  owner: RoleId,
  closedBy: z
    .array(
      z.strictObject({
        how: z.enum(['new-release', 'no-change', 'answered', 'refused', 'corrected']),
        label: InVietnamese,
        confidence: Confidence,
      }),
    )
    .min(1),
  waiving: z.strictObject({ allowed: z.boolean(), why: InVietnamese, confidence: Confidence }),
});
export type DutyKindInLaw = z.infer<typeof DutyKindInLaw>;

/** A kind of request: how people are told of it, and by which rule it is answered; information has rules by channel. */
export const RequestKindInLaw = z.strictObject({
  id: RequestKind,
  title: InBoth,
  explains: InBoth,
  rule: RuleId.optional(),
  /** What starts the clock of a request of this kind, where the rule itself starts from something nobody has told. */
  startedBy: ClockStart.optional(),
  /** The rule for putting right what was given, where the agency itself finds it wrong. */
  foundWrong: RuleId.optional(),
});
export type RequestKindInLaw = z.infer<typeof RequestKindInLaw>;
