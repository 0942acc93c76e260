import { describe, expect, test } from 'vitest';
import type { DutyEvent } from '../../../events/duties.ts';
import { duties } from '../../../shared/capabilities/duties/capability.ts';
import { dutyKeys, indexesOf } from '../../../shared/capabilities/duties/indexes.ts';
import type { Duty } from '../../../shared/capabilities/duties/model.ts';
import { daysLeft, mayConfirm, standing } from '../../../shared/capabilities/duties/standing.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { dutyOpened, theDeptOfHealth, theDeptOfTransport } from '../../fixtures/duties.ts';
import { given } from '../../fixtures/given-when-then.ts';

const dutyAfter = (...facts: DutyEvent[]): Duty => given(duties, facts).state!;
const done: DutyEvent = { type: 'DutyFulfilled', data: { how: 'no-change', on: localDate('2025-07-01') } };
const waived: DutyEvent = { type: 'DutyWaived', data: { why: 'Thu hồi', on: localDate('2025-07-01') } };

describe('where a duty stands on a day (published 16/06/2025, due 16/09/2025, due soon from 14 days before)', () => {
  test.each([
    ['2025-06-16', 'open', 92],
    ['2025-09-01', 'open', 15],
    ['2025-09-02', 'due-soon', 14],
    ['2025-09-16', 'due-soon', 0],
    ['2025-09-17', 'overdue', -1],
    ['2026-11-23', 'overdue', -433],
  ] as const)('on %s it is %s with %i days left', (day, expected, left) => {
    expect(standing(dutyAfter(dutyOpened()), localDate(day))).toBe(expected);
    expect(daysLeft(dutyAfter(dutyOpened()), localDate(day))).toBe(left);
  });

  test('closed duties are done or waived however late the day', () => {
    const day = localDate('2026-11-23');
    expect(standing(dutyAfter(dutyOpened(), done), day)).toBe('done');
    expect(standing(dutyAfter(dutyOpened(), waived), day)).toBe('waived');
    expect(daysLeft(dutyAfter(dutyOpened(), done), day)).toBeUndefined();
  });

  test('an unknown deadline is its own standing, never overdue and never fine', () => {
    const duty = dutyAfter(dutyOpened('2025-08-19'));
    expect(standing(duty, localDate('2027-12-31'))).toBe('unknown-deadline');
    expect(daysLeft(duty, localDate('2027-12-31'))).toBeUndefined();
  });

  test('only the owning agency may confirm, and only while it is open', () => {
    expect(mayConfirm(dutyAfter(dutyOpened()), [theDeptOfTransport, theDeptOfHealth])).toBe(true);
    expect(mayConfirm(dutyAfter(dutyOpened()), [theDeptOfTransport])).toBe(false);
    expect(mayConfirm(dutyAfter(dutyOpened(), done), [theDeptOfHealth])).toBe(false);
  });
});

describe('how duties are found', () => {
  const sortOf = (duty: Duty) => indexesOf(duty).owner![1];

  test('open ones by due day, those without a known day first', () => {
    const sorted = [dutyOpened(), dutyOpened('2025-08-19'), dutyOpened('2025-05-05')]
      .map((opened) => sortOf(dutyAfter(opened)).slice(0, 10))
      .sort();
    expect(sorted).toEqual(['0000-00-00', '2025-08-05', '2025-09-16']);
  });

  test('the morning finds a duty on its notice day and not the day before', () => {
    const [key, sort] = indexesOf(dutyAfter(dutyOpened())).notice!;
    expect(key).toBe(dutyKeys.notices);
    expect(sort <= dutyKeys.noticesUpTo(localDate('2025-08-17'))).toBe(true);
    expect(sort <= dutyKeys.noticesUpTo(localDate('2025-08-16'))).toBe(false);
  });

  test('a closed duty leaves the open lists and awaits no notice', () => {
    const indexes = indexesOf(dutyAfter(dutyOpened(), done));
    expect(indexes.owner![0]).toBe(dutyKeys.ofAgency(theDeptOfHealth, 'closed'));
    expect(indexes.status![0]).toBe(dutyKeys.all('closed'));
    expect(indexes).not.toHaveProperty('notice');
  });

  test('the tenth turn sorts after the ninth', () => {
    const turn = (cycle: number) => indexesOf({ ...dutyAfter(dutyOpened()), cycle }).kind![1];
    expect(turn(10) > turn(9)).toBe(true);
  });
});
