import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, localDate, type LocalDate } from '../../shared/kernel/local-date.ts';
import type { WorkingCalendar } from '../../shared/regulation/calendar.ts';
import { countingMethods } from '../../shared/regulation/counting.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { MethodId } from '../../shared/regulation/schema.ts';
import { isKnownDay, isWorkingDay } from '../../shared/regulation/working-days.ts';

const { calendar } = rulebook;
const first = localDate('2024-06-01');
const aMethod = fc.constantFrom(...MethodId.options);
// From before the first known calendar to after the last.
const aDay = fc.nat({ max: daysBetween(first, localDate('2029-01-01')) }).map((n) => addDays(first, n));
const anAmount = fc.integer({ min: 1, max: 40 });

const withHoliday = (day: LocalDate): WorkingCalendar => ({
  ...calendar,
  daysOff: new Map([...calendar.daysOff, [day, 'Ngày nghỉ mới công bố']]),
});

describe('for every method, start and length', () => {
  test('a deadline never lands on a day off, unless it is provisional', () => {
    fc.assert(
      fc.property(aMethod, aDay, anAmount, (method, start, amount) => {
        const { endOn, provisional } = countingMethods[method](start, amount, calendar);
        if (!provisional) expect(isWorkingDay(endOn, calendar)).toBe(true);
        if (!isKnownDay(endOn, calendar)) expect(provisional).toBe(true);
      }),
    );
  });

  test('it never ends before it begins, nor rolls backwards', () => {
    fc.assert(
      fc.property(aMethod, aDay, anAmount, (method, start, amount) => {
        const count = countingMethods[method](start, amount, calendar);
        expect(count.firstCountedOn).toBe(addDays(start, 1));
        expect(count.rawEndOn >= count.firstCountedOn && count.endOn >= count.rawEndOn).toBe(true);
      }),
    );
  });

  test('starting later never ends earlier', () => {
    fc.assert(
      fc.property(aMethod, aDay, fc.nat({ max: 60 }), anAmount, (method, start, later, amount) => {
        const end = (day: LocalDate) => countingMethods[method](day, amount, calendar).endOn;
        expect(end(addDays(start, later)) >= end(start)).toBe(true);
      }),
    );
  });

  test('a longer period never ends earlier', () => {
    fc.assert(
      fc.property(aMethod, aDay, anAmount, (method, start, amount) => {
        const end = (n: number) => countingMethods[method](start, n, calendar).endOn;
        expect(end(amount + 1) >= end(amount)).toBe(true);
      }),
    );
  });

  test('a holiday announced later never shortens a deadline', () => {
    fc.assert(
      fc.property(aMethod, aDay, anAmount, fc.nat({ max: 90 }), (method, start, amount, offset) => {
        const before = countingMethods[method](start, amount, calendar).endOn;
        const after = countingMethods[method](start, amount, withHoliday(addDays(start, offset))).endOn;
        expect(after >= before).toBe(true);
      }),
    );
  });

  test('a holiday announced on the very due day moves it', () => {
    fc.assert(
      fc.property(aMethod, aDay, anAmount, (method, start, amount) => {
        const count = countingMethods[method](start, amount, calendar);
        fc.pre(!count.provisional);
        const after = countingMethods[method](start, amount, withHoliday(count.endOn));
        expect(after.endOn !== count.endOn || after.provisional).toBe(true);
      }),
    );
  });

  test('working days counted plus days skipped are all the days there were', () => {
    fc.assert(
      fc.property(aDay, anAmount, (start, amount) => {
        const { skipped, endOn } = countingMethods['working-days'](start, amount, calendar);
        expect(skipped.length + amount).toBe(daysBetween(start, endOn));
      }),
    );
  });
});
