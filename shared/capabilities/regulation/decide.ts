import type { RuleValueEvent } from '../../../events/regulation.ts';
import type { PersonRef } from '../../kernel/ids.ts';
import type { LocalDate } from '../../kernel/local-date.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import type { EnteredValue, RuleValueId } from '../../kernel/rule-value.ts';
import { misfitOf } from '../../regulation/entered.ts';
import type { Rulebook } from '../../regulation/rulebook.ts';
import type { RuleValue } from './model.ts';

export type Decision =
  | readonly RuleValueEvent[]
  | Refusal<'not-found' | 'four-eyes' | 'wrong-state' | 'not-a-hole' | 'unknown-rule' | 'unit-unfit'>;

/** Enters a value where the rulebook, with all that was approved before, has none. Told twice, it is entered once. */
export const submitRuleValue = (
  command: { readonly id: RuleValueId; readonly value: EnteredValue },
  state: RuleValue | undefined,
  book: Rulebook,
): Decision => {
  if (state) return [];
  const misfit = misfitOf(command.value, book);
  return misfit
    ? refuse(misfit, { rule: command.value.rule })
    : [{ type: 'RuleValueSubmitted', data: command }];
};

/** Another person than the submitter makes it count, if it still fits: somebody may have been faster. */
export const approveRuleValue = (
  command: { readonly by: PersonRef; readonly on: LocalDate },
  state: RuleValue | undefined,
  book: Rulebook,
): Decision => {
  if (!state) return refuse('not-found');
  if (state.status !== 'submitted') return refuse('wrong-state', { status: state.status });
  if (state.submittedBy === command.by) return refuse('four-eyes');
  const misfit = misfitOf(state.value, book);
  if (misfit) return refuse(misfit, { rule: state.value.rule });
  return [{ type: 'RuleValueApproved', data: { rule: state.value.rule, on: command.on } }];
};

/** Refused by another, or taken back by the submitter; either way it never counts. */
export const returnRuleValue = (
  command: { readonly reason: string; readonly on: LocalDate },
  state: RuleValue | undefined,
): Decision => {
  if (!state) return refuse('not-found');
  if (state.status !== 'submitted') return refuse('wrong-state', { status: state.status });
  return [{ type: 'RuleValueReturned', data: command }];
};
