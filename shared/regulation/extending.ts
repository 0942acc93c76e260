import type { LocalDate } from '../kernel/local-date.ts';
import { RegulationGap } from './gap.ts';
import { held } from './held.ts';
import { type RuleInForce, valueOn } from './in-force.ts';
import type { Rulebook } from './rulebook.ts';
import type { Period } from './schema.ts';

/** More time, by a rule that extends another; without an amount, all that it allows. */
export type ExtensionAsked = {
  readonly rule: string;
  readonly amount?: number;
  readonly grantedOn?: LocalDate;
};

export type Extending = {
  readonly asked: ExtensionAsked;
  readonly value: RuleInForce;
  readonly period: Period;
};

/** The extension as the rule in force gives it; asking for more than it allows is a fault of the caller. */
export const extendingOf = (
  asked: ExtensionAsked,
  extendedRule: string,
  governedOn: LocalDate,
  book: Rulebook,
): Extending | RegulationGap => {
  const rule = held(book.deadlines.get(asked.rule), `deadline ${asked.rule}`);
  if (rule.extends !== extendedRule) throw new Error(`${rule.id} does not extend ${extendedRule}`);
  const value = valueOn(rule, governedOn);
  if (value instanceof RegulationGap) return value;
  if (value.limit.kind !== 'period') throw new Error(`${rule.id} gives no length of time`);
  const amount = asked.amount ?? value.limit.amount;
  if (amount < 1 || amount > value.limit.amount)
    throw new Error(`${rule.id} allows 1 to ${value.limit.amount}, not ${amount}`);
  return { asked, value, period: { ...value.limit, amount } };
};
