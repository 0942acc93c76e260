import { describe, expect, test } from 'vitest';
import { Deadline } from '../../shared/kernel/deadline.ts';
import { instant, localDate } from '../../shared/kernel/local-date.ts';
import { anchorOf, citationOf, citeInVietnamese } from '../../shared/regulation/cite.ts';
import { computeDeadline } from '../../shared/regulation/deadline.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { dayInWords, sumInWords } from '../../shared/kernel/sum-in-words.ts';

describe('a citation', () => {
  const { instruments } = rulebook;

  test.each([
    [
      { instrument: 'nd-47-2020', article: '20', clause: '3' },
      'khoản 3 Điều 20 Nghị định 47/2020/NĐ-CP',
      'nd-47-2020-dieu-20-khoan-3',
    ],
    [
      { instrument: 'nd-47-2020', article: '17', clause: '1', point: 'đ' },
      'điểm đ khoản 1 Điều 17 Nghị định 47/2020/NĐ-CP',
      'nd-47-2020-dieu-17-khoan-1-diem-dd',
    ],
    [
      { instrument: 'blds-91-2015', article: '148' },
      'Điều 148 Bộ luật Dân sự 91/2015/QH13',
      'blds-91-2015-dieu-148',
    ],
    [{ instrument: 'cv-10065-vpcp' }, 'Công văn 10065/VPCP-KGVX', 'cv-10065-vpcp'],
  ])('%o reads “%s” and is linked as %s', (place, label, anchor) => {
    expect(citeInVietnamese(place, instruments)).toBe(label);
    expect(anchorOf(place)).toBe(anchor);
    expect(citationOf(place, instruments)).toEqual({ ...place, label });
  });

  test('points d and đ have different addresses', () => {
    const point = (letter: string) =>
      anchorOf({ instrument: 'nd-47-2020', article: '17', clause: '1', point: letter });
    expect(point('d')).not.toBe(point('đ'));
  });

  test('of an instrument the rulebook does not hold is a fault', () => {
    expect(() => citeInVietnamese({ instrument: 'nd-0-0000', article: '1' }, instruments)).toThrow(
      'nd-0-0000',
    );
  });
});

describe('the sum in words', () => {
  const deadlineOf = (day: string) =>
    computeDeadline({ rule: 'open-data-update', startOn: localDate(day), governedOn: localDate(day) });
  const basis =
    'Căn cứ: khoản 3 Điều 20 Nghị định 47/2020/NĐ-CP; khoản 3 Điều 6 Quy chế ban hành kèm theo Quyết định 10/2021/QĐ-UBND; ' +
    'Điều 147 Bộ luật Dân sự 91/2015/QH13; Điều 148 Bộ luật Dân sự 91/2015/QH13.';

  test('of a plain three months', () => {
    expect(sumInWords(deadlineOf('2025-06-16'))).toEqual([
      'Bắt đầu: 16/06/2025 (ngày công bố bản phát hành). Ngày này không tính, tính từ 17/06/2025.',
      'Thời hạn: 3 tháng, hết ngày 16/09/2025.',
      'Đến hạn: 16/09/2025.',
      basis,
    ]);
  });

  test('of one that ends on a Sunday', () => {
    expect(sumInWords(deadlineOf('2025-06-14')).slice(1, 4)).toEqual([
      'Thời hạn: 3 tháng, hết ngày 14/09/2025.',
      'Ngày cuối rơi vào ngày nghỉ (14/09/2025: Chủ nhật, ngày nghỉ hằng tuần) nên chuyển sang ngày làm việc tiếp theo.',
      'Đến hạn: 15/09/2025.',
    ]);
  });

  test('of one beyond the known calendar says that it is provisional', () => {
    const deadline = computeDeadline({
      rule: 'open-data-update',
      startOn: localDate('2027-11-15'),
      governedOn: localDate('2025-08-18'),
    });
    expect(deadline).toMatchObject({ dueOn: '2028-02-15', provisional: true });
    expect(sumInWords(deadline)[2]).toMatch(/^Đến hạn: 15\/02\/2028 \(tạm tính: chưa có lịch/);
    expect(dayInWords(deadline)).toBe('15/02/2028, tạm tính');
    expect(dayInWords({ ...deadline, basis: 'house' } as Deadline)).toBe(
      '15/02/2028, mục tiêu nội bộ, tạm tính',
    );
  });

  test('of one in hours says the hour beside the day', () => {
    const deadline = computeDeadline({
      rule: 'personal-data-breach-notice',
      startOn: localDate('2026-11-21'),
      startAt: instant(Date.parse('2026-11-21T03:15:00Z')),
      governedOn: localDate('2026-11-21'),
    });
    expect(dayInWords(deadline)).toBe('10:15 ngày 24/11/2026');
  });

  test('of an unknown deadline says what is not known', () => {
    const [first, why] = sumInWords(deadlineOf('2025-08-19'));
    expect(first).toBe('Chưa xác định được ngày đến hạn.');
    expect(why).toContain('Nghị định 194/2025/NĐ-CP');
  });

  test('every deadline satisfies the schema that events carry', () => {
    for (const day of ['2025-06-14', '2025-06-16', '2025-08-19'])
      expect(Deadline.parse(deadlineOf(day))).toEqual(deadlineOf(day));
  });
});
