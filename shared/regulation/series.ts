import { addDays, type LocalDate } from '../kernel/local-date.ts';

/** A stretch of days on which one entry of a series speaks. `until` is inclusive; without it there is no end. */
export type Stretch = { readonly from: LocalDate; readonly until?: LocalDate | undefined };

/**
 * What is wrong with a dated series, in words: stretches that overlap, holes between them, an end after which the
 * register would silently say nothing. A hole must be said aloud, by an entry `none` or `unknown`.
 */
export const seriesFaults = (series: readonly Stretch[]): string[] => {
  const faults: string[] = [];
  series.forEach((entry, index) => {
    const next = series[index + 1];
    if (entry.until && entry.until < entry.from) faults.push(`${entry.from} ends before it begins`);
    if (!next) {
      if (entry.until) faults.push(`nothing is said after ${entry.until}`);
    } else if (!entry.until || next.from <= entry.until) {
      faults.push(`the entry from ${entry.from} overlaps the one from ${next.from}`);
    } else if (next.from !== addDays(entry.until, 1)) {
      faults.push(`a hole between ${entry.until} and ${next.from}`);
    }
  });
  return faults;
};

/** The entry that speaks on a day, if any. */
export const entryOn = <E extends Stretch>(series: readonly E[], on: LocalDate): E | undefined =>
  series.find((entry) => entry.from <= on && (!entry.until || on <= entry.until));
