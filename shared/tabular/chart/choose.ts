import type { ChartRule } from '../../kernel/chart.ts';
import type { ColumnProfile } from '../report.ts';
import { namesCode } from '../words.ts';
import { isMeasure, isMostlyThere, isUnique, isYear, present } from './measure.ts';

export type ChartChoice = {
  readonly rule: ChartRule;
  readonly x: ColumnProfile;
  readonly y?: ColumnProfile;
};

/** A name for each row is a label up to so many rows; more would be a register, of which twenty say nothing. */
const MOST_NAMED = 200;
/** So many values that return are groups. */
const MOST_GROUPS = 50;
const FEWEST_TIMES = 3;

const isTime = (column: ColumnProfile, rows: number): boolean =>
  (column.type === 'date' || column.type === 'datetime') &&
  isMostlyThere(column, rows) &&
  column.distinct.count >= FEWEST_TIMES;

/** Names of the rows of a small table. */
const namesRows = (column: ColumnProfile, rows: number): boolean =>
  column.type === 'text' &&
  !namesCode(column.name) &&
  isUnique(column, rows) &&
  column.distinct.count >= 2 &&
  present(column, rows) <= MOST_NAMED;

/** Values that return: at least twice on average. */
const groupsRows = (column: ColumnProfile, rows: number): boolean =>
  (column.type === 'text' || column.type === 'boolean') &&
  isMostlyThere(column, rows) &&
  column.distinct.exact &&
  column.distinct.count >= 2 &&
  column.distinct.count <= MOST_GROUPS &&
  column.distinct.count * 2 <= present(column, rows);

/**
 * The chart that the types of the columns ask for, the first rule that fits (`ChartRule`); nothing where none does.
 * Of several columns that would do, the first of the table is taken: agencies write what matters first.
 */
export const chooseChart = (columns: readonly ColumnProfile[], rows: number): ChartChoice | undefined => {
  const first = (fits: (column: ColumnProfile, rows: number) => boolean) =>
    columns.find((column) => fits(column, rows));
  const measure = first(isMeasure);
  const time = first(isTime);
  const year = first((column) => isYear(column) && column.distinct.count >= FEWEST_TIMES);
  const names = first(namesRows);
  const groups = first(groupsRows);
  const on = (rule: ChartRule, x: ColumnProfile, y?: ColumnProfile): ChartChoice => ({
    rule,
    x,
    ...(y ? { y } : {}),
  });
  if (time && measure) return on('time-number', time, measure);
  if (year && measure) return on('year-number', year, measure);
  const labels = names ?? groups;
  if (labels && measure) return on('category-number', labels, measure);
  if (time) return on('time', time);
  if (groups) return on('category', groups);
  return measure && on('number', measure);
};
