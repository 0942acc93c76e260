import * as z from 'zod';
import { LocalDate } from '../kernel/local-date.ts';
import { placeFiles } from './data-files.ts';
import { Confidence } from './schema.ts';

const code = z.string().regex(/^\d{2,5}$/);

/**
 * A code of an administrative unit. `from` is the earliest and `until` the latest day that the sources allow, so that
 * nobody is told that a code was not in force when it may have been. Absent: no such day is known, or there is none yet.
 */
export const PlaceCode = z.strictObject({
  code,
  name: z.string().trim().min(1),
  from: LocalDate.optional(),
  until: LocalDate.optional(),
  now: z.array(code).min(1).optional().meta({ description: 'The units it went into, where they are known' }),
});
export type PlaceCode = z.infer<typeof PlaceCode>;

/** The codes of one level of units. Before `completeFrom` there were others that are not listed. */
export const PlaceCodes = z.strictObject({
  level: z.enum(['province', 'district', 'commune']),
  area: z.string().min(1),
  completeFrom: LocalDate,
  source: z.string().min(1),
  confidence: Confidence,
  codes: z.array(PlaceCode).min(1),
});
export type PlaceCodes = z.infer<typeof PlaceCodes>;

const isOn = ({ from, until }: PlaceCode, day: LocalDate): boolean =>
  (from === undefined || from <= day) && (until === undefined || day <= until);

/** What is wrong with a list of codes, in words: one code twice on one day, or a unit that went into nothing. */
export const placeFaults = ({ level, codes }: PlaceCodes): string[] => {
  const faults: string[] = [];
  const byCode = Map.groupBy(codes, (one) => one.code);
  for (const [code, entries] of byCode)
    for (const [i, entry] of entries.entries()) {
      const next = entries[i + 1];
      if (entry.until && entry.from && entry.until < entry.from)
        faults.push(`${level} ${code} ends too early`);
      if (next && !(entry.until && next.from && entry.until < next.from))
        faults.push(`${level} ${code} is held twice on one day`);
      for (const now of entry.now ?? [])
        if (!byCode.get(now)?.some(({ until }) => until === undefined))
          faults.push(`${level} ${code} went into ${now}, which is not there`);
    }
  return faults;
};

/** The entry of a code on a day. */
export const placeOn = (codes: readonly PlaceCode[], code: string, day: LocalDate): PlaceCode | undefined =>
  codes.find((entry) => entry.code === code && isOn(entry, day));

/** The lists as shipped. A fault in the data stops the program here, at start. */
export const placeCodes: readonly PlaceCodes[] = placeFiles.map((file) => PlaceCodes.parse(file));
