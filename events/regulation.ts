import * as z from 'zod';
import { LocalDate } from '../shared/kernel/local-date.ts';
import { EnteredValue, RuleValueId } from '../shared/kernel/rule-value.ts';
import { defineEvent, type Fact } from './envelope.ts';

/** Somebody of the Department entered a value that the rulebook lacks; nobody computes by it yet. */
export const RuleValueSubmitted = defineEvent(
  'RuleValueSubmitted',
  1,
  z.object({ id: RuleValueId, value: EnteredValue }),
);

/** Another person approved it: from now on deadlines are computed by it, and open ones again. */
export const RuleValueApproved = defineEvent(
  'RuleValueApproved',
  1,
  z.object({ rule: z.string(), on: LocalDate }),
);

export const RuleValueReturned = defineEvent(
  'RuleValueReturned',
  1,
  z.object({ reason: z.string().max(2000), on: LocalDate }),
);

export const ruleValueEvents = [RuleValueSubmitted, RuleValueApproved, RuleValueReturned] as const;

export type RuleValueEvent = Fact<(typeof ruleValueEvents)[number]>;
