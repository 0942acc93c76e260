import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  daysBetween,
  localDate,
  weekdayOf,
  type LocalDate,
} from '../../shared/kernel/local-date.ts';
import type { WorkingCalendar } from '../../shared/regulation/calendar.ts';
import { countForwards, forwardMethods, workingDaysBefore } from '../../shared/regulation/counting.ts';
import { computeDeadline, type DeadlineAsked } from '../../shared/regulation/deadline.ts';
import { rulebook, withCalendar } from '../../shared/regulation/rulebook.ts';
import { isKnownDay, isWorkingDay } from '../../shared/regulation/working-days.ts';

const { calendar } = rulebook;
const first = localDate('2024-06-01');
const aMethod = fc.constantFrom(...forwardMethods);
// From before the first known calendar to after the last.
const aDay = fc.nat({ max: daysBetween(first, localDate('2029-01-01')) }).map((n) => addDays(first, n));
const anAmount = fc.integer({ min: 1, max: 40 });

const withHoliday = (day: LocalDate): WorkingCalendar => ({
  ...calendar,
  daysOff: new Map([...calendar.daysOff, [day, 'Ngày nghỉ mới công bố']]),
});

describe('for every method, start and length', () => {
  // Hours run through nights and days off, and “before 31 December” is a fixed mark: neither is counted forwards.
  test('a deadline never lands on a day off, unless it is provisional', () => {
    fc.assert(
      fc.property(aMethod, aDay, anAmount, (method, start, amount) => {
        const { endOn, provisional } = countForwards(method, start, amount, calendar);
        if (!provisional) expect(isWorkingDay(endOn, calendar)).toBe(true);
        if (!isKnownDay(endOn, calendar)) expect(provisional).toBe(true);
      }),
    );
  });

  test('it never ends before it begins, nor rolls backwards', () => {
    fc.assert(
      fc.property(aMethod, aDay, anAmount, (method, start, amount) => {
        const count = countForwards(method, start, amount, calendar);
        expect(count.firstCountedOn).toBe(addDays(start, 1));
        expect(count.rawEndOn >= count.firstCountedOn && count.endOn >= count.rawEndOn).toBe(true);
      }),
    );
  });

  test('starting later never ends earlier', () => {
    fc.assert(
      fc.property(aMethod, aDay, fc.nat({ max: 60 }), anAmount, (method, start, later, amount) => {
        const end = (day: LocalDate) => countForwards(method, day, amount, calendar).endOn;
        expect(end(addDays(start, later)) >= end(start)).toBe(true);
      }),
    );
  });

  test('a longer period never ends earlier', () => {
    fc.assert(
      fc.property(aMethod, aDay, anAmount, (method, start, amount) => {
        const end = (n: number) => countForwards(method, start, n, calendar).endOn;
        expect(end(amount + 1) >= end(amount)).toBe(true);
      }),
    );
  });

  test('a holiday announced later never shortens a deadline', () => {
    fc.assert(
      fc.property(aMethod, aDay, anAmount, fc.nat({ max: 90 }), (method, start, amount, offset) => {
        const before = countForwards(method, start, amount, calendar).endOn;
        const after = countForwards(method, start, amount, withHoliday(addDays(start, offset))).endOn;
        expect(after >= before).toBe(true);
      }),
    );
  });

  test('a holiday announced on the very due day moves it', () => {
    fc.assert(
      fc.property(aMethod, aDay, anAmount, (method, start, amount) => {
        const count = countForwards(method, start, amount, calendar);
        fc.pre(!count.provisional);
        const after = countForwards(method, start, amount, withHoliday(count.endOn));
        expect(after.endOn !== count.endOn || after.provisional).toBe(true);
      }),
    );
  });

  test('working days counted plus days skipped are all the days there were', () => {
    fc.assert(
      fc.property(aDay, anAmount, (start, amount) => {
        const { skipped, endOn } = countForwards('working-days', start, amount, calendar);
        expect(skipped.length + amount).toBe(daysBetween(start, endOn));
      }),
    );
  });
});

describe('for every stop of the clock', () => {
  const stopped = fc.constantFrom<'days' | 'working-days'>('days', 'working-days');
  /** A start, and two days after it between which the clock stands still; the first still counts. */
  const aStop = fc.tuple(aDay, fc.nat({ max: 40 }), fc.nat({ max: 40 })).map(([start, after, length]) => ({
    start,
    from: addDays(start, after),
    to: addDays(start, after + length),
  }));
  const after = (from: LocalDate, to?: LocalDate) => ({ from: addDays(from, 1), to });
  const end = (
    method: 'days' | 'working-days',
    start: LocalDate,
    amount: number,
    stops: Parameters<typeof countForwards>[4],
  ) => {
    const count = countForwards(method, start, amount, calendar, stops);
    return 'endOn' in count ? count.endOn : undefined;
  };

  test('splitting it in two changes nothing', () => {
    fc.assert(
      fc.property(
        stopped,
        aStop,
        anAmount,
        fc.nat({ max: 40 }),
        (method, { start, from, to }, amount, cut) => {
          const middle = addDays(from, Math.min(cut, daysBetween(from, to)));
          const whole = end(method, start, amount, [after(from, to)]);
          expect(end(method, start, amount, [after(from, middle), after(middle, to)])).toBe(whole);
        },
      ),
    );
  });

  test('it never shortens, and one that begins after the end changes nothing', () => {
    fc.assert(
      fc.property(stopped, aStop, anAmount, (method, { start, from, to }, amount) => {
        const without = end(method, start, amount, [])!;
        const withStop = end(method, start, amount, [after(from, to)])!;
        expect(withStop >= without).toBe(true);
        if (without <= from) expect(withStop).toBe(without);
      }),
    );
  });

  test('while it lasts there is no end, unless the end was before it', () => {
    fc.assert(
      fc.property(stopped, aStop, anAmount, (method, { start, from }, amount) => {
        const without = end(method, start, amount, [])!;
        expect(end(method, start, amount, [after(from)])).toBe(without <= from ? without : undefined);
      }),
    );
  });

  test('starting later never ends earlier, and an end is never on a day off', () => {
    fc.assert(
      fc.property(stopped, aStop, anAmount, fc.nat({ max: 30 }), (method, { start, from, to }, amount, n) => {
        const stops = [after(from, to)];
        expect(end(method, addDays(start, n), amount, stops)! >= end(method, start, amount, stops)!).toBe(
          true,
        );
        const count = countForwards(method, start, amount, calendar, stops);
        if ('endOn' in count && !count.provisional) expect(isWorkingDay(count.endOn, calendar)).toBe(true);
      }),
    );
  });
});

