import type { LocalDate } from '../../kernel/local-date.ts';
import { sqlName } from '../engine.ts';
import { isYear } from '../chart/measure.ts';
import type { Column, ColumnProfile } from '../report.ts';
import { codeSql, type Ask, type Checked, type CodeColumn } from './codes.ts';
import { lastDayOf } from './edition.ts';

/** Which rows are counted, and of which day they are. */
export type Period = {
  /** A condition on the rows; absent: all. */
  readonly only?: string;
  readonly period?: { readonly column: string; readonly value: string };
  readonly day?: LocalDate | undefined;
};

const isPeriod = (column: Column, profile: ColumnProfile | undefined): boolean =>
  column.type === 'date' ||
  column.type === 'datetime' ||
  column.field === 'year' ||
  column.field === 'yearmonth' ||
  (profile !== undefined && isYear(profile));

/**
 * The latest period, where a table tells of each commune period after period: a commune has several rows, and the
 * latest period tells of at least half of the communes. A day of founding is no period, as few share it. Where all rows
 * are of one period, that is their day.
 */
export const periodOf = async (
  ask: Ask,
  table: string,
  { columns }: Checked,
  profiles: readonly ColumnProfile[],
  { column, dateColumn, date }: CodeColumn,
): Promise<Period> => {
  const code = codeSql(column);
  const fits = columns.filter((one, i) => one.name === dateColumn || isPeriod(one, profiles[i]));
  for (const one of fits.toSorted((a, b) => Number(b.name === dateColumn) - Number(a.name === dateColumn))) {
    const name = sqlName(one.name);
    const latest = `${name} = (SELECT max(${name}) FROM ${table})`;
    const [found] = await ask(
      `SELECT count(DISTINCT ${name})::DOUBLE AS periods, count(*)::DOUBLE AS n, max(${name})::VARCHAR AS latest,
       count(DISTINCT ${code})::DOUBLE AS codes, count(DISTINCT ${code}) FILTER (WHERE ${latest})::DOUBLE AS told
       FROM ${table} WHERE ${name} IS NOT NULL AND ${code} IS NOT NULL`,
    );
    const number = (key: string): number => Number(found?.[key] ?? 0);
    const value = typeof found?.['latest'] === 'string' ? found['latest'] : '';
    if (number('periods') === 1) return { day: lastDayOf(value) };
    if (number('periods') > 1 && number('n') > number('codes') && number('told') * 2 >= number('codes'))
      return { only: latest, period: { column: one.name, value }, day: lastDayOf(value) };
  }
  return { day: date };
};
