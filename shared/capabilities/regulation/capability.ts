import { ruleValueEvents, type RuleValueEvent } from '../../../events/regulation.ts';
import type { Capability } from '../change-case.ts';
import { evolve } from './evolve.ts';
import { indexesOf } from './indexes.ts';
import type { RuleValue } from './model.ts';

/** What the ledger and the case store need to know of entered values. */
export const ruleValues: Capability<RuleValue, RuleValueEvent> = {
  definitions: ruleValueEvents,
  evolve,
  indexesOf,
};
