import * as z from 'zod';
import { ColumnType } from '../report.ts';

/** A column as the query file keeps it. `folded`: a copy without diacritics stands beside it. */
export const QueryColumn = z.object({
  name: z.string(),
  type: ColumnType,
  folded: z.boolean().meta({ description: 'Some cell holds a letter, so a folded copy stands beside it' }),
});
export type QueryColumn = z.infer<typeof QueryColumn>;

/** What a query file says of itself: enough to read a question without touching a row. */
export const QueryTable = z.object({
  version: z.literal(1),
  rows: z.int().nonnegative(),
  columns: z.array(QueryColumn),
});
export type QueryTable = z.infer<typeof QueryTable>;

/** The operators of a filter, as they are written after the column's name: `so_ho__gte=100`. */
export const operators = [
  'exact',
  'differs',
  'contains',
  'in',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'missing',
] as const;
export type Operator = (typeof operators)[number];

export type Value = string | number | boolean;

/** `column` is the place in the table. `missing` has one boolean value, `between` two, `in` several. */
export type Filter = {
  readonly column: number;
  readonly operator: Operator;
  readonly values: readonly Value[];
};

export const measures = ['count', 'distinct', 'sum', 'avg', 'min', 'max'] as const;
export type Measure = (typeof measures)[number];

/** `count` without a column counts rows. `name` is what the caller wrote, and what the answer calls it. */
export type Aggregate = { readonly name: string; readonly measure: Measure; readonly column?: number };

export type SortKey = {
  readonly by: { readonly column: number } | { readonly aggregate: number };
  readonly descending: boolean;
};

/** A question about one table, fully understood: columns are places, values have their column's type. */
export type RowQuery = {
  readonly filters: readonly Filter[];
  /** Words that must all occur in a row, each anywhere in its text columns; folded by the engine. */
  readonly words: readonly string[];
  readonly select: readonly number[];
  readonly sort: readonly SortKey[];
  readonly group: readonly number[];
  readonly aggregates: readonly Aggregate[];
};

/** Grouped or summed up as a whole: reading a question gives such a one at least the count. */
export const isGrouped = (query: RowQuery): boolean => query.aggregates.length > 0;

/** What one question may ask for and cost. Stated in every answer. */
export const rowLimits = {
  /** Rows of one JSON answer; of one CSV or Parquet answer. */
  maxRows: 1000,
  maxFileRows: 50_000,
  defaultRows: 50,
  /** Bytes of one answer's body; the answer ends earlier and says where it goes on. */
  maxBytes: 4_000_000,
  maxFilters: 30,
  maxListValues: 200,
  maxValueChars: 1000,
  maxWords: 10,
  maxSortKeys: 5,
  maxGroupColumns: 5,
  maxAggregates: 20,
  /** Time the engine may take before a question is given up. */
  maxMilliseconds: 8000,
} as const;
export type RowLimits = { readonly [Name in keyof typeof rowLimits]: number };
