import { rulebook, type Rulebook } from './rulebook.ts';

/**
 * What the short reasons of sums are called in English, by their Vietnamese words: deadlines keep those, in ledgers too, and a
 * day that was counted years ago is told in English by what the rulebook says today. A reason without English is not here.
 */
export const englishReasons = ({ data }: Rulebook = rulebook): Record<string, string> => {
  const labels = [
    ...data.deadlines.flatMap(({ clockStarts }) => clockStarts.map(({ reason }) => reason)),
    ...data.clockStops.map(({ reason }) => reason),
    ...data.calendarYears.flatMap(({ daysOff, workingDays }) =>
      [...daysOff, ...workingDays].map(({ label }) => label),
    ),
    ...data.weeklyRest.weekdays.map(({ label }) => label),
  ];
  return Object.fromEntries(labels.flatMap(({ vi, en }) => (en === undefined ? [] : [[vi, en]])));
};
