import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Deadline, dueDayOf } from '../../shared/kernel/deadline.ts';
import { instant, localDate } from '../../shared/kernel/local-date.ts';
import { computeDeadline, type DeadlineAsked } from '../../shared/regulation/deadline.ts';
import { dayInWords, sumInWords } from '../../shared/kernel/sum-in-words.ts';
import { fingerprintOf } from '../../shared/regulation/fingerprint.ts';
import { changeOf } from '../../shared/regulation/recompute.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';

/** An online request that takes fifteen working days, received on Monday 16/06/2025: due on 07/07/2025. */
const asked = (more: Partial<DeadlineAsked> = {}): DeadlineAsked => ({
  rule: 'information-request-online-answer',
  startOn: localDate('2025-06-16'),
  governedOn: localDate('2025-06-16'),
  ...more,
});
const stop = (from: string, to?: string) => ({
  rule: 'clarification',
  from: localDate(from),
  ...(to && { to: localDate(to) }),
});
const dueOn = (deadline: Deadline) => (deadline.kind === 'known' ? deadline.dueOn : deadline.kind);

describe('the clock stands still while the requester clarifies', () => {
  test('the day of asking still counts, the days after it do not, up to the day of the answer', () => {
    // Asked on Wednesday 18, answered on Friday 20: two working days are not counted.
    expect(computeDeadline(asked({ stops: [stop('2025-06-18', '2025-06-20')] }))).toMatchObject({
      dueOn: '2025-07-09',
      sum: {
        stops: [
          {
            from: '2025-06-18',
            firstStoppedOn: '2025-06-19',
            to: '2025-06-20',
            days: 2,
            reason: 'chờ người yêu cầu làm rõ, bổ sung yêu cầu',
            cites: [
              { label: 'Luật Tiếp cận thông tin 104/2016/QH13' },
              { label: 'Điều 147 Bộ luật Dân sự 91/2015/QH13' },
            ],
          },
        ],
      },
    });
  });

  test('asked and answered on one day, nothing is lost', () => {
    const deadline = computeDeadline(asked({ stops: [stop('2025-06-18', '2025-06-18')] }));
    expect(deadline).toMatchObject({ dueOn: '2025-07-07', sum: { stops: [{ days: 0 }] } });
    expect(sumInWords(deadline).join('\n')).toContain('không ngày nào bị trừ');
  });

  test('without an answer there is no due day, and the sum says what is left', () => {
    const deadline = computeDeadline(asked({ stops: [stop('2025-06-18')] }));
    expect(deadline).toMatchObject({
      kind: 'stopped',
      why: 'Thời hạn tạm dừng từ ngày 19/06/2025: chờ người yêu cầu làm rõ, bổ sung yêu cầu.',
      remaining: 13,
      unit: 'working-day',
    });
    expect(dueDayOf(deadline)).toBeUndefined();
    expect(sumInWords(deadline)).toContain('Còn lại khi thời hạn chạy tiếp: 13 ngày làm việc.');
  });

  test('asked after the due day, it changes nothing', () => {
    const late = computeDeadline(asked({ stops: [stop('2025-07-08')] }));
    expect(late).toEqual(computeDeadline(asked()));
  });

  test('asked on the day before the roll, the end waits for the answer', () => {
    // Twelve more days end on Saturday 19/07/2025. Asked on that Saturday, answered on Tuesday: Wednesday.
    const base = {
      rule: 'information-request-online-answer',
      extension: { rule: 'information-request-online-extension', amount: 12 },
    };
    const without = computeDeadline(asked(base));
    expect(without).toMatchObject({ dueOn: '2025-07-21', sum: { extension: { rawEndOn: '2025-07-19' } } });
    expect(dueOn(computeDeadline(asked({ ...base, stops: [stop('2025-07-19', '2025-07-22')] })))).toBe(
      '2025-07-23',
    );
    expect(computeDeadline(asked({ ...base, stops: [stop('2025-07-19')] }))).toMatchObject({
      kind: 'stopped',
      remaining: 0,
    });
  });

  test('a rule that knows no stop, or a stop that ends before it begins, is a fault', () => {
    expect(() => computeDeadline(asked({ rule: 'must-publish', stops: [stop('2025-06-18')] }))).toThrow(
      'clarification does not stop must-publish',
    );
    expect(() => computeDeadline(asked({ stops: [stop('2025-06-20', '2025-06-18')] }))).toThrow(
      /cannot run again/,
    );
  });
});

