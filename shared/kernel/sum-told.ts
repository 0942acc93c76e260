import { citesOf } from './cites.ts';
import type { ClockStop, Deadline, DeadlineUnit, Extension } from './deadline.ts';
import { displayDay, displayDayInEnglish, displayTime } from './displayed-day.ts';
import type { LocalDate } from './local-date.ts';
import type words from './sum-words.vi.json';

type Sum = Extract<Deadline, { kind: 'known' | 'stopped' }>['sum'];
type Lines = (string | false)[];
type Reasoned = Sum['skipped'][number];

/** The sentences of a sum in one language. */
export type SumWords = typeof words;

/** In which language a sum is told, and what the reasons that deadlines keep in Vietnamese are called in it. */
export type Telling = {
  readonly words: SumWords;
  /** By the reason in Vietnamese; one that is not here is told as it stands. */
  readonly reasons: Readonly<Record<string, string>>;
};

const fill = (sentence: string, values: Readonly<Record<string, string | number | undefined>>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));

const PASSED = /(\d\d)\/(\d\d)\/(\d{4}): (.+?)(?=; \d\d\/\d\d\/\d{4}: |$)/g;

/** The days off at the end of a period: deadlines keep them as one text (`14/09/2025: Chủ nhật, …; …`). */
const rolledDays = (because: string | undefined): Reasoned[] =>
  [...(because ?? '').matchAll(PASSED)].map(([, day, month, year, reason = '']) => ({
    day: `${year}-${month}-${day}` as LocalDate,
    reason,
  }));

/** Every reason a deadline gives, as it keeps them. */
export const reasonsIn = (deadline: Deadline): string[] => {
  if (!('sum' in deadline)) return deadline.startReason === undefined ? [] : [deadline.startReason];
  const { sum } = deadline;
  const counts = [sum, ...('extension' in sum && sum.extension ? [sum.extension] : [])];
  const days = counts.flatMap((count) => [
    ...count.skipped,
    ...(count.workedInstead ?? []),
    ...('rolledBecause' in count ? rolledDays(count.rolledBecause) : []),
  ]);
  return [...new Set([sum.startReason, ...[...days, ...(sum.stops ?? [])].map(({ reason }) => reason)])];
};

const FIRST_MOMENT = '00:00';

