import type { RecomputationEvent } from '../../../../events/recomputation.ts';
import type { LocalDate } from '../../../kernel/local-date.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Recomputation } from './model.ts';

/**
 * Begins where the rulebook is not the one that open duties were last computed by, and takes up one of an earlier day that
 * broke off. Nothing is said while all are computed by this rulebook.
 */
export const begin = (
  { book, on }: { book: string; on: LocalDate },
  state: Recomputation | undefined,
): readonly RecomputationEvent[] => {
  if (state?.book !== book) return [{ type: 'RecomputationAdvanced', data: { book, on, moved: 0 } }];
  if (state.done || state.on >= on) return [];
  const { done: _running, ...reached } = state;
  return [{ type: 'RecomputationAdvanced', data: { ...reached, on } }];
};

/** A page is done: so many of its duties moved, and the list goes on at `next`, or ends. */
export const advance = (
  { from, moved, next }: { from: Recomputation; moved: number; next?: string | undefined },
  state: Recomputation | undefined,
): readonly RecomputationEvent[] | Refusal<'not-found'> => {
  if (!state) return refuse('not-found');
  // Somebody was faster, or the rulebook changed meanwhile.
  if (state.done || state.book !== from.book || state.place !== from.place) return [];
  const { book, on } = state;
  const sum = state.moved + moved;
  return next === undefined
    ? [{ type: 'RecomputationFinished', data: { on, moved: sum } }]
    : [{ type: 'RecomputationAdvanced', data: { book, on, place: next, moved: sum } }];
};
