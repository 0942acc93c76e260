import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemOf } from '../../shared/contract/problems.ts';
import {
  allReceived,
  begin,
  nextPart,
  PARALLEL,
  progressOf,
  reduce,
  type State,
} from '../../web/desk/upload/machine.ts';
import { pauseBeforeRetry, planParts, whyNotTheSame } from '../../web/desk/upload/plan.ts';

describe('planning the parts of a file', () => {
  it('covers every byte exactly once, in order, whatever the sizes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 1, max: 700 }), (bytes, partSize) => {
        const parts = planParts(bytes, partSize);
        let next = 0;
        parts.forEach((part, index) => {
          expect(part.number).toBe(index + 1);
          expect(part.from).toBe(next);
          expect(part.bytes).toBeGreaterThan(0);
          next += part.bytes;
        });
        expect(next).toBe(bytes);
        expect(parts.slice(0, -1).every((part) => part.bytes === partSize)).toBe(true);
      }),
    );
  });

  it('refuses sizes that no file has', () => {
    expect(() => planParts(-1, 5)).toThrow(RangeError);
    expect(() => planParts(5, 0)).toThrow(RangeError);
    expect(() => planParts(Number.NaN, 5)).toThrow(RangeError);
  });

  it('waits longer after every failure, up to half a minute', () => {
    expect([1, 2, 3].map((attempt) => pauseBeforeRetry(attempt, 0))).toEqual([500, 1000, 2000]);
    expect(pauseBeforeRetry(1, 0.999)).toBeLessThanOrEqual(1000);
    expect(pauseBeforeRetry(50, 0.999)).toBeLessThanOrEqual(30_000);
  });

  it('takes up an upload only with the same file, whose name may come in another Unicode form', () => {
    const begun = { fileName: 'Đường tỉnh.csv', bytes: 10 };
    expect(whyNotTheSame(begun, { name: 'Đường tỉnh.csv'.normalize('NFD'), size: 10 })).toBeUndefined();
    expect(whyNotTheSame(begun, { name: 'Đường tỉnh.csv', size: 11 })).toContain('11 byte');
    expect(whyNotTheSame(begun, { name: 'khác.csv', size: 10 })).toContain('Đường tỉnh.csv');
  });
});

const started = (state: State, ...numbers: number[]): State =>
  numbers.reduce((before, number) => reduce(before, { type: 'part-started', number }), state);

describe('the upload machine', () => {
  const fresh = (): State => begin(planParts(50, 10), []);

  it('sends at most three parts at a time', () => {
    const busy = started(fresh(), 1, 2, 3);
    expect(PARALLEL).toBe(3);
    expect(nextPart(started(fresh(), 1, 2), 0)?.number).toBe(3);
    expect(nextPart(busy, 0)).toBeUndefined();
    expect(nextPart(reduce(busy, { type: 'part-received', number: 2 }), 0)?.number).toBe(4);
  });

  it('skips what the server already has', () => {
    const resumed = begin(planParts(50, 10), [1, 2, 4]);
    expect(nextPart(resumed, 0)?.number).toBe(3);
    expect(progressOf(resumed)).toEqual({ sent: 30, total: 50, percent: 60 });
  });

  it('does not try a failed part before its time', () => {
    const failed = reduce(started(begin(planParts(10, 10), []), 1), {
      type: 'part-failed',
      number: 1,
      retryAt: 500,
    });
    expect(nextPart(failed, 499)).toBeUndefined();
    expect(nextPart(failed, 500)?.number).toBe(1);
  });

  it('calls parts back when paused, without counting the interrupted try', () => {
    const paused = reduce(started(fresh(), 1, 2), { type: 'paused' });
    expect(paused.parts.map(({ phase }) => phase)).toEqual(Array(5).fill('waiting'));
    expect(paused.parts[0]?.attempts).toBe(0);
    expect(nextPart(paused, 0)).toBeUndefined();
    expect(nextPart(reduce(paused, { type: 'resumed' }), 0)?.number).toBe(1);
  });

  it('goes on after a failure, and forgets the problem then', () => {
    const failed = reduce(fresh(), { type: 'failed', problem: problemOf('unavailable') });
    expect(failed.problem?.status).toBe(503);
    const again = reduce(failed, { type: 'resumed' });
    expect(again.problem).toBeUndefined();
    expect(again.phase).toBe('sending');
  });

  it('shows 100 % only when every part has arrived', () => {
    let state = begin(planParts(1000, 999), [1]);
    state = reduce(started(state, 2), { type: 'part-progressed', number: 2, sent: 1 });
    expect(progressOf(state).percent).toBe(99);
    state = reduce(state, { type: 'part-received', number: 2 });
    expect(progressOf(state).percent).toBe(100);
    expect(allReceived(state)).toBe(true);
  });

  it('never counts more bytes than a part has', () => {
    const state = reduce(started(fresh(), 1), { type: 'part-progressed', number: 1, sent: 999 });
    expect(progressOf(state).sent).toBe(10);
  });
});
