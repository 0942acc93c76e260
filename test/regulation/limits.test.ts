import { describe, expect, test } from 'vitest';
import { instant, localDate } from '../../shared/kernel/local-date.ts';
import { computeDeadline } from '../../shared/regulation/deadline.ts';
import { requestRule } from '../../shared/regulation/request-rules.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import type { RequestChannel } from '../../shared/kernel/request.ts';
import type { RequestStep } from '../../shared/regulation/schema.ts';

/** The due day of a rule whose clock starts on a day, or the kind of answer where there is none. */
const due = (rule: string, day: string) => {
  const deadline = computeDeadline({ rule, startOn: localDate(day), governedOn: localDate(day) });
  return deadline.kind === 'known' ? deadline.dueOn : deadline.kind;
};

test('the rulebook holds every row of the table of deadlines, D1 to D23', () => {
  const codes = new Set([...rulebook.deadlines.values()].map((rule) => rule.code));
  expect(Array.from({ length: 23 }, (_, i) => `D${i + 1}`).filter((code) => !codes.has(code))).toEqual([]);
});

describe('sharing services: Decree 47/2020 until 21/10/2025, then nothing found (D1–D9, D12)', () => {
  test.each([
    ['service-description', '2025-06-16', '2025-06-17'],
    // At once: the house watches it until the end of the day.
    ['service-description-change', '2025-06-16', '2025-06-16'],
    ['dispute-answer', '2025-06-16', '2025-06-25'],
    ['dispute-solution', '2025-06-16', '2025-06-25'],
    ['dispute-decision', '2025-06-16', 'no-limit'],
    ['user-suspension-notice', '2025-06-16', '2025-06-17'],
    ['outage-notice', '2025-06-16', 'no-limit'],
    ['shared-list-review', '2025-06-16', '2025-12-16'],
  ])('%s from %s: %s', (rule, day, expected) => {
    expect(due(rule, day)).toBe(expected);
    expect(due(rule, '2025-10-21')).not.toBe('unknown');
    expect(due(rule, '2025-10-22')).toBe('unknown');
  });

  test.each([
    ['2025-08-18', '2025-08-25'],
    ['2025-08-19', '2025-08-21'],
    ['2025-10-21', '2025-10-23'],
    ['2025-10-22', 'unknown'],
  ])('a connection request of %s (D3: five working days, two from 19/08/2025): %s', (day, expected) => {
    expect(due('connection-request', day)).toBe(expected);
  });

  test.each([
    ['suspension-notice', '2025-06-16', '2025-06-04'],
    ['suspension-notice', '2026-12-15', 'unknown'],
    ['online-information-suspension-notice', '2026-12-15', '2026-12-03'],
    ['online-information-suspension-notice', '2027-02-11', '2027-01-25'],
    ['online-information-suspension-notice', '2026-06-30', 'unknown'],
  ])('%s for a suspension on %s leaves seven whole working days between (D7): %s', (rule, day, expected) => {
    expect(due(rule, day)).toBe(expected);
  });
});

describe('yearly work of the agencies and the Department (D13–D15)', () => {
  test.each([
    ['2025-01-01', '2025-12-30'],
    ['2024-12-30', '2024-12-30'],
    ['2024-12-31', '2025-12-30'],
    ['2025-10-22', 'unknown'],
  ])('“before 31 December” is the 30th: from %s, %s (D13)', (day, expected) => {
    expect(due('self-assessment-report', day)).toBe(expected);
  });

  test.each(['database-proposals', 'regulation-report'])('%s is yearly, and no day is named', (rule) => {
    expect(due(rule, '2025-01-01')).toBe('no-limit');
    expect(due(rule, '2026-01-01')).toBe('unknown');
  });
});

describe('information requests: Law 104/2016 until 31/08/2026 (D16–D19)', () => {
  test.each<[RequestChannel, RequestStep, string | undefined]>([
    ['online', 'simple', '2025-06-19'],
    ['online', 'notice', '2025-06-19'],
    ['online', 'answer', '2025-07-07'],
    ['post-or-fax', 'simple', '2025-06-23'],
    ['post-or-fax', 'notice', '2025-06-19'],
    ['post-or-fax', 'answer', '2025-07-07'],
    ['office', 'simple', '2025-06-16'],
    ['office', 'notice', undefined],
    ['office', 'answer', '2025-06-30'],
  ])('%s, %s, received on 16/06/2025: %s', (channel, step, expected) => {
    const rule = requestRule(channel, step)?.id;
    expect(rule && due(rule, '2025-06-16')).toBe(expected);
    if (rule) expect(due(rule, '2026-08-31')).not.toBe('unknown');
    if (rule) expect(due(rule, '2026-09-01')).toBe('unknown');
  });

  test.each<[RequestChannel, number, string, string]>([
    ['online', 15, 'day', '2025-07-22'],
    ['post-or-fax', 15, 'day', '2025-07-22'],
    ['office', 10, 'working-day', '2025-07-14'],
  ])('%s: one extension of %i (%s) moves the due day to %s', (channel, amount, unit, expected) => {
    const day = localDate('2025-06-16');
    const deadline = computeDeadline({
      rule: requestRule(channel, 'answer')!.id,
      startOn: day,
      governedOn: day,
      extension: { rule: requestRule(channel, 'extension')!.id },
    });
    expect(deadline).toMatchObject({ dueOn: expected, sum: { extension: { amount, unit } } });
  });
});

describe('information that is or should be public, and its errors (D20–D22)', () => {
  test.each([
    ['public-information-challenge', '2026-08-31', '2026-09-15'],
    ['public-information-challenge', '2026-09-01', '2026-09-11'],
    ['supplied-information-correction', '2025-06-16', '2025-06-23'],
    ['supplied-information-challenge', '2025-06-16', '2025-07-01'],
    ['commune-correction-referral', '2025-06-16', '2025-06-23'],
    ['commune-correction-decision', '2025-06-16', '2025-07-01'],
    ['commune-correction', '2025-06-16', '2025-06-19'],
    ['must-publish', '2025-06-16', '2025-06-23'],
    ['must-publish', '2026-09-01', 'unknown'],
    ['supplied-information-challenge', '2026-09-01', 'unknown'],
  ])('%s from %s: %s', (rule, day, expected) => {
    expect(due(rule, day)).toBe(expected);
  });
});

describe('a breach of personal data is notified within 72 hours (D23)', () => {
  const from = (at: string) =>
    computeDeadline({
      rule: 'personal-data-breach-notice',
      startOn: localDate('2026-11-21'),
      startAt: instant(Date.parse(at)),
      governedOn: localDate('2026-11-21'),
    });

  test('counted from the very moment, through the weekend and the holiday', () => {
    expect(from('2026-11-21T03:15:00.000Z')).toMatchObject({
      dueOn: '2026-11-24',
      dueAt: '2026-11-24T03:15:00.000Z',
      sum: { startAt: '2026-11-21T03:15:00.000Z', amount: 72, unit: 'hour' },
    });
  });

  test('without the moment, or with one of another day, it is a fault', () => {
    expect(() => due('personal-data-breach-notice', '2026-11-21')).toThrow(/moment/);
    // 18:00 UTC is already the next day in the province.
    expect(() => from('2026-11-21T18:00:00.000Z')).toThrow(/is not on/);
  });

  test('before the law it is not known', () => {
    expect(due('personal-data-breach-notice', '2025-12-31')).toBe('unknown');
  });
});
