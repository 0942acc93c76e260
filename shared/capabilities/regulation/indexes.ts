import { type Rulebook, rulebook } from '../../regulation/rulebook.ts';
import { bookWith } from '../../regulation/entered.ts';
import type { Case, CaseIndexes } from '../case-store.ts';
import type { RuleValue } from './model.ts';

/** All entered values stand under one key: they are few, and whoever computes a deadline reads them all. */
export const ruleValueKeys = { all: 'rulevalue' } as const;

/** More than will ever be entered between two versions of the rulebook. */
export const RULE_VALUES_READ = { limit: 1000 } as const;

export const indexesOf = ({ id, submittedAt }: RuleValue): CaseIndexes => ({
  kind: [ruleValueKeys.all, `${submittedAt}#${id}`],
});

/** The shipped rulebook with what was entered and approved since. */
export const bookOf = (values: readonly Case<RuleValue>[], shipped: Rulebook = rulebook): Rulebook =>
  bookWith(
    shipped,
    values.flatMap(({ state }) =>
      state.status === 'approved' ? [{ ...state.value, approvedOn: state.decidedOn }] : [],
    ),
  );