describe('for every answer, with stops of its clock and an extension', () => {
  const extensions = {
    'information-request-online-answer': 'information-request-online-extension',
    'information-request-post-answer': 'information-request-post-extension',
    'information-request-office-answer': 'information-request-office-extension',
  } as const;
  const governedOn = localDate('2025-06-16');
  const aLength = fc.nat({ max: 20 });
  /** Up to two stops, one after the other, and the one extension the law allows, or none. */
  const anAnswer = fc
    .record({
      rule: fc.constantFrom(...(Object.keys(extensions) as (keyof typeof extensions)[])),
      // From the first known calendar to well past the last one.
      startOn: fc.nat({ max: 1200 }).map((n) => addDays(localDate('2025-01-02'), n)),
      stops: fc.array(fc.tuple(aLength, aLength), { maxLength: 2 }),
      isExtended: fc.boolean(),
    })
    .map(({ rule, startOn, stops, isExtended }): DeadlineAsked => {
      let last = startOn;
      return {
        rule,
        startOn,
        governedOn,
        stops: stops.map(([after, length]) => {
          const from = addDays(last, after);
          last = addDays(from, length);
          return { rule: 'clarification', from, to: last };
        }),
        ...(isExtended && { extension: { rule: extensions[rule] } }),
      };
    });
  const known = (asked: DeadlineAsked, calendar: WorkingCalendar) => {
    const deadline = computeDeadline(asked, withCalendar(rulebook, calendar));
    if (deadline.kind !== 'known') throw new Error(`${deadline.kind}: ${deadline.why}`);
    return deadline;
  };
  const withWorked = (day: LocalDate): WorkingCalendar => ({
    ...calendar,
    workedInstead: new Map([...calendar.workedInstead, [day, 'Làm bù mới công bố']]),
  });

  test('a holiday announced later never shortens it', () => {
    fc.assert(
      fc.property(anAnswer, fc.nat({ max: 120 }), (asked, offset) => {
        const before = known(asked, calendar).dueOn;
        expect(known(asked, withHoliday(addDays(asked.startOn, offset))).dueOn >= before).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('a Saturday that is worked, announced later, never lengthens it', () => {
    fc.assert(
      fc.property(anAnswer, fc.nat({ max: 17 }), (asked, week) => {
        const start = addDays(asked.startOn, (6 - weekdayOf(asked.startOn) + 7) % 7);
        const saturday = addDays(start, 7 * week);
        expect(weekdayOf(saturday)).toBe(6);
        expect(known(asked, withWorked(saturday)).dueOn <= known(asked, calendar).dueOn).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('a due day is never a day off, unless it is provisional', () => {
    fc.assert(
      fc.property(anAnswer, (asked) => {
        const { dueOn, provisional } = known(asked, calendar);
        if (!provisional) expect(isWorkingDay(dueOn, calendar)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('a stop split in two on a day between, by the cited rule, changes nothing', () => {
    fc.assert(
      fc.property(anAnswer, aLength, (asked, cut) => {
        const stops = (asked.stops ?? []).flatMap(({ rule, from, to }) => {
          const middle = addDays(from, Math.min(cut, daysBetween(from, to!)));
          return [
            { rule, from, to: middle },
            { rule, from: middle, to: to! },
          ];
        });
        expect(known({ ...asked, stops }, calendar).dueOn).toBe(known(asked, calendar).dueOn);
      }),
      { numRuns: 500 },
    );
  });
});

describe('for every planned day', () => {
  test('the notice leaves exactly the asked whole working days between, and is itself on one', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 1, max: 20 }), (start, amount) => {
        const count = workingDaysBefore(start, amount, calendar);
        fc.pre(!count.provisional);
        const between = Array.from({ length: daysBetween(count.endOn, start) - 1 }, (_, i) =>
          addDays(count.endOn, i + 1),
        );
        expect(between.filter((day) => isWorkingDay(day, calendar))).toHaveLength(amount);
        expect(isWorkingDay(count.endOn, calendar)).toBe(true);
      }),
    );
  });

  test('a holiday announced later never leaves less time', () => {
    fc.assert(
      fc.property(aDay, anAmount, fc.nat({ max: 90 }), (start, amount, offset) => {
        const before = workingDaysBefore(start, amount, calendar).endOn;
        expect(workingDaysBefore(start, amount, withHoliday(addDays(start, -offset))).endOn <= before).toBe(
          true,
        );
      }),
    );
  });
});
