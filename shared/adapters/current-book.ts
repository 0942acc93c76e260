import type { CaseStore } from '../capabilities/case-store.ts';
import { bookOf, RULE_VALUES_READ, ruleValueKeys } from '../capabilities/regulation/indexes.ts';
import type { RuleValue } from '../capabilities/regulation/model.ts';

/** The rulebook as shipped, with what the Department entered where it had nothing. */
export const currentBook = async (
  store: Pick<CaseStore, 'list'>,
  shipped?: Parameters<typeof bookOf>[1],
): Promise<ReturnType<typeof bookOf>> =>
  bookOf((await store.list<RuleValue>('kind', ruleValueKeys.all, RULE_VALUES_READ)).items, shipped);
