import type { DuckDBConnection } from '@duckdb/node-api';
import { dirname } from 'node:path';
import type { TimeBars } from '../kernel/chart.ts';
import { chooseChart } from './chart/choose.ts';
import { chartOf } from './chart/points.ts';
import { spanSql, unitFor } from './chart/time-unit.ts';
import type { CodesInForce } from './constraints/code-lists.ts';
import { metreColumns } from './coordinates/metre-columns.ts';
import { sqlName, sqlText, withEngine } from './engine.ts';
import type { TabularLimits } from './limits.ts';
import { clip } from './problem-list.ts';
import type { Checked } from './places/codes.ts';
import { placeValuesOf } from './places/place-values.ts';
import type { StageOptions } from './progress.ts';
import type { Column, ColumnProfile, TableProfile, TableReport } from './report.ts';

export type ProfileOptions = StageOptions & {
  readonly scratch: string;
  readonly limits: TabularLimits;
  /** With the codes of communes, figures are gathered by commune as well. */
  readonly communes?: CodesInForce;
};

type Row = Record<string, unknown>;
const firstRow = async (db: DuckDBConnection, sql: string): Promise<Row> =>
  (await db.runAndReadAll(sql)).getRowObjectsJson()[0] ?? {};
const allRows = async (db: DuckDBConnection, sql: string): Promise<Row[]> =>
  (await db.runAndReadAll(sql)).getRowObjectsJson();

const numberOf = (value: unknown): number => Number(value ?? 0);
const textOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : '';

const isNumeric = (column: Column): boolean => column.type === 'integer' || column.type === 'decimal';

/** Columns summed up in one statement: enough to read the file seldom, few enough to keep the engine's memory small. */
const COLUMNS_AT_ONCE = 20;

const sumsOf = (column: Column, i: number, clipTo: number): string => {
  const name = sqlName(column.name);
  const sums = [`approx_count_distinct(${name}) AS d${i}`];
  if (isNumeric(column))
    sums.push(
      `min(${name})::DOUBLE AS a${i}, max(${name})::DOUBLE AS z${i}, avg(${name}) AS m${i}`,
      // A digest of bounded size: exact quartiles would hold every number in memory.
      `approx_quantile(${name}::DOUBLE, [0.25, 0.5, 0.75]) AS q${i}`,
    );
  else if (column.type !== 'boolean')
    sums.push(
      `left(min(${name})::VARCHAR, ${clipTo}) AS a${i}, left(max(${name})::VARCHAR, ${clipTo}) AS z${i}`,
    );
  if (column.type === 'text')
    sums.push(`min(length(${name})) AS s${i}, max(length(${name})) AS l${i}, avg(length(${name})) AS m${i}`);
  return sums.join(', ');
};

/** Counting exactly keeps each distinct value in memory, with about 64 bytes of its own and up to 3 per letter. */
const fitsMemory = (estimate: { approximate: number; meanLength: number }, limits: TabularLimits): boolean =>
  estimate.approximate * (64 + 3 * estimate.meanLength) < (limits.engineMemoryMb * 1024 * 1024) / 3;

type Frequent = Pick<ColumnProfile, 'distinct' | 'topValues'>;

/** Exact where the distinct values fit; otherwise the candidates are approximate, but their counts are true. */
const frequent = async (
  db: DuckDBConnection,
  table: string,
  column: Column,
  estimate: { approximate: number; present: number; meanLength: number },
  limits: TabularLimits,
): Promise<Frequent> => {
  const { approximate, present } = estimate;
  const exact = approximate <= limits.maxExactDistinct && fitsMemory(estimate, limits);
  const name = sqlName(column.name);
  const candidates = exact
    ? `${name} IS NOT NULL`
    : `list_contains((SELECT approx_top_k(${name}, ${limits.topValues}) FROM ${table}), ${name})`;
  const rows = await allRows(
    db,
    `WITH g AS MATERIALIZED (SELECT ${name} AS k, count(*) AS n FROM ${table} WHERE ${candidates} GROUP BY ${name})
     SELECT left(k::VARCHAR, ${limits.maxValueChars + 1}) AS v, n::DOUBLE AS n, (SELECT count(*) FROM g)::DOUBLE AS d
     FROM g ORDER BY g.n DESC, k LIMIT ${limits.topValues}`,
  );
  const values = rows.map((row) => ({
    value: clip(textOf(row['v']), limits.maxValueChars),
    count: numberOf(row['n']),
  }));
  const count = exact ? numberOf(rows[0]?.['d']) : Math.min(approximate, present);
  return { distinct: { count, exact }, topValues: { exact, values } };
};

const histogram = async (
  db: DuckDBConnection,
  table: string,
  column: Column,
  range: { min: number; max: number },
  bins: number,
): Promise<NonNullable<ColumnProfile['histogram']>> => {
  const { min, max } = range;
  if (max === min) return [];
  const name = sqlName(column.name);
  const width = (max - min) / bins;
  const rows = await allRows(
    db,
    `SELECT least(floor((${name}::DOUBLE - ${min}::DOUBLE) / ${width}::DOUBLE), ${bins - 1})::INTEGER AS b,
     count(*)::DOUBLE AS n FROM ${table} WHERE ${name} IS NOT NULL GROUP BY 1 ORDER BY 1`,
  );
  const counts = new Map(rows.map((row) => [numberOf(row['b']), numberOf(row['n'])]));
  return Array.from({ length: bins }, (_, b) => ({
    from: min + b * width,
    to: b === bins - 1 ? max : min + (b + 1) * width,
    count: counts.get(b) ?? 0,
  }));
};

