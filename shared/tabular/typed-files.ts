import type { DuckDBConnection } from '@duckdb/node-api';
import { dirname, join } from 'node:path';
import { sqlName, sqlText, withEngine } from './engine.ts';
import { BATCH_ROWS, type TabularLimits } from './limits.ts';
import { writtenBy, type Written } from './output-file.ts';
import type { Column } from './report.ts';
import { fileNames, type TableFolders } from './table-writer.ts';
import { sqlTypes } from './sql-types.ts';

const MB = 1024 * 1024;

/** The engine's parallel reader gives up on lines that fill its buffers. */
const LONG_LINE = 100_000;

/** A clean CSV without neutralised cells, with what the engine must know to read it surely and in little memory. */
export type PlainCsv = {
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  /** In UTF-16 code units. */
  readonly longestLine: number;
  /** Some cell holds a line break, so lines cannot be told from records in the middle of the file. */
  readonly hasBreaks: boolean;
};

/** Our own clean CSV, read with nothing left to guess; its buffers follow the longest line, not the engine's default. */
const readClean = (csv: PlainCsv, columns: readonly Column[]): string => {
  const names = columns.map((_, i) => `'c${i}': 'VARCHAR'`).join(', ');
  const maxLine = csv.longestLine * 3 + 64 * 1024;
  return (
    `read_csv(${sqlText(csv.path)}, auto_detect = false, header = false, skip = 1, delim = ',', quote = '"', escape = '"', ` +
    `new_line = '\\n', strict_mode = true, max_line_size = ${maxLine}, buffer_size = ${Math.max(4 * MB, maxLine * 2)}, ` +
    `parallel = ${csv.hasBreaks || csv.longestLine > LONG_LINE ? 'false' : 'true'}, columns = {${names}})`
  );
};

const selection = (columns: readonly Column[]): string =>
  columns
    .map(({ name, type }, i) => `CAST(NULLIF(t.c${i}, '') AS ${sqlTypes[type]}) AS ${sqlName(name)}`)
    .join(', ');

/** Rows per Parquet row group: the engine holds one in memory, so wide rows make small groups. */
const rowGroupSize = (csv: Pick<PlainCsv, 'bytes' | 'rows'>, columns: number): number => {
  const inMemory = csv.bytes / Math.max(1, csv.rows) + 16 * columns;
  return Math.max(2048, Math.min(122_880, Math.floor((48 * MB) / inMemory)));
};

/** The engine's own storage takes groups of whole vectors, and its own size unless rows are wide. */
export const queryGroupSize = (csv: Pick<PlainCsv, 'bytes' | 'rows'>, columns: number): number =>
  Math.max(1, Math.floor(rowGroupSize(csv, columns) / BATCH_ROWS)) * BATCH_ROWS;

const rowsOf = async (db: DuckDBConnection, parquet: string): Promise<number> => {
  const answer = await db.runAndReadAll(`SELECT count(*)::INTEGER FROM read_parquet(${sqlText(parquet)})`);
  return Number(answer.getRows()[0]?.[0]);
};

/** `data.parquet` (zstd, typed) from the clean rows. Throws when a row is lost. */
export const writeParquet = (
  csv: PlainCsv,
  columns: readonly Column[],
  { folder, scratch }: TableFolders,
  limits: TabularLimits,
): Promise<Written> =>
  withEngine(
    {
      scratch,
      folders: [folder, dirname(csv.path)],
      limits: { ...limits, engineThreads: limits.parquetThreads },
      columns: columns.length,
    },
    async (db) => {
      const parquet = await writtenBy(folder, fileNames.parquet, async (part) => {
        const source = `SELECT ${selection(columns)} FROM ${readClean(csv, columns)} AS t`;
        await db.run(
          `COPY (${source}) TO ${sqlText(part)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rowGroupSize(csv, columns.length)})`,
        );
      });
      const found = await rowsOf(db, join(folder, fileNames.parquet));
      if (found !== csv.rows) throw new Error(`Parquet holds ${found} rows, the clean CSV ${csv.rows}`);
      return parquet;
    },
  );
