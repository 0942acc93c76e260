import type { DuckDBConnection } from '@duckdb/node-api';
import { sqlText } from '../engine.ts';
import type { Column } from '../report.ts';
import type { QueryTable } from './model.ts';
import { foldedSql, TABLE } from './sql.ts';

/** Rows in which most columns that hold letters show one already. */
const SAMPLE = 2048;

/** Of these columns, those that hold a letter anywhere: the others equal their folded copy. */
const withLetters = async (
  db: DuckDBConnection,
  source: string,
  places: readonly number[],
): Promise<number[]> => {
  if (places.length === 0) return [];
  const tests = places.map(
    (i) => `coalesce(bool_or(strlen(c${i}) <> length(c${i}) OR upper(c${i}) <> lower(c${i})), false)`,
  );
  const answer = await db.runAndReadAll(`SELECT ${tests.join(', ')} FROM ${source}`);
  const found = answer.getRows()[0] ?? [];
  return places.filter((_, i) => found[i] === true);
};

/** Only columns of digits are read to their end for it. */
const lettered = async (
  db: DuckDBConnection,
  source: string,
  columns: readonly Column[],
): Promise<ReadonlySet<number>> => {
  const texts = columns.flatMap(({ type }, i) => (type === 'text' ? [i] : []));
  const soon = await withLetters(db, `(SELECT * FROM ${source} LIMIT ${SAMPLE})`, texts);
  const rest = texts.filter((place) => !soon.includes(place));
  return new Set([...soon, ...(await withLetters(db, source, rest))]);
};

/**
 * Writes the file that questions are put to: the release's rows in their order, with text folded for search and order,
 * in the engine's own storage (its blocks are found by row, so the last page costs what the first does). `db` must be
 * allowed to write `path`. Throws when a row is lost.
 */
export const writeQueryFile = async (
  db: DuckDBConnection,
  parquet: string,
  columns: readonly Column[],
  path: string,
  rowGroupSize: number,
): Promise<QueryTable> => {
  const names = columns.map((_, i) => `c${i}`);
  const source = `read_parquet(${sqlText(parquet)}, file_row_number = true) AS t(${names.join(', ')}, n)`;
  const letters = await lettered(db, source, columns);
  const folded = names
    .filter((_, i) => letters.has(i))
    .map((name) => `${foldedSql(name)} AS f${name.slice(1)}`);
  await db.run(`ATTACH ${sqlText(path)} AS query_file (ROW_GROUP_SIZE ${rowGroupSize})`);
  try {
    await db.run(
      `CREATE TABLE query_file.${TABLE} AS SELECT CAST(n AS INTEGER) AS _row, ${[...names, ...folded].join(', ')} FROM ${source}`,
    );
    // A page in another order, or of a search, is some rows here and there: by the index each costs itself, not its block.
    await db.run(`CREATE UNIQUE INDEX ${TABLE}_by_place ON query_file.${TABLE} (_row)`);
    const counted = await db.runAndReadAll(
      `SELECT count(*)::INTEGER FROM query_file.${TABLE} WHERE _row = rowid`,
    );
    const rows = Number(counted.getRows()[0]?.[0]);
    const table: QueryTable = {
      version: 1,
      rows,
      columns: columns.map(({ name, type }, i) => ({ name, type, folded: letters.has(i) })),
    };
    await db.run('CREATE TABLE query_file.about (json VARCHAR)');
    await db.run('INSERT INTO query_file.about VALUES ($1)', [JSON.stringify(table)]);
    return table;
  } finally {
    await db.run('DETACH query_file');
  }
};
