import * as z from 'zod';
import { LocalDate } from './local-date.ts';

const count = z.int().nonnegative();

/** Bounds of what is kept of one table: every commune of the country would fit. */
export const MOST_PLACES = 4000;
export const MOST_MEASURES = 12;

/**
 * What one measure comes to in a commune: the sum over its rows that have a value, and how many those are. Absent: none
 * has one.
 */
export const PlaceFigure = z.object({ sum: z.number(), rows: z.int().positive() });

/**
 * The unit a code meant on the day of the data: a code that was given to another unit since is another place. `name`
 * and `from` are those of the list of codes; a code that is not listed on that day has neither.
 */
export const Place = z.object({
  code: z.string().max(20),
  name: z.string().max(200).optional(),
  from: LocalDate.optional(),
  rows: z.int().positive(),
  figures: z.array(PlaceFigure.nullable()).max(MOST_MEASURES),
});
export type Place = z.infer<typeof Place>;

/**
 * The figures of a table gathered by commune, to be drawn on boundaries that are published on their own. `summary` is
 * what a figure is first shown as; with `severalRows` there is more than one row of a commune, so that it must be chosen.
 */
export const PlaceValues = z.object({
  column: z.string().meta({ description: 'The column that holds the codes' }),
  day: LocalDate.optional().meta({ description: 'The day on which the codes are read; absent: not known' }),
  period: z
    .object({ column: z.string(), value: z.string() })
    .optional()
    .meta({ description: 'Only rows of this period, the latest, are counted' }),
  severalRows: z.boolean(),
  rowsWithoutCode: count,
  measures: z
    .array(
      z.object({
        column: z.string(),
        unit: z.string().optional(),
        summary: z.enum(['value', 'sum', 'mean']),
      }),
    )
    .max(MOST_MEASURES),
  places: z.array(Place).max(MOST_PLACES),
});
export type PlaceValues = z.infer<typeof PlaceValues>;
