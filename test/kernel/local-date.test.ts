import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  addSeconds,
  dayOf,
  daysBetween,
  displayDay,
  epochMs,
  fromDayNumber,
  Instant,
  instant,
  LocalDate,
  localDate,
  toDayNumber,
  weekdayOf,
  yearOf,
} from '../../shared/kernel/local-date.ts';

const FIRST = toDayNumber(localDate('1900-01-01'));
const LAST = toDayNumber(localDate('2199-12-31'));
const day = fc.integer({ min: FIRST, max: LAST }).map(fromDayNumber);
const months = fc.integer({ min: -240, max: 240 });
const dayOfMonth = (d: LocalDate): number => Number(d.slice(8));
const monthNumber = (d: LocalDate): number => Number(d.slice(0, 4)) * 12 + Number(d.slice(5, 7));

describe('a day', () => {
  it.each(['2025-02-30', '2025-13-01', '2025-00-10', '2025-6-1', '20250601', '2023-02-29', '', '16/06/2025'])(
    'is not %s',
    (text) => expect(() => localDate(text)).toThrow(),
  );
  it.each(['2024-02-29', '2000-02-29', '2025-12-31'])('is %s', (text) => expect(localDate(text)).toBe(text));
  it('is read and written without loss', () => {
    fc.assert(
      fc.property(day, (d) => {
        expect(fromDayNumber(toDayNumber(d))).toBe(d);
      }),
    );
  });
  it('orders as its text does', () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        expect(a < b).toBe(toDayNumber(a) < toDayNumber(b));
      }),
    );
  });
  it('is shown as letters write it', () => expect(displayDay(localDate('2025-06-16'))).toBe('16/06/2025'));
  it('knows its weekday: 16 June 2025 is a Monday, and seven days make a week', () => {
    expect(weekdayOf(localDate('2025-06-16'))).toBe(1);
    expect(weekdayOf(localDate('1969-12-28'))).toBe(7);
    fc.assert(
      fc.property(day, (d) => {
        expect(weekdayOf(addDays(d, 7))).toBe(weekdayOf(d));
      }),
    );
    fc.assert(
      fc.property(day, (d) => {
        expect(weekdayOf(addDays(d, 1)) % 7).toBe((weekdayOf(d) + 1) % 7);
      }),
    );
  });
  it('knows its year', () => expect(yearOf(localDate('2025-06-16'))).toBe(2025));
});

describe('adding days', () => {
  it('goes back the way it came', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -5000, max: 5000 }), (d, n) => {
        expect(addDays(addDays(d, n), -n)).toBe(d);
        expect(daysBetween(d, addDays(d, n))).toBe(n);
      }),
    );
  });
});

describe('adding months', () => {
  it.each([
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2025-06-16', 3, '2025-09-16'],
    ['2025-08-31', 6, '2026-02-28'],
    ['2025-11-30', 3, '2026-02-28'],
    ['2025-03-31', -1, '2025-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2025-12-15', 1, '2026-01-15'],
  ])('%s and %i make %s', (from, n, to) => expect(addMonths(localDate(from), n)).toBe(to));

  it('lands in the month so many later, on the same number or on the last day', () => {
    fc.assert(
      fc.property(day, months, (d, n) => {
        const landed = addMonths(d, n);
        expect(LocalDate.safeParse(landed).success).toBe(true);
        expect(monthNumber(landed) - monthNumber(d)).toBe(n);
        const isSameNumber = dayOfMonth(landed) === dayOfMonth(d);
        const isLastDay = monthNumber(addDays(landed, 1)) === monthNumber(landed) + 1;
        expect(isSameNumber || (isLastDay && dayOfMonth(landed) < dayOfMonth(d))).toBe(true);
      }),
    );
  });
  it('never passes a later start', () => {
    fc.assert(
      fc.property(day, day, months, (a, b, n) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        expect(addMonths(early, n) <= addMonths(late, n)).toBe(true);
      }),
    );
  });
  it('changes nothing when none are added', () => {
    fc.assert(
      fc.property(day, (d) => {
        expect(addMonths(d, 0)).toBe(d);
      }),
    );
  });
  it('in two steps never ends after one: the shorter month in between may cut', () => {
    fc.assert(
      fc.property(day, fc.nat(24), fc.nat(24), (d, n, m) => {
        expect(addMonths(addMonths(d, n), m) <= addMonths(d, n + m)).toBe(true);
      }),
    );
  });
});

describe('a moment', () => {
  it('belongs to the day it is in the province, seven hours ahead', () => {
    expect(dayOf(Instant.parse('2025-06-15T16:59:59.999Z'))).toBe('2025-06-15');
    expect(dayOf(Instant.parse('2025-06-15T17:00:00.000Z'))).toBe('2025-06-16');
    expect(dayOf(Instant.parse('2025-12-31T17:00:00.000Z'))).toBe('2026-01-01');
  });
  it('has one spelling, in milliseconds', () => {
    expect(instant(0)).toBe('1970-01-01T00:00:00.000Z');
    for (const text of ['2025-06-16T02:00:00Z', '2025-06-16T02:00:00.000+07:00', '2025-06-16'])
      expect(Instant.safeParse(text).success, text).toBe(false);
  });
  it('moves by seconds and orders as its text does', () => {
    const ms = fc.integer({ min: 0, max: 4_102_444_800_000 });
    fc.assert(
      fc.property(ms, ms, (a, b) => {
        expect(epochMs(instant(a))).toBe(a);
        expect(instant(a) < instant(b)).toBe(a < b);
        expect(epochMs(addSeconds(instant(a), 90))).toBe(a + 90_000);
      }),
    );
  });
});
