import type { ClockStop } from '../kernel/deadline.ts';
import { addDays, daysBetween, type LocalDate } from '../kernel/local-date.ts';
import { citationsOf } from './cite.ts';
import type { Standstill } from './counting.ts';
import { RegulationGap } from './gap.ts';
import { held } from './held.ts';
import { valueOn } from './in-force.ts';
import type { Rulebook } from './rulebook.ts';

/** The clock stood still from the day of one event to the day of another; without `to` it still does. */
export type StopAsked = { readonly rule: string; readonly from: LocalDate; readonly to?: LocalDate };

/** A stop with what it means in days, by the rule in force; or the gap, where that is not known. */
export const clockStopOf = (
  { rule: id, from, to }: StopAsked,
  governedOn: LocalDate,
  book: Rulebook,
): ClockStop | RegulationGap => {
  const rule = held(book.clockStops.get(id), `clock stop ${id}`);
  if (to && to < from) throw new Error(`A clock stopped on ${from} cannot run again on ${to}`);
  const value = valueOn(rule, governedOn);
  if (value instanceof RegulationGap) return value;
  const firstStoppedOn = value.stopDay === 'counted' ? addDays(from, 1) : from;
  return {
    rule: id,
    from,
    ...(to && { to, days: daysBetween(firstStoppedOn, to) + 1 }),
    firstStoppedOn,
    reason: rule.reason.vi,
    cites: citationsOf(value.cites, book.instruments),
  };
};

/** The days on which it stood still. */
export const standstillOf = ({ firstStoppedOn, to }: ClockStop): Standstill => ({ from: firstStoppedOn, to });
