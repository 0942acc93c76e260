import type { DuckDBConnection } from '@duckdb/node-api';
import { SHOWN_ROWS } from '../../kernel/table-comparison.ts';
import { ask, numberIn } from '../ask.ts';
import type { Sides } from './find-key.ts';
import { rowsOf, type CommonColumn } from './sides.ts';

/** Row numbers of a pair: before, after, or both. */
export type Pair = { readonly before?: number; readonly after?: number };

export type Matched = {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly first: { readonly added: Pair[]; readonly removed: Pair[]; readonly changed: Pair[] };
};

/** Where pairs of rows that differ are kept while at work. */
export const PAIRS = 'pairs';

/** 64 bits that stand for the values of a row; two of them are alike by chance once in ten billion billions. */
const fingerprint = (columns: readonly CommonColumn[], ofNone = 0): string =>
  columns.length === 0
    ? `${ofNone}::UBIGINT AS h`
    : `hash(${columns.map(({ value }) => value).join(', ')}) AS h`;

const firstPairs = async (db: DuckDBConnection, where: string, order: string): Promise<Pair[]> => {
  const found = await ask(
    db,
    `SELECT b::DOUBLE AS b, a::DOUBLE AS a FROM ${PAIRS} WHERE ${where} ORDER BY ${order} LIMIT ${SHOWN_ROWS}`,
  );
  return found.map(({ b, a }) => ({
    ...(typeof b === 'number' ? { before: b } : {}),
    ...(typeof a === 'number' ? { after: a } : {}),
  }));
};

const ADDED = 'b IS NULL';
const REMOVED = 'a IS NULL';
const CHANGED = 'a IS NOT NULL AND b IS NOT NULL';

const matchedPairs = async (db: DuckDBConnection, weight: string): Promise<Matched> => {
  const [sums] = await ask(
    db,
    `SELECT coalesce(sum(${weight}) FILTER (WHERE ${ADDED}), 0)::DOUBLE AS a,
     coalesce(sum(${weight}) FILTER (WHERE ${REMOVED}), 0)::DOUBLE AS r,
     count(*) FILTER (WHERE ${CHANGED})::DOUBLE AS c FROM ${PAIRS}`,
  );
  return {
    added: numberIn(sums, 'a'),
    removed: numberIn(sums, 'r'),
    changed: numberIn(sums, 'c'),
    first: {
      added: await firstPairs(db, ADDED, 'a'),
      removed: await firstPairs(db, REMOVED, 'b'),
      changed: await firstPairs(db, CHANGED, 'a'),
    },
  };
};

/** Rows by key. The engine joins keys and fingerprints only, and spills to disk what does not fit. */
export const matchByKey = async (
  db: DuckDBConnection,
  { before, after }: Sides,
  key: readonly CommonColumn[],
  columns: readonly CommonColumn[],
): Promise<Matched> => {
  const asked = [...key.map(({ value }, i) => `${value} AS k${i}`), fingerprint(columns)];
  await db.run(
    `CREATE TEMP TABLE ${PAIRS} AS SELECT b.r AS b, a.r AS a
     FROM (${rowsOf(before, asked)}) AS b FULL JOIN (${rowsOf(after, asked)}) AS a
     ON ${key.map((_, i) => `b.k${i} = a.k${i}`).join(' AND ')}
     WHERE b.h IS DISTINCT FROM a.h`,
  );
  return matchedPairs(db, '1');
};

/** Whole rows: how many more of each there are on one side. */
export const matchWhole = async (
  db: DuckDBConnection,
  { before, after }: Sides,
  columns: readonly CommonColumn[],
): Promise<Matched> => {
  // Without a column in common no row of one table is a row of the other.
  const [was, is] = [[fingerprint(columns, 0)], [fingerprint(columns, 1)]];
  await db.run(
    `CREATE TEMP TABLE ${PAIRS} AS
     SELECT CASE WHEN sum(n) < 0 THEN max(b) END AS b, CASE WHEN sum(n) > 0 THEN max(a) END AS a, abs(sum(n)) AS n
     FROM (SELECT h, -1 AS n, r AS b, NULL::BIGINT AS a FROM (${rowsOf(before, was)})
           UNION ALL SELECT h, 1, NULL, r FROM (${rowsOf(after, is)}))
     GROUP BY h HAVING sum(n) <> 0`,
  );
  return matchedPairs(db, 'n');
};
