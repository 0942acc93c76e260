import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DownloadsEvent } from '../../../events/downloads.ts';
import { downloads } from '../../../shared/capabilities/publishing/downloads/capability.ts';
import { countDownloads } from '../../../shared/capabilities/publishing/downloads/decide.ts';
import {
  DAYS_KEPT,
  lastMonths,
  type Downloads,
} from '../../../shared/capabilities/publishing/downloads/model.ts';
import { isRefusal } from '../../../shared/kernel/refusal.ts';
import { addDays, localDate, type LocalDate } from '../../../shared/kernel/local-date.ts';
import { aDatasetId } from '../../fixtures/datasets.ts';
import { aContext, given } from '../../fixtures/given-when-then.ts';

const datasetId = aDatasetId();
const fact = (day: string, count: number): DownloadsEvent => ({
  type: 'DownloadsCounted',
  data: { datasetId, day: localDate(day), count },
});
const told =
  (...days: [day: string, count: number][]) =>
  (state: Downloads | undefined) =>
    countDownloads({ datasetId, days: days.map(([day, count]) => ({ day: localDate(day), count })) }, state);

describe('what the logs say of a day', () => {
  it('given nothing, when a day had downloads, then they are counted', () => {
    const state = given(downloads, [])
      .when(told(['2025-06-16', 12]))
      .thenFacts(fact('2025-06-16', 12));
    expect(state).toEqual({
      datasetId,
      total: 12,
      months: [{ month: '2025-06', count: 12 }],
      days: [{ day: '2025-06-16', count: 12 }],
      countedThrough: '2025-06-16',
    });
  });

  it('given nothing, when a day had none, then there is nothing to say', () => {
    given(downloads, [])
      .when(told(['2025-06-16', 0]))
      .thenFacts();
  });

  it('given a day, when the same number comes again, then nothing happens', () => {
    given(downloads, [fact('2025-06-16', 12)])
      .when(told(['2025-06-16', 12]))
      .thenFacts();
  });

  it.each([15, 3, 0])('given a day of 12, when late logs make it %i, then it is corrected', (count) => {
    const state = given(downloads, [fact('2025-06-15', 1), fact('2025-06-16', 12)])
      .when(told(['2025-06-16', count]))
      .thenFacts(fact('2025-06-16', count));
    expect(state?.total).toBe(1 + count);
    expect(state?.months).toEqual([{ month: '2025-06', count: 1 + count }]);
  });

  it('given two days in one telling, then each has its own fact, the older one first', () => {
    given(downloads, [fact('2025-06-15', 1)])
      .when(told(['2025-06-16', 4], ['2025-06-15', 2]))
      .thenFacts(fact('2025-06-15', 2), fact('2025-06-16', 4));
  });

  it('given a day before the newest, then the newest stays the one counted through', () => {
    const { state } = given(downloads, [fact('2025-06-16', 1), fact('2025-06-10', 5)]);
    expect(state?.countedThrough).toBe('2025-06-16');
    expect(state?.days.map(({ day }) => day)).toEqual(['2025-06-10', '2025-06-16']);
  });

  it('given a day that has left the window, when it is told again, then it is refused and not added twice', () => {
    const old = '2025-05-16';
    const life = given(downloads, [fact(old, 7), fact(addDays(localDate(old), DAYS_KEPT), 1)]);
    expect(life.state?.days).toHaveLength(1);
    expect(life.state?.total).toBe(8);
    life.when(told([old, 9])).thenRefused({ refused: 'day-closed', facts: { day: old } });
    life.when(told(['2025-05-17', 9])).thenFacts(fact('2025-05-17', 9));
  });
});

describe('the state', () => {
  it('is, whatever was told in whatever order, the sum of the last number of each day, and stays small', () => {
    const first = localDate('2024-12-20');
    const telling = fc.record({
      after: fc.integer({ min: 0, max: 90 }),
      count: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(telling, { maxLength: 120 }), (tellings) => {
        let state: Downloads | undefined;
        const last = new Map<LocalDate, number>();
        for (const { after, count } of tellings) {
          const day = addDays(first, after);
          const said = countDownloads({ datasetId, days: [{ day, count }] }, state);
          if (isRefusal(said)) continue;
          last.set(day, count);
          for (const one of said) state = downloads.evolve(state, one, aContext());
        }
        const sum = (of: Iterable<number>) => [...of].reduce((a, b) => a + b, 0);
        expect(state?.total ?? 0).toBe(sum(last.values()));
        expect(sum((state?.months ?? []).map(({ count }) => count))).toBe(state?.total ?? 0);
        expect(state?.days.length ?? 0).toBeLessThanOrEqual(DAYS_KEPT);
      }),
    );
  });
});

describe('the last twelve months', () => {
  const monthsOf = (...facts: DownloadsEvent[]) => {
    const { state } = given(downloads, facts);
    return state && lastMonths(state, 12).map(({ month, count }) => `${month} ${count}`);
  };

  it('are shown newest first, over the turn of a year, months without downloads as 0', () => {
    expect(monthsOf(fact('2024-11-02', 3), fact('2025-02-01', 5))).toEqual([
      '2025-02 5',
      '2025-01 0',
      '2024-12 0',
      '2024-11 3',
    ]);
  });

  it('are twelve at most', () => {
    const shown = monthsOf(fact('2023-01-01', 1), fact('2025-06-16', 2));
    expect(shown).toHaveLength(12);
    expect(shown?.at(-1)).toBe('2024-07 0');
  });
});
