import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Deadline } from '../../shared/kernel/deadline.ts';
import { addDays, localDate, type LocalDate } from '../../shared/kernel/local-date.ts';
import { dataFiles } from '../../shared/regulation/data-files.ts';
import { computeDeadline, type DeadlineAsked } from '../../shared/regulation/deadline.ts';
import { recompute } from '../../shared/regulation/recompute.ts';
import {
  type Rulebook,
  rulebook,
  RulebookData,
  rulebookOf,
  withCalendar,
} from '../../shared/regulation/rulebook.ts';

const asked = (rule: string, day: string, more: Partial<DeadlineAsked> = {}): DeadlineAsked => ({
  rule,
  startOn: localDate(day),
  governedOn: localDate(day),
  ...more,
});

/** A book in which a day off was announced that the shipped one does not know. */
const withHoliday = (day: LocalDate, book: Rulebook = rulebook): Rulebook =>
  withCalendar(book, { ...book.calendar, daysOff: new Map([...book.calendar.daysOff, [day, 'Nghỉ bão']]) });

/** A book in which a rule got, or lost, its value from a day on. */
const withValues = (
  rule: string,
  change: (values: RulebookData['deadlines'][number]['values']) => unknown,
) => {
  const data = RulebookData.parse(structuredClone(dataFiles));
  change(data.deadlines.find(({ id }) => id === rule)!.values);
  return rulebookOf(data);
};

