import { describe, expect, test } from 'vitest';
import type { RecomputationEvent } from '../../../events/recomputation.ts';
import { recomputations } from '../../../shared/capabilities/duties/recomputation/capability.ts';
import { advance, begin } from '../../../shared/capabilities/duties/recomputation/decide.ts';
import type { Recomputation } from '../../../shared/capabilities/duties/recomputation/model.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { given } from '../../fixtures/given-when-then.ts';

const book = 'a'.repeat(64);
const another = 'b'.repeat(64);
const on = localDate('2025-09-02');
const later = localDate('2025-09-03');
const advanced = (more: { place?: string; moved?: number; book?: string; on?: typeof on } = {}) =>
  ({ type: 'RecomputationAdvanced', data: { book, on, moved: 0, ...more } }) satisfies RecomputationEvent;
const finished = { type: 'RecomputationFinished', data: { on, moved: 3 } } satisfies RecomputationEvent;
const history = (...facts: RecomputationEvent[]) =>
  given<Recomputation, RecomputationEvent>(recomputations, facts);

describe('a recomputation begins', () => {
  test('the first time, since nobody knows by what open duties were computed', () => {
    history()
      .when((state) => begin({ book, on }, state))
      .thenFacts(advanced());
  });

  test('not while all are computed by this rulebook', () => {
    history(advanced(), finished)
      .when((state) => begin({ book, on: later }, state))
      .thenFacts();
  });

  test('when the rulebook is another, also while one is under way', () => {
    const anew = advanced({ book: another, on: later });
    history(advanced(), finished)
      .when((state) => begin({ book: another, on: later }, state))
      .thenFacts(anew);
    history(advanced({ place: 'x', moved: 2 }))
      .when((state) => begin({ book: another, on: later }, state))
      .thenFacts(anew);
  });

  test('where one of an earlier day broke off; one of today is under way', () => {
    const reached = { place: 'x', moved: 2 };
    history(advanced(reached))
      .when((state) => begin({ book, on }, state))
      .thenFacts();
    history(advanced(reached))
      .when((state) => begin({ book, on: later }, state))
      .thenFacts(advanced({ ...reached, on: later }));
  });
});

describe('a page is done', () => {
  const state = history(advanced({ place: 'x', moved: 2 })).state!;

  test('and the list goes on, or ends', () => {
    expect(advance({ from: state, moved: 1, next: 'y' }, state)).toEqual([
      advanced({ place: 'y', moved: 3 }),
    ]);
    expect(advance({ from: state, moved: 1 }, state)).toEqual([finished]);
    expect(history(advanced({ place: 'x', moved: 2 }), finished).state).toEqual({
      book,
      on,
      moved: 3,
      done: true,
    });
  });

  test('twice, or after the rulebook changed: it says nothing more', () => {
    for (const fact of [advanced({ place: 'y' }), advanced({ book: another }), finished])
      history(advanced({ place: 'x', moved: 2 }), fact)
        .when((now) => advance({ from: state, moved: 1, next: 'y' }, now))
        .thenFacts();
  });
});
