import type { Citation, Deadline } from '../kernel/deadline.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { anchorOf, citationOf } from './cite.ts';
import { countingMethods } from './counting.ts';
import { RegulationGap } from './gap.ts';
import { type RuleInForce, valueOn } from './in-force.ts';
import { type Rulebook, rulebook } from './rulebook.ts';
import type { ClockStart, CountingMethod, DeadlineRule } from './schema.ts';

export type DeadlineAsked = {
  /** Id of a rule in `data/deadlines`. */
  readonly rule: string;
  /** The day of the starting event; it is not counted itself. */
  readonly startOn: LocalDate;
  /** The day whose law applies. */
  readonly governedOn: LocalDate;
  /** What started the clock; without it, the first start the rule names. */
  readonly startedBy?: ClockStart;
};

const known = <T>(found: T | undefined, what: string): T => {
  if (found === undefined) throw new Error(`The rulebook holds no ${what}`);
  return found;
};

const citesOf = (value: RuleInForce, method: CountingMethod, book: Rulebook): Citation[] => {
  const places = new Map([...value.cites, ...method.cites].map((cite) => [anchorOf(cite), cite]));
  return [...places.values()].map((cite) => citationOf(cite, book.instruments));
};

const startReasonOf = (rule: DeadlineRule, startedBy: ClockStart | undefined): string => {
  const start = startedBy ? rule.clockStarts.find(({ event }) => event === startedBy) : rule.clockStarts[0];
  return known(start, `start ${startedBy} of ${rule.id}`).reason.vi;
};

/**
 * The due day with the sum that gave it. Where the law is not known the answer says so (`kind: 'unknown'`): the case
 * goes on, shown and alarmed. Throws only for a rule the rulebook has never heard of.
 */
export const computeDeadline = (asked: DeadlineAsked, book: Rulebook = rulebook): Deadline => {
  const rule = known(book.deadlines.get(asked.rule), `deadline ${asked.rule}`);
  const value = valueOn(rule, asked.governedOn);
  if (value instanceof RegulationGap) return { kind: 'unknown', ruleId: rule.id, why: value.why };

  const method = known(book.countingMethods.get(value.method), `counting method ${value.method}`);
  const count = countingMethods[method.id](asked.startOn, value.amount, book.calendar);
  return {
    kind: 'known',
    ruleId: rule.id,
    dueOn: count.endOn,
    provisional: count.provisional,
    sum: {
      startOn: asked.startOn,
      startReason: startReasonOf(rule, asked.startedBy),
      amount: value.amount,
      unit: value.unit,
      method: method.id,
      firstCountedOn: count.firstCountedOn,
      skipped: [...count.skipped],
      rawEndOn: count.rawEndOn,
      ...(count.rolledBecause !== undefined && { rolledBecause: count.rolledBecause }),
      cites: citesOf(value, method, book),
    },
  };
};
