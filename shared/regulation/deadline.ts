import type { ClockStop, Deadline } from '../kernel/deadline.ts';
import { addSeconds, dayOf, type Instant, type LocalDate } from '../kernel/local-date.ts';
import { inVietnamese } from '../kernel/sum-in-words.ts';
import { watched } from './at-once.ts';
import { citationsOf } from './cite.ts';
import { clockStopOf, type StopAsked } from './clock-stop.ts';
import { lastDayBefore, workingDaysBefore } from './counting.ts';
import { type Extending, extendingOf, type ExtensionAsked } from './extending.ts';
import { RegulationGap } from './gap.ts';
import { held } from './held.ts';
import { type RuleInForce, valueOn } from './in-force.ts';
import { daysOf, endOf, periodDeadline, type SumBase } from './period.ts';
import { type Rulebook, rulebook } from './rulebook.ts';
import type { ClockStart, DeadlineRule, Limit } from './schema.ts';

export type DeadlineAsked = {
  /** Id of a rule in `data/deadlines`. */
  readonly rule: string;
  /** The day of the starting event; it is not counted itself. */
  readonly startOn: LocalDate;
  /** Its moment, where it is known. Periods in hours need it. */
  readonly startAt?: Instant;
  /** The day whose law applies. */
  readonly governedOn: LocalDate;
  /** What started the clock; without it, the first start the rule names. */
  readonly startedBy?: ClockStart;
  /** When the clock stood still. */
  readonly stops?: readonly StopAsked[];
  readonly extension?: ExtensionAsked;
};

const startReasonOf = (rule: DeadlineRule, startedBy: ClockStart | undefined): string => {
  const start = startedBy ? rule.clockStarts.find(({ event }) => event === startedBy) : rule.clockStarts[0];
  return held(start, `start ${startedBy} of ${rule.id}`).reason.vi;
};

const startOf = (asked: DeadlineAsked, rule: DeadlineRule) => {
  const { startOn, startAt, startedBy, governedOn } = asked;
  if (startAt && dayOf(startAt) !== startOn) throw new Error(`${startAt} is not on ${startOn}`);
  return { startOn, ...(startAt && { startAt }), startReason: startReasonOf(rule, startedBy), governedOn };
};
type Start = ReturnType<typeof startOf>;

const stopsOf = (asked: DeadlineAsked, rule: DeadlineRule, book: Rulebook): ClockStop[] | RegulationGap => {
  const stops: ClockStop[] = [];
  for (const one of asked.stops ?? []) {
    if (!rule.stoppedBy.includes(one.rule)) throw new Error(`${one.rule} does not stop ${rule.id}`);
    const stop = clockStopOf(one, asked.governedOn, book);
    if (stop instanceof RegulationGap) return stop;
    stops.push(stop);
  }
  return stops;
};

type Ruled = { readonly rule: DeadlineRule; readonly value: RuleInForce; readonly start: Start };
type Numbered = Extract<Limit, { kind: 'period' | 'date' }>;

const baseOf = ({ value, start }: Ruled, limit: Numbered, book: Rulebook): SumBase => {
  const method = held(book.countingMethods.get(limit.method), `counting method ${limit.method}`);
  return {
    ...start,
    ...(limit.kind === 'period' ? { amount: limit.amount } : { date: limit.before }),
    unit: limit.unit,
    method: method.id,
    cites: citationsOf([...value.cites, ...method.cites], book.instruments),
  };
};

const withoutNumber = <Kind extends 'at-once' | 'no-limit'>(
  { rule, value, start }: Ruled,
  kind: Kind,
  book: Rulebook,
) => ({
  kind,
  ruleId: rule.id,
  why: inVietnamese.words[kind],
  ...start,
  cites: citationsOf(value.cites, book.instruments),
});

/** A date in the year. It is a fixed mark: it does not move off a day off. */
const dateDeadline = ({ rule, start }: Ruled, base: SumBase, before: string): Deadline => {
  const dueOn = lastDayBefore(start.startOn, before);
  const sum = { ...base, firstCountedOn: start.startOn, skipped: [], rawEndOn: dueOn };
  return { kind: 'known', ruleId: rule.id, dueOn, provisional: false, sum };
};

/** Hours run from the very moment, through nights and days off. */
const hourDeadline = ({ rule, start }: Ruled, base: SumBase, amount: number): Deadline => {
  const dueAt = addSeconds(
    held(start.startAt, `moment from which ${rule.id} counts its hours`),
    amount * 3600,
  );
  const dueOn = dayOf(dueAt);
  const sum = { ...base, firstCountedOn: start.startOn, skipped: [], rawEndOn: dueOn };
  return { kind: 'known', ruleId: rule.id, dueOn, dueAt, provisional: false, sum };
};

const beforeDeadline = ({ rule, start }: Ruled, base: SumBase, amount: number, book: Rulebook): Deadline => {
  const count = workingDaysBefore(start.startOn, amount, book.calendar);
  const sum = { ...base, firstCountedOn: count.firstCountedOn, ...daysOf(count), ...endOf(count) };
  return { kind: 'known', ruleId: rule.id, dueOn: count.endOn, provisional: count.provisional, sum };
};

const byLimit = (
  ruled: Ruled,
  stops: readonly ClockStop[],
  extending: Extending | undefined,
  book: Rulebook,
): Deadline => {
  const { limit } = ruled.value;
  switch (limit.kind) {
    case 'at-once':
      return watched(withoutNumber(ruled, limit.kind, book), book);
    case 'no-limit':
      return withoutNumber(ruled, limit.kind, book);
    case 'date':
      return dateDeadline(ruled, baseOf(ruled, limit, book), limit.before);
    case 'period': {
      const base = baseOf(ruled, limit, book);
      if (limit.unit === 'hour') return hourDeadline(ruled, base, limit.amount);
      if (limit.unit === 'working-day-before') return beforeDeadline(ruled, base, limit.amount, book);
      return periodDeadline(ruled.rule.id, base, limit, stops, extending, book);
    }
  }
};

/**
 * The due day with the sum that gave it. Where the law is not known the answer says so (`kind: 'unknown'`): the case
 * goes on, shown and alarmed. Throws only for what no law could make right: a rule the rulebook has never heard of, a
 * stop or an extension that the rule does not have.
 */
export const computeDeadline = (asked: DeadlineAsked, book: Rulebook = rulebook): Deadline => {
  const rule = held(book.deadlines.get(asked.rule), `deadline ${asked.rule}`);
  const start = startOf(asked, rule);
  const unknown = (gap: RegulationGap): Deadline => ({
    kind: 'unknown',
    ruleId: rule.id,
    why: gap.why,
    ...start,
  });

  const value = valueOn(rule, asked.governedOn);
  if (value instanceof RegulationGap) return unknown(value);
  const stops = stopsOf(asked, rule, book);
  if (stops instanceof RegulationGap) return unknown(stops);
  const extending = asked.extension && extendingOf(asked.extension, rule.id, asked.governedOn, book);
  if (extending instanceof RegulationGap) return unknown(extending);

  const deadline = byLimit({ rule, value, start }, stops, extending, book);
  return value.basis === 'house' && deadline.kind === 'known' ? { ...deadline, basis: 'house' } : deadline;
};
