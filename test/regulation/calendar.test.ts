import { describe, expect, test } from 'vitest';
import { localDate, weekdayOf } from '../../shared/kernel/local-date.ts';
import { RegulationGap } from '../../shared/regulation/gap.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { dayStatus, isWorkingDay } from '../../shared/regulation/working-days.ts';

const { calendar, data } = rulebook;
const status = (day: string) => dayStatus(localDate(day), calendar);

describe('the working calendars 2025–2027', () => {
  test.each([
    ['2025-01-27', 'Tết Âm lịch'],
    ['2025-05-02', 'Nghỉ hoán đổi, làm bù thứ Bảy 26/04/2025'],
    ['2026-02-17', 'Tết Âm lịch'],
    ['2026-04-27', 'Nghỉ bù Giỗ Tổ Hùng Vương (26/04/2026 là Chủ nhật)'],
    ['2026-08-31', 'Nghỉ hoán đổi, làm bù thứ Bảy 22/08/2026'],
    ['2026-11-24', 'Ngày Văn hóa Việt Nam'],
    ['2027-05-03', 'Nghỉ bù Ngày Quốc tế Lao động (01/05/2027 là thứ Bảy)'],
    ['2027-11-24', 'Ngày Văn hóa Việt Nam'],
    ['2026-11-21', 'thứ Bảy, ngày nghỉ hằng tuần'],
    ['2026-11-22', 'Chủ nhật, ngày nghỉ hằng tuần'],
  ])('%s is off: %s', (day, because) => expect(status(day)).toEqual({ working: false, because }));

  test.each([
    ['2025-04-26', 'Thứ Bảy làm bù cho ngày 02/05/2025'],
    ['2026-01-10', 'Thứ Bảy làm bù cho ngày 02/01/2026'],
    ['2026-08-22', 'Thứ Bảy làm bù cho ngày 31/08/2026'],
  ])('Saturday %s is worked: %s', (day, because) => expect(status(day)).toEqual({ working: true, because }));

  test.each(['2025-11-24', '2026-11-23', '2027-02-03', '2027-02-11'])(
    '%s is an ordinary working day',
    (day) => expect(status(day)).toEqual({ working: true }),
  );

  test('24 November is a day off only from 2026 on', () => {
    expect(isWorkingDay(localDate('2025-11-24'), calendar)).toBe(true);
    expect(isWorkingDay(localDate('2026-11-24'), calendar)).toBe(false);
  });

  test.each(['2024-12-31', '2028-01-01'])(
    '%s has no calendar, and asking for it is a gap, not a guess',
    (day) => {
      expect(() => status(day)).toThrow(RegulationGap);
      expect(() => status(day)).toThrow(/Chưa có lịch làm việc chính thức/);
    },
  );

  test('every day off listed is a weekday, and every swapped working day a Saturday', () => {
    for (const year of data.calendarYears) {
      for (const off of year.daysOff) expect(weekdayOf(off.day), off.day).toBeLessThan(6);
      for (const worked of year.workingDays) expect(weekdayOf(worked.day), worked.day).toBe(6);
    }
  });

  test.each([
    [2025, '1/1 27/1 28/1 29/1 30/1 31/1 7/4 30/4 1/5 2/5 1/9 2/9', '26/4'],
    [2026, '1/1 2/1 16/2 17/2 18/2 19/2 20/2 27/4 30/4 1/5 31/8 1/9 2/9 24/11', '10/1 22/8'],
    [2027, '1/1 4/2 5/2 8/2 9/2 10/2 16/4 30/4 3/5 2/9 3/9 24/11', ''],
  ])('%i: weekdays off %s; working Saturdays %s', (year, off, worked) => {
    const listed = (days: readonly { day: string }[]) =>
      days.map(({ day }) => day.split('-').slice(1).map(Number).reverse().join('/')).join(' ');
    const calendarYear = data.calendarYears.find((c) => c.year === year)!;
    expect(listed(calendarYear.daysOff)).toBe(off);
    expect(listed(calendarYear.workingDays)).toBe(worked);
  });
});
