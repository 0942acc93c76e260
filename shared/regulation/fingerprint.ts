import { canonicalJson } from '../kernel/canonical-json.ts';
import { sha256 } from '../kernel/hash-chain.ts';
import type { Rulebook } from './rulebook.ts';

/**
 * Tells two rulebooks apart by what deadlines are computed from: rules with what was entered, the house's day for “at once”, stops, counting, calendars.
 * The same fingerprint gives the same deadlines.
 */
export const fingerprintOf = ({ data }: Rulebook): string => {
  const { deadlines, atOnce, clockStops, countingMethods, calendarYears, weeklyRest } = data;
  return sha256(canonicalJson({ deadlines, atOnce, clockStops, countingMethods, calendarYears, weeklyRest }));
};
