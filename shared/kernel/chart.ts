import * as z from 'zod';

const count = z.int().nonnegative();

/** How far apart the marks on an axis of time are. */
export const TimeUnit = z.enum(['hour', 'day', 'month', 'year', 'decade']);
export type TimeUnit = z.infer<typeof TimeUnit>;

/** Numbers from `from` up to `to`; the last bar holds its own end as well. */
export const NumberBars = z.array(z.object({ from: z.number(), to: z.number(), count })).max(50);
export type NumberBars = z.infer<typeof NumberBars>;

/** Rows by time; spans without a row are not listed. `from` is an ISO prefix: `2024`, `2024-05`, `2024-05-01`, `2024-05-01 13:00`. */
export const TimeBars = z.object({
  unit: TimeUnit,
  bars: z.array(z.object({ from: z.string(), count })).max(100),
});
export type TimeBars = z.infer<typeof TimeBars>;

/**
 * What a chart of a table was chosen by, the first that fits: a time and a number; a year and a number; a category
 * and a number; a time alone; a category alone; a number alone.
 */
export const ChartRule = z.enum([
  'time-number',
  'year-number',
  'category-number',
  'time',
  'category',
  'number',
]);
export type ChartRule = z.infer<typeof ChartRule>;

/** Most points of a chart of time, and most bars of a chart of categories. */
export const MOST_POINTS = 240;
export const MOST_BARS = 20;

/**
 * The one chart of a table, with its points counted over all rows. `summary` says what a point is: the value of its
 * row, the mean over the rows that share its place, or how many rows there are. `places` is how many there were
 * before the largest were taken.
 */
export const Chart = z.object({
  rule: ChartRule,
  x: z.object({ column: z.string(), unit: TimeUnit.optional() }),
  y: z.object({ column: z.string() }).optional(),
  summary: z.enum(['value', 'mean', 'count']),
  places: count,
  points: z.array(z.object({ x: z.string(), y: z.number() })).max(MOST_POINTS),
});
export type Chart = z.infer<typeof Chart>;
