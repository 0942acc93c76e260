import { canonicalJson } from '../kernel/canonical-json.ts';
import { sha256 } from '../kernel/hash-chain.ts';
import type { Rulebook } from './rulebook.ts';

/**
 * Tells two rulebooks apart by what deadlines are computed from: rules with what was entered, stops, counting, calendars.
 * The same fingerprint gives the same deadlines.
 */
export const fingerprintOf = ({ data }: Rulebook): string => {
  const { deadlines, clockStops, countingMethods, calendarYears, weeklyRest } = data;
  return sha256(canonicalJson({ deadlines, clockStops, countingMethods, calendarYears, weeklyRest }));
};
