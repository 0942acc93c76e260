import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import { bookOf, RULE_VALUES_READ, ruleValueKeys } from '../../shared/capabilities/regulation/indexes.ts';
import type { RuleValue } from '../../shared/capabilities/regulation/model.ts';
import type { Rulebook } from '../../shared/regulation/rulebook.ts';

/** The shipped rulebook with what the Department entered since. */
export const currentBook = async (store: CaseStore): Promise<Rulebook> =>
  bookOf((await store.list<RuleValue>('kind', ruleValueKeys.all, RULE_VALUES_READ)).items);
