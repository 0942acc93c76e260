import { performance } from 'node:perf_hooks';
import { addDays, localDate, type LocalDate } from '../shared/kernel/local-date.ts';
import type { WorkingCalendar } from '../shared/regulation/calendar.ts';
import { computeDeadline, type DeadlineAsked } from '../shared/regulation/deadline.ts';
import { withCalendar, rulebook } from '../shared/regulation/rulebook.ts';
import { beside, round } from './report.ts';
import type { Session } from './session.ts';

const COUNT = 100_000;
const GOAL_SECONDS = 1;
const YEARS = Array.from({ length: 10 }, (_, i) => 2020 + i);
const FIRST = localDate('2020-01-01');
/** The day whose law applies to all of them: the last on which all these rules were known. */
const GOVERNED = localDate('2025-06-16');
const RULES = [
  'information-request-online-simple',
  'information-request-online-answer',
  'information-request-office-answer',
  'connection-request',
  'public-information-challenge',
  'open-data-update',
  'open-data-review',
];

/** Ten years with the days off of 2026 on the same dates: not the law, but as much of it. */
const tenYears = (): WorkingCalendar => {
  const { daysOff, workedInstead, weeklyRest } = rulebook.calendar;
  const everyYear = (days: ReadonlyMap<LocalDate, string>) =>
    new Map(
      YEARS.flatMap((year) =>
        [...days]
          .filter(([day]) => day.startsWith('2026'))
          .map(([day, why]) => [`${year}${day.slice(4)}` as LocalDate, why] as const),
      ),
    );
  return {
    years: new Set([...YEARS, 2030]),
    daysOff: everyYear(daysOff),
    workedInstead: everyYear(workedInstead),
    weeklyRest,
  };
};

/** A third of the requests had to be clarified, a sixth took more time. */
const asks = (): DeadlineAsked[] =>
  Array.from({ length: COUNT }, (_, i) => {
    const rule = RULES[i % RULES.length]!;
    const startOn = addDays(FIRST, (i * 37) % (365 * 10));
    const isAnswer = rule === 'information-request-online-answer';
    return {
      rule,
      startOn,
      governedOn: GOVERNED,
      ...(isAnswer &&
        i % 3 === 0 && {
          stops: [{ rule: 'clarification', from: addDays(startOn, 3), to: addDays(startOn, 8) }],
        }),
      ...(isAnswer && i % 6 === 0 && { extension: { rule: 'information-request-online-extension' } }),
    };
  });

/** What a plain program does: one `Date` a day, a set of holidays, and the end alone without its sum. */
const plainly = (startOn: string, workingDays: number, holidays: ReadonlySet<string>): string => {
  const date = new Date(`${startOn}T00:00:00Z`);
  for (let left = workingDays; left > 0;) {
    date.setUTCDate(date.getUTCDate() + 1);
    const weekday = date.getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !holidays.has(date.toISOString().slice(0, 10))) left -= 1;
  }
  return date.toISOString().slice(0, 10);
};

const secondsOf = (work: () => void): number => {
  const from = performance.now();
  work();
  return (performance.now() - from) / 1000;
};

export const run = async ({ tell }: Session): Promise<void> => {
  const book = withCalendar(rulebook, tenYears());
  const asked = asks();
  const all = secondsOf(() => {
    for (const one of asked) computeDeadline(one, book);
  });
  tell({
    ...beside(
      { what: `deadlines: ${COUNT} across ten years, each with its sum`, value: all, unit: 's' },
      { name: 'goal', value: GOAL_SECONDS },
    ),
    note: `${RULES.length} rules; one in 21 with a stop of the clock, one in 42 extended`,
  });

  const answers = asked.map(({ startOn }) => startOn);
  const holidays = new Set<string>(book.calendar.daysOff.keys());
  const plain = secondsOf(() => {
    for (const startOn of answers) plainly(startOn, 15, holidays);
  });
  const ours = secondsOf(() => {
    for (const startOn of answers)
      computeDeadline({ rule: 'information-request-online-answer', startOn, governedOn: GOVERNED }, book);
  });
  tell({
    ...beside(
      { what: `deadlines: ${COUNT} of fifteen working days`, value: ours, unit: 's' },
      { name: 'a loop over Dates', value: plain },
    ),
    note: 'the loop gives the day alone, without reasons, citations or swapped days',
  });
  tell({ what: 'deadlines: a second holds', value: round(COUNT / all, 0), unit: 'deadlines' });
};