const teller = ({ words: w, reasons }: Telling) => {
  const dayOf = w.lang === 'vi' ? displayDay : displayDayInEnglish;
  const told = (reason: string): string => reasons[reason] ?? reason;
  const listed = (each: string, days: readonly Reasoned[]): string =>
    days.map(({ day, reason }) => fill(each, { day: dayOf(day), reason: told(reason) })).join('; ');

  const length = (n: number | undefined, unit: DeadlineUnit): string =>
    unit === 'year-date' ? '' : fill(w[unit][n === 1 ? 'one' : 'many'], { n });

  /** A date in the year, whichever: leap years know them all. */
  const dateOf = (date: string): string => dayOf(`2000-${date}` as LocalDate).replace(/[ /]2000$/, '');
  const lengthOf = ({ amount, unit, date }: Pick<Sum, 'amount' | 'unit' | 'date'>): string =>
    date === undefined ? length(amount, unit) : fill(w.beforeDate, { date: dateOf(date) });

  const startLine = ({ startOn, startAt, startReason, firstCountedOn, unit }: Sum): string => {
    const on = dayOf(startOn);
    const time = startAt && displayTime(startAt);
    // What is entered by its day alone counts from the first moment of it, which nobody saw. Only hours are counted from it.
    const isSeen = time !== undefined && (time !== FIRST_MOMENT || unit === 'hour');
    const day = isSeen ? fill(w.moment, { time, day: on }) : on;
    const facts = { day, reason: told(startReason), first: dayOf(firstCountedOn) };
    if (unit === 'hour') return fill(w.startAtOnce, facts);
    if (unit === 'year-date') return fill(w.start, facts);
    return fill(unit === 'working-day-before' ? w.startBackwards : w.startUncounted, facts);
  };

  const passedOver = ({ skipped, workedInstead = [] }: Pick<Sum, 'skipped' | 'workedInstead'>): Lines => [
    skipped.length > 0 && fill(w.skipped, { days: listed(w.listed, skipped) }),
    workedInstead.length > 0 && fill(w.workedInstead, { days: listed(w.listed, workedInstead) }),
  ];

  const rolled = (because: string | undefined): string | false =>
    because !== undefined && fill(w.rolled, { days: listed(w.rolledDay, rolledDays(because)) });

  const stopLine = ({ from, to, firstStoppedOn, days, reason: why }: ClockStop): string => {
    const reason = told(why);
    if (days === 0) return fill(w.stoppedWithinDay, { day: dayOf(from), reason });
    const day = dayOf(firstStoppedOn);
    return to
      ? fill(w.stopped, { day, reason, end: dayOf(to), length: length(days, 'day') })
      : fill(w.stopsStill, { day, reason });
  };

  const extensionLines = (extension: Extension): Lines => [
    fill(w.extension, {
      first: dayOf(extension.firstDueOn),
      length: lengthOf(extension),
      end: dayOf(extension.rawEndOn),
    }),
    ...passedOver(extension),
    rolled(extension.rolledBecause),
  ];

  const basis = (deadline: Deadline): string =>
    fill(w.basis, { cites: [...new Set(citesOf(deadline).map(({ label }) => label))].join('; ') });

  const knownLines = (deadline: Extract<Deadline, { kind: 'known' }>): Lines => {
    const { dueOn, dueAt, provisional, sum } = deadline;
    const on = dayOf(dueOn);
    const day = dueAt ? fill(w.moment, { time: displayTime(dueAt), day: on }) : on;
    if (deadline.inLaw === 'at-once')
      return [
        fill(w.start, { day: dayOf(sum.startOn), reason: told(sum.startReason) }),
        w['at-once'],
        fill(w.watchedUntil, { day: dayOf(sum.rawEndOn) }),
        ...passedOver(sum),
        rolled(sum.rolledBecause),
        fill(provisional ? w.dueProvisionally : w.due, { day }),
        basis(deadline),
      ];
    return [
      deadline.basis === 'house' && w.house,
      startLine(sum),
      fill(sum.unit === 'working-day-before' ? w.limit : w.limitUntil, {
        length: lengthOf(sum),
        end: dayOf(sum.rawEndOn),
      }),
      ...passedOver(sum),
      ...(sum.stops ?? []).map(stopLine),
      rolled(sum.rolledBecause),
      ...(sum.extension ? extensionLines(sum.extension) : []),
      fill(provisional ? w.dueProvisionally : w.due, { day }),
      basis(deadline),
    ];
  };

  const lines = (deadline: Deadline): Lines => {
    switch (deadline.kind) {
      case 'known':
        return knownLines(deadline);
      case 'stopped':
        return [
          startLine(deadline.sum),
          fill(w.limit, { length: lengthOf(deadline.sum) }),
          ...passedOver(deadline.sum),
          ...(deadline.sum.stops ?? []).map(stopLine),
          fill(w.remaining, { length: length(deadline.remaining, deadline.unit) }),
          basis(deadline),
        ];
      case 'at-once':
      case 'no-limit':
        return [
          fill(w.start, { day: dayOf(deadline.startOn), reason: told(deadline.startReason) }),
          w[deadline.kind],
          basis(deadline),
        ];
      case 'unknown':
        // Why the law is not known, the rulebook says in its own language.
        return [w.unknown, deadline.why];
    }
  };
  return { lines, stopLine };
};

/** How the due day came about, line by line, for people to read. */
export const sumTold = (deadline: Deadline, telling: Telling): string[] =>
  teller(telling)
    .lines(deadline)
    .filter((line) => line !== false);

/** Why there is no day to name, in one sentence; of a law that is not known, as the rulebook words it. */
export const whyTold = (deadline: Exclude<Deadline, { kind: 'known' }>, telling: Telling): string => {
  const { kind } = deadline;
  if (kind === 'at-once' || kind === 'no-limit') return telling.words[kind];
  const stop = kind === 'stopped' && deadline.sum.stops?.find(({ to }) => to === undefined);
  return stop ? teller(telling).stopLine(stop) : deadline.why;
};
