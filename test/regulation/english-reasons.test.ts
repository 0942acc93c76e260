import { expect, test } from 'vitest';
import { englishReasons } from '../../shared/regulation/english-reasons.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';

test('every reason a shipped sum may give has English words', () => {
  const { deadlines, clockStops, calendarYears, weeklyRest } = rulebook.data;
  const given = [
    ...deadlines.flatMap(({ clockStarts }) => clockStarts.map(({ reason }) => reason.vi)),
    ...clockStops.map(({ reason }) => reason.vi),
    ...calendarYears.flatMap((year) => [...year.daysOff, ...year.workingDays].map(({ label }) => label.vi)),
    ...weeklyRest.weekdays.map(({ label }) => label.vi),
  ];
  const english = englishReasons();
  expect(given.length).toBeGreaterThan(80);
  expect(given.filter((reason) => english[reason] === undefined)).toEqual([]);
});
