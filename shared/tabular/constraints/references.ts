import type { DuckDBConnection } from '@duckdb/node-api';
import { localDate, type LocalDate } from '../../kernel/local-date.ts';
import type { CodeList, ColumnSchema } from '../../kernel/table-schema.ts';
import { sqlText } from '../engine.ts';
import type { Note } from '../problem.ts';
import { ask, numberIn, textIn, type Answer } from '../ask.ts';
import { namedCodes, nearestEntry, type CodesInForce } from './code-lists.ts';
import type { Broken } from './findings.ts';
import { rowsSql, shownSql, valueName, type Place } from './values.ts';

export type Reference = {
  readonly place: Place;
  readonly to: CodeList;
  readonly codes: CodesInForce;
  /** The column that dates the rows. */
  readonly dates?: Place | undefined;
  readonly date?: LocalDate | undefined;
};

/** The day of a row: a year counts as its last day, as does a month. NULL where the row is not dated. */
const daySql = ({ dates, date }: Reference, field: ColumnSchema['type'] | undefined): string => {
  if (!dates) return date === undefined ? 'CAST(NULL AS DATE)' : `DATE ${sqlText(date)}`;
  const value = valueName(dates);
  if (field === 'yearmonth') return `last_day(TRY_CAST(${value} || '-01' AS DATE))`;
  if (dates.column.type === 'integer')
    return `CASE WHEN ${value} BETWEEN 1 AND 9999 THEN make_date(${value}, 12, 31) END`;
  return `TRY_CAST(${value} AS DATE)`;
};

const listTable = (to: CodeList): string => `listed_${to.replaceAll('-', '_')}`;

/** The lists as tables of the engine, each code with the days between which it holds. */
export const writeLists = async (db: DuckDBConnection, references: readonly Reference[]): Promise<void> => {
  const lists = new Map(references.map(({ to, codes }) => [to, codes]));
  for (const [to, { codes }] of lists) {
    const rows = codes.map(
      ({ code, from, until }) =>
        `(${sqlText(code)}, DATE ${sqlText(from ?? '0001-01-01')}, DATE ${sqlText(until ?? '9999-12-31')})`,
    );
    await db.run(
      `CREATE TEMP TABLE ${listTable(to)} AS SELECT * FROM (VALUES ${rows.join(', ')}) AS l(code, since, until)`,
    );
  }
};

/** Each row with its code, its day, and whether the code is listed at all and in force on that day. */
const judgedSql = (
  parquet: string,
  reference: Reference,
  field: ColumnSchema['type'] | undefined,
): string => {
  const { place, dates, to } = reference;
  const places = dates && dates.index !== place.index ? [place, dates] : [place];
  const list = listTable(to);
  return `SELECT t.r, t.v, t.d, t.v IN (SELECT code FROM ${list}) AS is_listed, l.code IS NOT NULL AS is_in_force
    FROM (SELECT r, ${valueName(place)} AS v, ${daySql(reference, field)} AS d FROM (${rowsSql(parquet, places)})) AS t
    LEFT JOIN ${list} AS l ON l.code = t.v AND t.d BETWEEN l.since AND l.until
    WHERE t.v IS NOT NULL`;
};

const dayIn = (answer: Answer): LocalDate | undefined => {
  const text = textIn(answer, 'd');
  return text === undefined ? undefined : localDate(text);
};

const standingFacts = ({ codes }: Reference, code: string, day: LocalDate | undefined) => {
  const entry = day === undefined ? undefined : nearestEntry(codes, code, day);
  const hasEnded = entry?.until !== undefined && day !== undefined && entry.until < day;
  return {
    ...(day === undefined ? {} : { day }),
    ...(entry ? { name: entry.name } : {}),
    ...(hasEnded && entry.until ? { until: entry.until } : entry?.from ? { from: entry.from } : {}),
    ...(hasEnded && entry.now ? { now: namedCodes(codes, entry.now) } : {}),
  };
};

/** Codes that are in no list, and codes that were not in force on the day of their row. */
export const referenceFindings = async (
  db: DuckDBConnection,
  parquet: string,
  reference: Reference,
  field: ColumnSchema['type'] | undefined,
  maxValueChars: number,
): Promise<{ broken: Broken[]; notes: Note[] }> => {
  const { place, codes, to } = reference;
  const judged = judgedSql(parquet, reference, field);
  const proves = `(d IS NULL OR d >= DATE ${sqlText(codes.completeFrom)})`;
  const isUnknown = `NOT is_listed AND ${proves}`;
  const hasLapsed = `is_listed AND NOT is_in_force AND d >= DATE ${sqlText(codes.completeFrom)}`;
  const [counts] = await ask(
    db,
    `SELECT count(*) FILTER (WHERE ${isUnknown})::DOUBLE AS u, count(*) FILTER (WHERE ${hasLapsed})::DOUBLE AS l,
     count(*) FILTER (WHERE NOT is_listed AND NOT ${proves})::DOUBLE AS n FROM (${judged})`,
  );
  const { name: columnName } = place.column;
  const at = { column: place.index + 1, columnName };
  const first = (condition: string, about: (code: string, day: LocalDate | undefined) => object) =>
    async function (most: number) {
      const found = await ask(
        db,
        `SELECT r::DOUBLE AS r, ${shownSql('v', place, maxValueChars)} AS v, CAST(d AS VARCHAR) AS d
         FROM (${judged}) WHERE ${condition} ORDER BY r LIMIT ${most}`,
      );
      return found.map((one) => {
        const value = textIn(one, 'v') ?? '';
        return { row: numberIn(one, 'r'), ...at, value, facts: { list: to, ...about(value, dayIn(one)) } };
      });
    };
  const unchecked = numberIn(counts, 'n');
  return {
    broken: [
      { code: 'code-unknown', count: numberIn(counts, 'u'), first: first(isUnknown, () => ({})) },
      {
        code: 'code-not-in-force',
        count: numberIn(counts, 'l'),
        first: first(hasLapsed, (code, day) => standingFacts(reference, code, day)),
      },
    ],
    notes:
      unchecked > 0
        ? [
            {
              code: 'codes-not-checked',
              ...at,
              facts: { count: unchecked, list: to, from: codes.completeFrom },
            },
          ]
        : [],
  };
};