/** Bars of time fit a small picture. */
const MOST_TIMES = 40;

/** Rows by the finest span of time that needs no more than `MOST_TIMES` bars. */
const rowsByTime = async (
  db: DuckDBConnection,
  table: string,
  column: Column,
  range: { min: string; max: string },
): Promise<Pick<ColumnProfile, 'times'>> => {
  if (column.type !== 'date' && column.type !== 'datetime') return {};
  const unit = unitFor(column.type, range, MOST_TIMES);
  const name = sqlName(column.name);
  const rows = await allRows(
    db,
    `SELECT ${spanSql(name, unit)} AS b, count(*)::DOUBLE AS n FROM ${table}
     WHERE ${name} IS NOT NULL GROUP BY 1 ORDER BY 1 LIMIT 100`,
  );
  const bars: TimeBars['bars'] = rows.map((row) => ({ from: textOf(row['b']), count: numberOf(row['n']) }));
  return { times: { unit, bars } };
};

const quartilesOf = (value: unknown): Pick<ColumnProfile, 'quartiles'> => {
  const [low, middle, high] = Array.isArray(value) ? value.map(numberOf) : [];
  return low === undefined || middle === undefined || high === undefined
    ? {}
    : { quartiles: [low, middle, high] };
};

const columnProfile = async (
  db: DuckDBConnection,
  table: string,
  column: Column,
  rows: number,
  sums: Row,
  i: number,
  limits: TabularLimits,
): Promise<ColumnProfile> => {
  const estimate = {
    approximate: numberOf(sums[`d${i}`]),
    present: rows - column.missing,
    meanLength: column.type === 'text' ? numberOf(sums[`m${i}`]) : 8,
  };
  const { distinct, topValues } = await frequent(db, table, column, estimate, limits);
  const head = { name: column.name, type: column.type, missing: column.missing, distinct };
  const [min, max] = [sums[`a${i}`], sums[`z${i}`]];
  if (min === null || min === undefined) return { ...head, topValues };
  if (isNumeric(column)) {
    const range = { min: numberOf(min), max: numberOf(max) };
    const bars = await histogram(db, table, column, range, limits.histogramBins);
    const mean = numberOf(sums[`m${i}`]);
    return { ...head, ...range, mean, ...quartilesOf(sums[`q${i}`]), topValues, histogram: bars };
  }
  const range = {
    min: clip(textOf(min), limits.maxValueChars),
    max: clip(textOf(max), limits.maxValueChars),
  };
  if (column.type !== 'text')
    return { ...head, ...range, topValues, ...(await rowsByTime(db, table, column, range)) };
  const textLength = {
    min: numberOf(sums[`s${i}`]),
    max: numberOf(sums[`l${i}`]),
    mean: numberOf(sums[`m${i}`]),
  };
  return { ...head, ...range, textLength, topValues };
};

/**
 * Describes each column of `data.parquet`: distinct values, range, frequent values, text lengths (in characters),
 * quartiles, histogram, the one chart of the table, and its figures by commune. The size of the answer depends on the
 * number of columns and communes only. `missing` is the check's count.
 */
export const profile = (
  parquetPath: string,
  report: Checked & Pick<TableReport, 'bytes'>,
  options: ProfileOptions,
): Promise<TableProfile> => {
  const { scratch, limits } = options;
  // Shapes without attributes: there is no table.
  if (report.columns.length === 0) return Promise.resolve({ rows: report.rows, columns: [] });
  return withEngine(
    { scratch, folders: [dirname(parquetPath)], limits, columns: report.columns.length },
    async (db) => {
      const table = `read_parquet(${sqlText(parquetPath)})`;
      const columns: ColumnProfile[] = [];
      for (let from = 0; from < report.columns.length; from += COLUMNS_AT_ONCE) {
        const group = report.columns.slice(from, from + COLUMNS_AT_ONCE);
        const wanted = group.map((column, i) => sumsOf(column, i, limits.maxValueChars + 1));
        const sums = await firstRow(db, `SELECT ${wanted.join(', ')} FROM ${table}`);
        for (const [i, column] of group.entries()) {
          options.signal?.throwIfAborted();
          columns.push(await columnProfile(db, table, column, report.rows, sums, i, limits));
        }
        const share = columns.length / report.columns.length;
        options.onProgress?.({
          rowsRead: Math.round(share * report.rows),
          bytesRead: Math.round(share * report.bytes),
          bytesTotal: report.bytes,
        });
      }
      const choice = chooseChart(columns, report.rows);
      const ask = (sql: string): Promise<Row[]> => allRows(db, sql);
      const chart = choice && (await chartOf(ask, table, choice, limits));
      const metres = await metreColumns(ask, table, columns);
      const places = options.communes && (await placeValuesOf(ask, table, report, columns, options.communes));
      const notes = [...(metres ? [metres] : []), ...(places?.notes ?? [])];
      return {
        rows: report.rows,
        columns,
        ...(chart ? { chart } : {}),
        ...(places ? { places: places.values } : {}),
        ...(notes.length > 0 ? { notes } : {}),
      };
    },
  );
};
