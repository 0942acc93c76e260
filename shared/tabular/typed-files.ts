import type { DuckDBConnection } from '@duckdb/node-api';
import { dirname, join } from 'node:path';
import { sqlName, sqlText, withEngine } from './engine.ts';
import type { TabularLimits } from './limits.ts';
import { writtenBy, type Written } from './output-file.ts';
import type { Column, ColumnType } from './report.ts';
import { fileNames, type TableFolders } from './table-writer.ts';

const sqlTypes: Record<ColumnType, string> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  decimal: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
};

/** Our own clean CSV, read with nothing left to guess. Cells in quotes may hold line breaks: then by one thread. */
const readClean = (path: string, columns: readonly Column[], limits: TabularLimits): string => {
  const names = columns.map((_, i) => `'c${i}': 'VARCHAR'`).join(', ');
  return (
    `read_csv(${sqlText(path)}, auto_detect = false, header = false, skip = 1, delim = ',', quote = '"', escape = '"', ` +
    `new_line = '\\n', strict_mode = true, max_line_size = ${limits.maxRecordChars * 4 + 1024}, ` +
    `parallel = false, columns = {${names}})`
  );
};

const selection = (columns: readonly Column[]): string =>
  columns
    .map(({ name, type }, i) => `CAST(NULLIF(c${i}, '') AS ${sqlTypes[type]}) AS ${sqlName(name)}`)
    .join(', ');

const rowsOf = async (db: DuckDBConnection, parquet: string): Promise<number> => {
  const answer = await db.runAndReadAll(`SELECT count(*)::INTEGER FROM read_parquet(${sqlText(parquet)})`);
  return Number(answer.getRows()[0]?.[0]);
};

/** `data.parquet` (zstd, typed) from the clean rows, and `data.json` from the Parquet. Throws when a row is lost. */
export const writeTypedFiles = (
  plainPath: string,
  rows: number,
  columns: readonly Column[],
  { folder, scratch }: TableFolders,
  limits: TabularLimits,
): Promise<{ parquet: Written; json: Written }> =>
  withEngine({ scratch, folders: [folder, dirname(plainPath)], limits }, async (db) => {
    const parquet = await writtenBy(folder, fileNames.parquet, async (part) => {
      const source = `SELECT ${selection(columns)} FROM ${readClean(plainPath, columns, limits)}`;
      await db.run(`COPY (${source}) TO ${sqlText(part)} (FORMAT parquet, COMPRESSION zstd)`);
    });
    const path = join(folder, fileNames.parquet);
    const found = await rowsOf(db, path);
    if (found !== rows) throw new Error(`Parquet holds ${found} rows, the clean CSV ${rows}`);
    const json = await writtenBy(folder, fileNames.json, async (part) => {
      await db.run(
        `COPY (SELECT * FROM read_parquet(${sqlText(path)})) TO ${sqlText(part)} (FORMAT json, ARRAY true)`,
      );
    });
    return { parquet, json };
  });