describe('more time, once', () => {
  const extension = { rule: 'information-request-online-extension', grantedOn: localDate('2025-07-01') };

  test('begins after the first due day, and carries its own sum', () => {
    expect(computeDeadline(asked({ extension }))).toMatchObject({
      dueOn: '2025-07-22',
      sum: {
        rawEndOn: '2025-07-07',
        extension: {
          ruleId: 'information-request-online-extension',
          amount: 15,
          unit: 'day',
          grantedOn: '2025-07-01',
          firstDueOn: '2025-07-07',
          rawEndOn: '2025-07-22',
          cites: [{ label: 'Điều 30 Luật Tiếp cận thông tin 104/2016/QH13' }],
        },
      },
    });
  });

  test('may be less than the law allows, never more', () => {
    expect(dueOn(computeDeadline(asked({ extension: { ...extension, amount: 3 } })))).toBe('2025-07-10');
    for (const amount of [0, 16])
      expect(() => computeDeadline(asked({ extension: { ...extension, amount } }))).toThrow(/allows 1 to 15/);
  });

  test('by a rule of another channel is a fault', () => {
    const office = { rule: 'information-request-office-extension' };
    expect(() => computeDeadline(asked({ extension: office }))).toThrow(/does not extend/);
  });

  test('together with a stop, everything is in the words', () => {
    const words = sumInWords(
      computeDeadline(
        asked({
          startAt: instant(Date.parse('2025-06-16T02:30:00Z')),
          stops: [stop('2025-06-18', '2025-06-20')],
          extension,
        }),
      ),
    );
    expect(words).toEqual([
      'Bắt đầu: 09:30 ngày 16/06/2025 (ngày nhận được yêu cầu hợp lệ). Ngày này không tính, tính từ 17/06/2025.',
      'Thời hạn: 15 ngày làm việc, hết ngày 09/07/2025.',
      expect.stringMatching(/^Không tính: 21\/06\/2025 \(thứ Bảy/),
      'Tạm dừng từ 19/06/2025 đến hết 20/06/2025 (2 ngày): chờ người yêu cầu làm rõ, bổ sung yêu cầu.',
      'Hạn ban đầu: 09/07/2025. Gia hạn một lần thêm 15 ngày, hết ngày 24/07/2025.',
      'Đến hạn: 24/07/2025.',
      'Căn cứ: Điều 30 Luật Tiếp cận thông tin 104/2016/QH13; Điều 147 Bộ luật Dân sự 91/2015/QH13; ' +
        'Điều 112 Bộ luật Lao động 45/2019/QH14; Luật Tiếp cận thông tin 104/2016/QH13.',
    ]);
  });
});

describe('what else a sum says', () => {
  test('a swapped Saturday that is worked counts, and is named', () => {
    const deadline = computeDeadline(
      asked({
        rule: 'information-request-online-simple',
        startOn: localDate('2026-08-20'),
        governedOn: localDate('2026-08-20'),
      }),
    );
    expect(deadline).toMatchObject({
      dueOn: '2026-08-24',
      sum: {
        governedOn: '2026-08-20',
        workedInstead: [{ day: '2026-08-22', reason: 'Thứ Bảy làm bù cho ngày 31/08/2026' }],
        skipped: [{ day: '2026-08-23' }],
      },
    });
    expect(sumInWords(deadline)).toContain(
      'Ngày nghỉ nhưng đi làm nên vẫn tính: 22/08/2026 (Thứ Bảy làm bù cho ngày 31/08/2026).',
    );
  });

  test('“at once” is said in words, with the day by which the house watches it, never as a day of the law', () => {
    const office = computeDeadline(asked({ rule: 'information-request-office-simple' }));
    expect(office).toMatchObject({ dueOn: '2025-06-16', basis: 'house', inLaw: 'at-once' });
    expect(sumInWords(office)).toEqual([
      'Bắt đầu: 16/06/2025 (ngày nhận được yêu cầu hợp lệ).',
      'Phải làm ngay; pháp luật không ấn định số ngày.',
      'Mốc theo dõi: hết ngày 16/06/2025, do cổng đặt, không phải quy định của pháp luật.',
      'Đến hạn: 16/06/2025.',
      'Căn cứ: Điều 29 Luật Tiếp cận thông tin 104/2016/QH13.',
    ]);
    expect(dayInWords(office)).toBe('16/06/2025, luật nói “ngay”, mốc do cổng đặt');
  });

  test('what arose “at once” on a day off is watched until the next working day, beyond the calendar provisionally', () => {
    const due = (day: string) =>
      computeDeadline({
        rule: 'information-request-office-simple',
        startOn: localDate(day),
        governedOn: localDate(day),
      });
    // Swapped: Saturday 22/08/2026 is worked.
    expect(due('2026-08-22')).toMatchObject({ dueOn: '2026-08-22' });
    const saturday = due('2025-06-14');
    expect(saturday).toMatchObject({ dueOn: '2025-06-16', provisional: false });
    expect(sumInWords(saturday).join(' ')).toContain('Ngày cuối rơi vào ngày nghỉ (14/06/2025: thứ Bảy');
  });

  test('the house may watch it some working days later, or by no day at all: it is data', () => {
    const watchedAfter = (workingDays: number) => ({
      ...rulebook,
      atOnce: { ...rulebook.atOnce, values: [{ from: localDate('2018-07-01'), workingDays }] },
    });
    const ofOffice = asked({ rule: 'information-request-office-simple' });
    expect(computeDeadline(ofOffice, watchedAfter(1))).toMatchObject({ dueOn: '2025-06-17', basis: 'house' });
    const unwatched = { ...rulebook, atOnce: { ...rulebook.atOnce, values: [] } };
    const words = computeDeadline(ofOffice, unwatched);
    expect(words).toMatchObject({ kind: 'at-once', startOn: '2025-06-16' });
    expect(dueDayOf(words)).toBe('2025-06-16');
    expect(changeOf(words, computeDeadline(ofOffice))).toMatchObject({ because: 'day-set' });
    const data = { ...rulebook.data, atOnce: unwatched.atOnce };
    expect(fingerprintOf({ ...rulebook, data })).not.toBe(fingerprintOf(rulebook));
  });

  test('“no limit” is said in words, never as a number', () => {
    const dispute = computeDeadline(asked({ rule: 'dispute-decision' }));
    expect(sumInWords(dispute)[1]).toBe('Pháp luật không ấn định thời hạn.');
    expect(dueDayOf(dispute)).toBeUndefined();
  });

  test('hours, days before and a date in the year have words of their own', () => {
    const words = (rule: string, day: string, at?: string) =>
      sumInWords(
        computeDeadline({
          rule,
          startOn: localDate(day),
          governedOn: localDate(day),
          ...(at && { startAt: instant(Date.parse(at)) }),
        }),
      );
    expect(words('personal-data-breach-notice', '2026-11-21', '2026-11-21T03:15:00Z').slice(0, 3)).toEqual([
      'Bắt đầu: 10:15 ngày 21/11/2026 (lúc phát hiện vi phạm). Tính ngay từ thời điểm này.',
      'Thời hạn: 72 giờ, hết ngày 24/11/2026.',
      'Đến hạn: 10:15 ngày 24/11/2026.',
    ]);
    expect(words('online-information-suspension-notice', '2026-12-15').slice(0, 2)).toEqual([
      'Mốc: 15/12/2026 (ngày bắt đầu tạm ngừng). Ngày này không tính, tính lùi từ 14/12/2026.',
      'Thời hạn: 7 ngày làm việc trọn vẹn trước đó.',
    ]);
    expect(words('self-assessment-report', '2025-01-01').slice(1, 3)).toEqual([
      'Thời hạn: trước ngày 31/12, hết ngày 30/12/2025.',
      'Đến hạn: 30/12/2025.',
    ]);
  });

  test('every kind of answer satisfies the schema that events carry', () => {
    for (const rule of [
      'information-request-online-answer',
      'information-request-office-simple',
      'dispute-decision',
      'self-assessment-report',
      'suspension-notice',
    ])
      expect(Deadline.parse(computeDeadline(asked({ rule })))).toEqual(computeDeadline(asked({ rule })));
    const stopped = computeDeadline(asked({ stops: [stop('2025-06-18')] }));
    expect(Deadline.parse(stopped)).toEqual(stopped);
  });

  test('a deadline stored before sums said more still reads, in all its words', () => {
    const file = join(import.meta.dirname, '../fixtures/duty-opened-first-form.json');
    const stored = (JSON.parse(readFileSync(file, 'utf8')) as { data: { deadline: unknown } }).data.deadline;
    const deadline = Deadline.parse(stored);
    expect(deadline).toEqual(stored);
    expect(sumInWords(deadline)).toHaveLength(4);
    expect(Deadline.parse({ kind: 'unknown', ruleId: 'open-data-update', why: 'x' })).toBeTruthy();
  });
});
