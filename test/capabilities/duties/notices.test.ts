import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DutyEvent } from '../../../events/duties.ts';
import { duties } from '../../../shared/capabilities/duties/capability.ts';
import { takeNotice } from '../../../shared/capabilities/duties/decide.ts';
import {
  dueSoonDays,
  nextNoticeOn,
  noticeWords,
  rungsOf,
  rungsReached,
} from '../../../shared/capabilities/duties/ladder.ts';
import type { Duty } from '../../../shared/capabilities/duties/model.ts';
import { isRefusal } from '../../../shared/kernel/refusal.ts';
import { addDays, localDate } from '../../../shared/kernel/local-date.ts';
import { dataFiles } from '../../../shared/regulation/data-files.ts';
import type { Ladder } from '../../../shared/regulation/practice.ts';
import { RulebookData, rulebookOf } from '../../../shared/regulation/rulebook.ts';
import { dutyOpened } from '../../fixtures/duties.ts';
import { given } from '../../fixtures/given-when-then.ts';

// Published 16/06/2025, due 16/09/2025. Rungs: 17/08, 02/09, 13/09, 16/09 (the day itself), 17/09, 23/09, 16/10.
const dueOn = localDate('2025-09-16');
const notice = (rung: string, noticeOn: string, skippedRungs: string[] = []): DutyEvent => ({
  type: 'DutyNoticeDue',
  data: { rung, noticeOn: localDate(noticeOn), dueOn, skippedRungs },
});
const becameOverdue: DutyEvent = { type: 'DutyBecameOverdue', data: { dueOn, on: localDate('2025-09-17') } };
const onMorningOf = (day: string) => (duty: Duty | undefined) => takeNotice({ today: localDate(day) }, duty);
const nextNoticeOf = (duty: Duty | undefined) => (duty?.status === 'open' ? duty.nextNoticeOn : undefined);

describe('the morning run says each thing once, on its day', () => {
  test('the first notice is thirty days before the due day', () => {
    expect(nextNoticeOf(given(duties, [dutyOpened()]).state)).toBe('2025-08-17');
  });

  test('the day before a rung nothing is said', () => {
    given(duties, [dutyOpened()]).when(onMorningOf('2025-08-16')).thenFacts();
  });

  test('on the day of a rung it is noticed, and the next one is awaited', () => {
    const after = given(duties, [dutyOpened()])
      .when(onMorningOf('2025-08-17'))
      .thenFacts(notice('before-30', '2025-08-17'));
    expect(nextNoticeOf(after)).toBe('2025-09-02');
  });

  test('run twice on one morning, it speaks once', () => {
    given(duties, [dutyOpened(), notice('before-30', '2025-08-17')])
      .when(onMorningOf('2025-08-17'))
      .thenFacts();
  });

  test('after three days down the rung is noticed late, dated on its own day', () => {
    given(duties, [dutyOpened(), notice('before-30', '2025-08-17')])
      .when(onMorningOf('2025-09-05'))
      .thenFacts(notice('before-14', '2025-09-02'));
  });

  test('after a month down the latest rung speaks, and those it speaks for are recorded', () => {
    const after = given(duties, [dutyOpened(), notice('before-30', '2025-08-17')])
      .when(onMorningOf('2025-09-16'))
      .thenFacts(notice('due-day', '2025-09-16', ['before-14', 'before-3']));
    expect(nextNoticeOf(after)).toBe('2025-09-17');
  });

  test('on the due day it is not overdue', () => {
    const facts = [dutyOpened(), notice('before-3', '2025-09-13', ['before-30', 'before-14'])];
    given(duties, facts).when(onMorningOf('2025-09-16')).thenFacts(notice('due-day', '2025-09-16'));
  });

  test('the day after the due day it became overdue, and the owner is told', () => {
    given(duties, [dutyOpened(), notice('due-day', '2025-09-16', ['before-30', 'before-14', 'before-3'])])
      .when(onMorningOf('2025-09-17'))
      .thenFacts(becameOverdue, notice('overdue-1', '2025-09-17'));
  });

  test('noted late, it still became overdue on its own day', () => {
    given(duties, [dutyOpened()])
      .when(onMorningOf('2025-09-20'))
      .thenFacts(
        becameOverdue,
        notice('overdue-1', '2025-09-17', ['before-30', 'before-14', 'before-3', 'due-day']),
      );
  });

  test('after the last rung it is said again and again, each time once, until it is done', () => {
    const all = rungsOf(given(duties, [dutyOpened()]).state!).map((rung) => rung.id);
    const after = given(duties, [dutyOpened(), becameOverdue])
      .when(onMorningOf('2025-11-14'))
      .thenFacts(notice('overdue-30', '2025-10-16', all.slice(0, -1)));
    expect(nextNoticeOf(after)).toBe('2025-11-15');
    const facts = [dutyOpened(), becameOverdue, notice('overdue-30', '2025-10-16', all.slice(0, -1))];
    const again = given(duties, facts)
      .when(onMorningOf('2025-11-15'))
      .thenFacts(notice('again-1', '2025-11-15'));
    expect(nextNoticeOf(again)).toBe('2025-12-15');
    expect(noticeWords(again!, 'again-1')).toEqual(
      expect.objectContaining({
        label: { vi: 'Vẫn chưa xong, đã quá hạn 60 ngày' },
        tells: ['focal', 'department', 'chairman'],
      }),
    );
    given(duties, [...facts, notice('again-1', '2025-11-15')])
      .when(onMorningOf('2025-12-14'))
      .thenFacts();
    given(duties, [...facts, notice('again-1', '2025-11-15')])
      .when(onMorningOf('2026-02-20'))
      .thenFacts(notice('again-4', '2026-02-13', ['again-2', 'again-3']));
  });

  test('becoming overdue is awaited even where no rung is left', () => {
    const duty = given(duties, [dutyOpened()]).state!;
    const reachedRungs = rungsOf(duty).map((rung) => rung.id);
    expect(nextNoticeOn({ ...duty, reachedRungs })).toBe('2025-09-17');
    expect(nextNoticeOn({ ...duty, reachedRungs, overdueSince: localDate('2025-09-17') })).toBe('2025-11-15');
  });

  test('a clock older than the house practice is reminded by the first one', () => {
    const { deadline, kind } = given(duties, [dutyOpened()]).state!;
    if (deadline.kind !== 'known') throw new Error('a known deadline was expected');
    const old = { ...deadline, sum: { ...deadline.sum, startOn: localDate('2020-06-01') } };
    expect(rungsOf({ kind, deadline: old })).toEqual(rungsOf({ kind, deadline }));
  });

  test('a fulfilled duty is silent', () => {
    given(duties, [
      dutyOpened(),
      { type: 'DutyFulfilled', data: { how: 'no-change', on: localDate('2025-08-01') } },
    ])
      .when(onMorningOf('2025-09-17'))
      .thenFacts();
  });

  test('a duty whose deadline is unknown is never reminded of a day that is not known', () => {
    const unknown = given(duties, [dutyOpened('2025-08-19')]);
    expect(unknown.state).not.toHaveProperty('nextNoticeOn');
    unknown.when(onMorningOf('2027-01-01')).thenFacts();
  });

  test('whatever mornings were run or missed, each rung is noticed or skipped exactly once, and none is late by a run', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 400 }), { minLength: 1, maxLength: 40 }), (offsets) => {
        const mornings = offsets.sort((a, b) => a - b).map((n) => addDays(localDate('2025-06-17'), n));
        let facts: DutyEvent[] = [dutyOpened()];
        for (const today of mornings) {
          const outcome = takeNotice({ today }, given(duties, facts).state);
          if (isRefusal(outcome)) throw new Error(outcome.refused);
          facts = [...facts, ...outcome];
        }
        const last = mornings.at(-1)!;
        const said = facts.flatMap((f) =>
          f.type === 'DutyNoticeDue' ? [...f.data.skippedRungs, f.data.rung] : [],
        );
        const reached = rungsReached(given(duties, [dutyOpened()]).state!, last);
        expect(said).toEqual(reached.map((rung) => rung.id));
        expect(facts.filter((f) => f.type === 'DutyBecameOverdue')).toHaveLength(last > dueOn ? 1 : 0);
        const next = nextNoticeOf(given(duties, facts).state);
        if (next) expect(next > last).toBe(true);
      }),
    );
  });
});

