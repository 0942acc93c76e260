import { displayDay, type LocalDate } from '../kernel/local-date.ts';
import { RegulationGap } from './gap.ts';
import type { DeadlineRule } from './schema.ts';
import { entryOn, type Stretch } from './series.ts';

type Entry = Stretch &
  (
    | { readonly state: 'value' }
    | { readonly state: 'none' | 'unknown'; readonly why: { readonly vi: string } }
  );

/** What has dated values: a deadline, a rule that stops a clock, a ground for refusing. */
type Dated = { readonly id: string; readonly values: readonly Entry[] };
type ValueOf<Rule extends Dated> = Extract<Rule['values'][number], { state: 'value' }>;

/** The value of a rule on one day, with what it rests on. */
export type RuleInForce<Rule extends Dated = DeadlineRule> = ValueOf<Rule> & {
  readonly ruleId: string;
  readonly governedOn: LocalDate;
};

/** The value in force on a day, or the gap that says why there is none. */
export const valueOn = <Rule extends Dated>(rule: Rule, on: LocalDate): RuleInForce<Rule> | RegulationGap => {
  const entry = entryOn<Rule['values'][number]>(rule.values, on);
  if (!entry) return new RegulationGap(rule.id, on, `Sổ quy định chưa ghi gì về ngày ${displayDay(on)}.`);
  if (entry.state !== 'value') return new RegulationGap(rule.id, on, entry.why.vi);
  return { ...(entry as ValueOf<Rule>), ruleId: rule.id, governedOn: on };
};

/** The value in force on a day; throws `RegulationGap` where the law says nothing or is not known. */
export const inForce = <Rule extends Dated>(rule: Rule, on: LocalDate): RuleInForce<Rule> => {
  const value = valueOn(rule, on);
  if (value instanceof RegulationGap) throw value;
  return value;
};