describe('a deadline is computed again by the rulebook as it is now', () => {
  test('nothing changed: nothing to record', () => {
    for (const [rule, day] of [
      ['open-data-update', '2025-06-16'],
      ['information-request-online-answer', '2025-06-16'],
      ['information-request-office-simple', '2025-06-16'],
      ['dispute-decision', '2025-06-16'],
      ['open-data-update', '2025-08-19'],
      ['self-assessment-report', '2025-01-01'],
    ] as const)
      expect(recompute(computeDeadline(asked(rule, day))), rule).toEqual({ changed: false });
  });

  test('a holiday announced later: the new day beside the old, and why', () => {
    const old = computeDeadline(asked('information-request-online-answer', '2025-06-16'));
    const again = recompute(old, withHoliday(localDate('2025-06-30')));
    expect(again).toMatchObject({
      changed: true,
      was: { dueOn: '2025-07-07' },
      now: { dueOn: '2025-07-08', sum: { startReason: 'ngày nhận được yêu cầu hợp lệ' } },
      because: 'calendar-changed',
      why: 'Lịch làm việc đã thay đổi: có ngày nghỉ hoặc ngày làm bù mới công bố. Trước: 07/07/2025. Nay: 08/07/2025.',
    });
  });

  test('a Saturday to be worked, announced later: an earlier day, and the Saturday named in the new sum', () => {
    const worked = withCalendar(rulebook, {
      ...rulebook.calendar,
      workedInstead: new Map([...rulebook.calendar.workedInstead, [localDate('2025-06-21'), 'Làm bù']]),
    });
    const old = computeDeadline(asked('information-request-online-simple', '2025-06-19'));
    expect(recompute(old, worked)).toMatchObject({
      changed: true,
      was: { dueOn: '2025-06-24' },
      now: { dueOn: '2025-06-23', sum: { workedInstead: [{ day: '2025-06-21', reason: 'Làm bù' }] } },
      because: 'calendar-changed',
      why: expect.stringMatching(/Trước: 24\/06\/2025\. Nay: 23\/06\/2025\.$/) as string,
    });
  });

  test('a calendar issued: a provisional day becomes a day, even if it is the same one', () => {
    const book = withCalendar(rulebook, { ...rulebook.calendar, years: new Set([2025, 2026, 2027, 2028]) });
    const due = (day: string) =>
      recompute(
        computeDeadline({ ...asked('open-data-update', day), governedOn: localDate('2025-08-18') }),
        book,
      );
    expect(due('2027-10-01')).toMatchObject({
      because: 'calendar-issued',
      was: { dueOn: '2028-01-01', provisional: true },
      now: { dueOn: '2028-01-03', provisional: false },
    });
    expect(due('2027-11-15')).toMatchObject({ because: 'calendar-issued', now: { dueOn: '2028-02-15' } });
  });

  test('a value found for days on which none was known', () => {
    const book = withValues('open-data-update', (values) => {
      const [first, gap] = values;
      values.splice(1, 1, { ...first!, from: gap!.from });
      delete (values[1] as { until?: unknown }).until;
    });
    const old = computeDeadline(asked('open-data-update', '2025-08-19'));
    expect(old.kind).toBe('unknown');
    expect(recompute(old, book)).toMatchObject({
      because: 'value-found',
      was: { kind: 'unknown' },
      now: { kind: 'known', dueOn: '2025-11-19' },
      why: expect.stringMatching(/^Thời hạn trước đây chưa xác định.*[^.]\. Nay: 19\/11\/2025\.$/) as string,
    });
    // Stored before an unknown deadline said when its clock started: the case must say it.
    const bare = Deadline.parse({ kind: 'unknown', ruleId: 'open-data-update', why: old.kind });
    expect(recompute(bare, book)).toEqual({ changed: false });
    expect(recompute(bare, book, { startOn: localDate('2025-08-19') })).toMatchObject({
      because: 'value-found',
    });
  });

  test('a value corrected, and one taken back', () => {
    const old = computeDeadline(asked('must-publish', '2025-06-16'));
    const longer = withValues('must-publish', (values) => {
      const entry = values[0]!;
      if (entry.state === 'value' && entry.limit.kind === 'period') entry.limit.amount = 7;
    });
    expect(recompute(old, longer)).toMatchObject({ because: 'value-changed', now: { dueOn: '2025-06-25' } });
    const lost = withValues('must-publish', (values) => {
      values.splice(0, 1, {
        state: 'unknown',
        from: values[0]!.from,
        until: values[0]!.until,
        why: { vi: 'x' },
        cites: [],
      });
    });
    expect(recompute(old, lost)).toMatchObject({ because: 'value-lost', now: { kind: 'unknown' } });
  });

  test('stops and extension are asked again with it; the case may know of later stops', () => {
    const stops = [{ rule: 'clarification', from: localDate('2025-06-18'), to: localDate('2025-06-20') }];
    const extension = {
      rule: 'information-request-online-extension',
      amount: 5,
      grantedOn: localDate('2025-07-01'),
    };
    const old = computeDeadline(
      asked('information-request-online-answer', '2025-06-16', { stops, extension }),
    );
    expect(old).toMatchObject({ dueOn: '2025-07-14' });
    const again = recompute(old, withHoliday(localDate('2025-07-14')));
    expect(again).toMatchObject({
      now: { dueOn: '2025-07-15', sum: { extension: { amount: 5 }, stops: [{ days: 2 }] } },
    });
    expect(
      recompute(old, rulebook, {
        stops: [...stops, { rule: 'clarification', from: localDate('2025-07-02') }],
      }),
    ).toMatchObject({ now: { kind: 'stopped', remaining: 5 } });
  });

  test('a deadline from before sums said who governs is read as the first law of the clock’s start', () => {
    const { governedOn: _none, ...sum } = (
      computeDeadline(asked('open-data-review', '2025-08-18')) as Extract<Deadline, { kind: 'known' }>
    ).sum;
    const old = Deadline.parse({
      kind: 'known',
      ruleId: 'open-data-review',
      dueOn: '2026-02-23',
      provisional: false,
      sum,
    });
    expect(recompute(old)).toEqual({ changed: false });
    expect(recompute({ ...old, dueOn: localDate('2026-02-19') } as Deadline)).toMatchObject({
      changed: true,
    });
  });

  test('for every start and holiday, recomputing is computing anew, and doing it twice changes nothing more', () => {
    const rules = ['information-request-online-answer', 'public-information-challenge', 'open-data-update'];
    fc.assert(
      fc.property(
        fc.constantFrom(...rules),
        fc.nat({ max: 360 }),
        fc.nat({ max: 120 }),
        (rule, n, offset) => {
          const startOn = addDays(localDate('2025-01-02'), n);
          const question = { rule, startOn, governedOn: localDate('2025-06-16') };
          const book = withHoliday(addDays(startOn, offset));
          const old = computeDeadline(question);
          const again = recompute(old, book);
          const anew = computeDeadline(question, book);
          const now = again.changed ? again.now : old;
          expect(now.kind === 'known' && anew.kind === 'known' && now.dueOn === anew.dueOn).toBe(true);
          expect(recompute(now, book)).toEqual({ changed: false });
        },
      ),
    );
  });
});