describe('the ladder is data of the house', () => {
  /** The same rulebook with another practice from a day on. */
  const withLadder = (from: string, rungs: Ladder['values'][number]['rungs']) => {
    const data = RulebookData.parse(structuredClone(dataFiles));
    const ladder = data.ladders.find(({ id }) => id === 'open-data-duty')!;
    const until = addDays(localDate(from), -1);
    const kept = ladder.values.filter((value) => value.from < from);
    ladder.values = [
      ...kept.map((value, i) => (i === kept.length - 1 ? { ...value, until } : value)),
      { from: localDate(from), dueSoonDays: 5, rungs },
    ];
    return rulebookOf(data);
  };
  const book = withLadder('2025-06-01', [
    { id: 'before-10', offsetDays: -10, tells: ['focal', 'department'], label: { vi: 'Còn 10 ngày' } },
    { id: 'overdue-2', offsetDays: 2, tells: ['chairman'], label: { vi: 'Quá hạn hai ngày' } },
  ]);
  const opened = given(duties, [dutyOpened()]).state!;

  test('another ladder gives other days and other people, and another time of “due soon”', () => {
    expect(rungsOf(opened, book).map(({ id, noticeOn }) => [id, noticeOn])).toEqual([
      ['before-10', '2025-09-06'],
      ['overdue-2', '2025-09-18'],
    ]);
    expect(nextNoticeOn(opened, book)).toBe('2025-09-06');
    expect(noticeWords(opened, 'before-10', book)?.tells).toEqual(['focal', 'department']);
    expect(noticeWords(opened, 'overdue-2', book)?.tells).toEqual(['chairman']);
    expect(noticeWords(opened, 'before-30', book)).toBeUndefined();
    expect([dueSoonDays(opened), dueSoonDays(opened, book)]).toEqual([14, 5]);
  });

  test('a duty whose clock started before goes on by the ladder of that day', () => {
    const later = withLadder('2025-06-17', [
      { id: 'before-10', offsetDays: -10, tells: ['focal'], label: { vi: 'Còn 10 ngày' } },
    ]);
    expect(rungsOf(opened, later)).toEqual(rungsOf(opened));
  });
});
