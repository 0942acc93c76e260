import type { DuckDBConnection } from '@duckdb/node-api';
import { fold } from '../../kernel/vietnamese-text.ts';
import { ask, numberIn } from '../ask.ts';
import { namesCode } from '../words.ts';
import { rowsOf, type CommonColumn, type Side } from './sides.ts';

export type Sides = { readonly before: Side; readonly after: Side };

/** Names of columns that number the rows: the number of a row changes when one is put in above. */
const isOrdinal = (name: string): boolean =>
  /^(?:stt|tt|so thu tu|no\.?|#|row|ordinal)$/.test(fold(name).trim());

const namesId = (name: string): boolean =>
  /(?:^|[^a-z])(?:id|uuid|guid|objectid|fid)(?:$|[^a-z])/.test(fold(name));

/** Columns that may tell rows apart, the likeliest first: a code, an id, a name. A measure is unique by chance only. */
export const keyCandidates = (columns: readonly CommonColumn[]): CommonColumn[] => {
  const fit = columns.filter(({ name, type }) => !isOrdinal(name) && (type === 'text' || type === 'integer'));
  const codes = fit.filter(({ name }) => namesCode(name) || namesId(name));
  return [...codes, ...fit.filter((column) => !codes.includes(column) && column.type === 'text')];
};

/** Candidates looked at over all rows; what comes after them is not likely to be a key. */
const MOST_TRIED = 5;

/** A found key must find this part of the smaller table in the other, or the tables are about other things by it. */
const LEAST_MATCHED = 0.5;

/** Estimates are right within a few percent: only what is clearly repeated is left out unseen. */
const CLEARLY_REPEATED = 0.8;

const rowCount = async (db: DuckDBConnection, side: Side): Promise<number> =>
  numberIn((await ask(db, `SELECT count(*)::DOUBLE AS n FROM (${rowsOf(side, [])})`))[0], 'n');

const isUnique = async (db: DuckDBConnection, side: Side, key: readonly CommonColumn[]): Promise<boolean> => {
  const names = key.map((_, i) => `k${i}`);
  const rows = rowsOf(
    side,
    key.map(({ value }, i) => `${value} AS k${i}`),
  );
  const missing = names.map((name) => `${name} IS NULL`).join(' OR ');
  const [nulls] = await ask(db, `SELECT count(*)::DOUBLE AS n FROM (${rows}) WHERE ${missing}`);
  if (numberIn(nulls, 'n') > 0) return false;
  const repeated = await ask(
    db,
    `SELECT 1 AS n FROM (${rows}) GROUP BY ${names.join(', ')} HAVING count(*) > 1 LIMIT 1`,
  );
  return repeated.length === 0;
};

/** True where each set of values stands in one row of each table, and none is missing. */
export const tellsApart = async (
  db: DuckDBConnection,
  { before, after }: Sides,
  key: readonly CommonColumn[],
): Promise<boolean> =>
  key.length > 0 && (await isUnique(db, after, key)) && (await isUnique(db, before, key));

const likely = async (
  db: DuckDBConnection,
  side: Side,
  candidates: readonly CommonColumn[],
): Promise<CommonColumn[]> => {
  const sums = candidates.map(
    ({ value }, i) => `count(${value})::DOUBLE AS n${i}, approx_count_distinct(${value})::DOUBLE AS d${i}`,
  );
  const [found] = await ask(
    db,
    `SELECT count(*)::DOUBLE AS n, ${sums.join(', ')} FROM (${rowsOf(side, ['*'])})`,
  );
  const rows = numberIn(found, 'n');
  return candidates.filter(
    (_, i) => numberIn(found, `n${i}`) === rows && numberIn(found, `d${i}`) >= rows * CLEARLY_REPEATED,
  );
};

const matched = async (
  db: DuckDBConnection,
  { before, after }: Sides,
  key: CommonColumn,
): Promise<number> => {
  const asked = [`${key.value} AS k`];
  const [found] = await ask(
    db,
    `SELECT count(*)::DOUBLE AS n FROM (${rowsOf(after, asked)}) WHERE k IN (SELECT k FROM (${rowsOf(before, asked)}))`,
  );
  return numberIn(found, 'n');
};

/** Estimated together: enough to read the files seldom. */
const ESTIMATED = 20;

/** A column whose values tell the rows of both tables apart and match them, or none. */
export const findKey = async (
  db: DuckDBConnection,
  sides: Sides,
  columns: readonly CommonColumn[],
): Promise<CommonColumn | undefined> => {
  const first = keyCandidates(columns).slice(0, ESTIMATED);
  if (first.length === 0) return undefined;
  const here = await likely(db, sides.after, first);
  const both = here.length > 0 ? await likely(db, sides.before, here) : [];
  if (both.length === 0) return undefined;
  const least = Math.min(await rowCount(db, sides.before), await rowCount(db, sides.after)) * LEAST_MATCHED;
  for (const candidate of both.slice(0, MOST_TRIED))
    if ((await tellsApart(db, sides, [candidate])) && (await matched(db, sides, candidate)) >= least)
      return candidate;
  return undefined;
};
