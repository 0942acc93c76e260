import type * as z from 'zod';
import { displayDay, type LocalDate } from '../kernel/local-date.ts';
import { RegulationGap } from './gap.ts';
import type { DeadlineRule } from './schema.ts';
import { entryOn } from './series.ts';

type Value = Extract<z.infer<typeof DeadlineRule>['values'][number], { state: 'value' }>;

/** The value of a rule on one day, with what it rests on. */
export type RuleInForce = Value & { readonly ruleId: string; readonly governedOn: LocalDate };

/** The value in force on a day, or the gap that says why there is none. */
export const valueOn = (rule: DeadlineRule, on: LocalDate): RuleInForce | RegulationGap => {
  const entry = entryOn(rule.values, on);
  if (!entry) return new RegulationGap(rule.id, on, `Sổ quy định chưa ghi gì về ngày ${displayDay(on)}.`);
  if (entry.state !== 'value') return new RegulationGap(rule.id, on, entry.why.vi);
  return { ...entry, ruleId: rule.id, governedOn: on };
};

/** The value in force on a day; throws `RegulationGap` where the law says nothing or is not known. */
export const inForce = (rule: DeadlineRule, on: LocalDate): RuleInForce => {
  const value = valueOn(rule, on);
  if (value instanceof RegulationGap) throw value;
  return value;
};
