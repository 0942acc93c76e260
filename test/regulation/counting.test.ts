import { describe, expect, test } from 'vitest';
import { localDate } from '../../shared/kernel/local-date.ts';
import { countForwards, type ForwardMethod } from '../../shared/regulation/counting.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';

const count = (method: ForwardMethod, start: string, amount: number) =>
  countForwards(method, localDate(start), amount, rulebook.calendar);

describe('working days: the day of receipt is not counted (BLDS Điều 147), days off are not working days', () => {
  const lengths = [1, 2, 5, 7, 10, 15];
  test.each([
    [
      'Friday before 24/11/2026',
      '2026-11-20',
      ['2026-11-23', '2026-11-25', '2026-11-30', '2026-12-02', '2026-12-07', '2026-12-14'],
    ],
    [
      'Monday before 24/11/2026',
      '2026-11-23',
      ['2026-11-25', '2026-11-26', '2026-12-01', '2026-12-03', '2026-12-08', '2026-12-15'],
    ],
    [
      'the last day of the year',
      '2026-12-31',
      ['2027-01-04', '2027-01-05', '2027-01-08', '2027-01-12', '2027-01-15', '2027-01-22'],
    ],
    [
      'the eve of Tết 2027',
      '2027-02-03',
      ['2027-02-11', '2027-02-12', '2027-02-17', '2027-02-19', '2027-02-24', '2027-03-03'],
    ],
    [
      'the eve of 30 April 2027',
      '2027-04-29',
      ['2027-05-04', '2027-05-05', '2027-05-10', '2027-05-12', '2027-05-17', '2027-05-24'],
    ],
    [
      'the Friday before Tết 2026',
      '2026-02-13',
      ['2026-02-23', '2026-02-24', '2026-02-27', '2026-03-03', '2026-03-06', '2026-03-13'],
    ],
    [
      'before the swapped Saturday 22/8/2026',
      '2026-08-20',
      ['2026-08-21', '2026-08-22', '2026-08-26', '2026-08-28', '2026-09-07', '2026-09-14'],
    ],
  ])('received %s (%s)', (_, received, expected) => {
    expect(lengths.map((amount) => count('working-days', received, amount).endOn)).toEqual(expected);
  });

  test('each skipped day is named with its reason', () => {
    expect(count('working-days', '2026-11-20', 2).skipped).toEqual([
      { day: '2026-11-21', reason: 'thứ Bảy, ngày nghỉ hằng tuần' },
      { day: '2026-11-22', reason: 'Chủ nhật, ngày nghỉ hằng tuần' },
      { day: '2026-11-24', reason: 'Ngày Văn hóa Việt Nam' },
    ]);
  });

  test('received on a day off, it counts from the next working day', () => {
    expect(count('working-days', '2026-02-18', 1).endOn).toBe('2026-02-23');
  });

  test('beyond the known calendar only weekends are left out, and the day is provisional', () => {
    expect(count('working-days', '2027-12-30', 3)).toMatchObject({ endOn: '2028-01-04', provisional: true });
    expect(count('working-days', '2027-12-30', 1)).toMatchObject({ endOn: '2027-12-31', provisional: false });
  });
});

describe('calendar days and months end with the next working day when they end on a day off (BLDS Điều 148)', () => {
  test('fifteen days from 22/11/2026', () => {
    expect(count('days', '2026-11-22', 15)).toMatchObject({
      firstCountedOn: '2026-11-23',
      rawEndOn: '2026-12-07',
      endOn: '2026-12-07',
      provisional: false,
    });
  });

  test('one day from the eve of 24/11/2026 ends on the 25th, and says why', () => {
    expect(count('days', '2026-11-23', 1)).toMatchObject({
      rawEndOn: '2026-11-24',
      endOn: '2026-11-25',
      rolledBecause: '24/11/2026: Ngày Văn hóa Việt Nam',
    });
  });

  test('a swapped working Saturday is an end like any other', () => {
    expect(count('days', '2026-08-21', 1)).toMatchObject({ rawEndOn: '2026-08-22', endOn: '2026-08-22' });
  });

  test('the roll passes every day of Tết 2027', () => {
    expect(count('months', '2026-11-05', 3)).toMatchObject({ rawEndOn: '2027-02-05', endOn: '2027-02-11' });
    expect(count('months', '2026-11-05', 3).rolledBecause?.split('; ')).toHaveLength(6);
  });

  test('an end beyond the known calendar is not rolled, and is provisional', () => {
    // 01/01/2028 is a Saturday and surely a holiday; until its calendar is issued nobody says what follows it.
    expect(count('months', '2027-10-01', 3)).toEqual({
      firstCountedOn: '2027-10-02',
      skipped: [],
      workedInstead: [],
      rawEndOn: '2028-01-01',
      endOn: '2028-01-01',
      provisional: true,
    });
  });

  test('29 February is met in a leap year', () => {
    expect(count('months', '2027-11-30', 3).rawEndOn).toBe('2028-02-29');
  });
});
