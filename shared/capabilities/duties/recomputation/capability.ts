import { recomputationEvents, type RecomputationEvent } from '../../../../events/recomputation.ts';
import type { Capability } from '../../change-case.ts';
import type { Recomputation } from './model.ts';

const evolve = (state: Recomputation | undefined, fact: RecomputationEvent): Recomputation => {
  if (fact.type === 'RecomputationAdvanced') return { ...fact.data, done: false };
  if (!state) throw new TypeError('A recomputation begins with RecomputationAdvanced');
  const { place: _last, ...rest } = state;
  return { ...rest, moved: fact.data.moved, done: true };
};

/** What the ledger and the case store need to know of recomputations; found by name alone. */
export const recomputations: Capability<Recomputation, RecomputationEvent> = {
  definitions: recomputationEvents,
  evolve,
  indexesOf: () => ({}),
};
