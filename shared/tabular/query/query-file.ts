import type { DuckDBConnection } from '@duckdb/node-api';
import { sqlText } from '../engine.ts';
import type { Column } from '../report.ts';
import type { QueryTable } from './model.ts';
import { foldedSql, TABLE } from './sql.ts';

/** Which text columns hold a letter anywhere: the others equal their folded copy. */
const withLetters = async (
  db: DuckDBConnection,
  source: string,
  columns: readonly Column[],
): Promise<boolean[]> => {
  const tests = columns.map(({ type }, i) =>
    type === 'text'
      ? `coalesce(bool_or(strlen(c${i}) <> length(c${i}) OR upper(c${i}) <> lower(c${i})), false)`
      : 'false',
  );
  const answer = await db.runAndReadAll(`SELECT ${tests.join(', ')} FROM ${source}`);
  return (answer.getRows()[0] ?? []).map((value) => value === true);
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
  const letters = await withLetters(db, source, columns);
  const folded = names.filter((_, i) => letters[i]).map((name) => `${foldedSql(name)} AS f${name.slice(1)}`);
  await db.run(`ATTACH ${sqlText(path)} AS query_file (ROW_GROUP_SIZE ${rowGroupSize})`);
  try {
    await db.run(
      `CREATE TABLE query_file.${TABLE} AS SELECT CAST(n AS INTEGER) AS _row, ${[...names, ...folded].join(', ')} FROM ${source}`,
    );
    const counted = await db.runAndReadAll(
      `SELECT count(*)::INTEGER FROM query_file.${TABLE} WHERE _row = rowid`,
    );
    const rows = Number(counted.getRows()[0]?.[0]);
    const table: QueryTable = {
      version: 1,
      rows,
      columns: columns.map(({ name, type }, i) => ({ name, type, folded: letters[i] ?? false })),
    };
    await db.run('CREATE TABLE query_file.about (json VARCHAR)');
    await db.run('INSERT INTO query_file.about VALUES ($1)', [JSON.stringify(table)]);
    return table;
  } finally {
    await db.run('DETACH query_file');
  }
};
