import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { csvLine, neutralise } from './csv-cell.ts';
import type { TabularLimits } from './limits.ts';
import { outputFile, type Written } from './output-file.ts';
import { previewTaker, type Preview } from './preview.ts';
import type { Column } from './report.ts';
import type { PlainCsv } from './typed-files.ts';

export type TableFolders = { readonly folder: string; readonly scratch: string };

export const fileNames = {
  csv: 'clean.csv',
  parquet: 'data.parquet',
  json: 'data.json',
  geojson: 'data.geojson',
  preview: 'preview.json',
  query: 'query.duckdb',
} as const;

/** Rows that lie behind each other in the file, and are written as they stand there. */
export type SameRows = {
  readonly rows: number;
  /** In UTF-16 code units, without its line end. */
  readonly longestLine: number;
  /** A cell of theirs holds a line break. */
  readonly hasBreaks: boolean;
};

export type TableWriter = {
  readonly wantsPreview: () => boolean;
  /** A row of clean values. */
  readonly row: (values: readonly string[]) => void;
  /** Rows whose text is already what would be written, without the last line end. */
  readonly sameRows: (lines: string, about: SameRows) => void;
  /** Sends on what has gathered; call it every block. */
  readonly flush: () => Promise<void>;
  readonly finish: () => Promise<{ csv: Written; plain: PlainCsv; preview: Preview }>;
  readonly abandon: () => Promise<void>;
};

/**
 * Writes `clean.csv`. When a cell must be neutralised there, a second file in scratch keeps the true text, so that
 * Parquet and JSON hold what the agency wrote.
 */
export const tableWriter = async (
  { folder, scratch }: TableFolders,
  columns: readonly Column[],
  limits: TabularLimits,
): Promise<TableWriter> => {
  await mkdir(folder, { recursive: true });
  await mkdir(scratch, { recursive: true });
  const names = columns.map((column) => column.name);
  const needsPlain =
    columns.some((column) => column.formulas > 0) || names.some((name) => neutralise(name) !== name);
  const clean = await outputFile(folder, fileNames.csv);
  const plain = needsPlain ? await outputFile(scratch, 'plain.csv') : undefined;
  const preview = previewTaker(columns, limits);
  let cleanText = csvLine(names.map(neutralise));
  let plainText = csvLine(names);
  let rows = 0;
  let longestLine = Math.max(cleanText.length, plainText.length);
  let hasBreaks = false;
  const flush = async (): Promise<void> => {
    const [cleanBlock, plainBlock] = [cleanText, plainText];
    cleanText = '';
    plainText = '';
    await clean.write(cleanBlock);
    await plain?.write(plainBlock);
  };
  return {
    wantsPreview: () => !preview.isFull(),
    row: (values) => {
      rows += 1;
      if (!preview.isFull()) preview.take(values);
      const line = csvLine(
        columns.map((column, i) =>
          column.type === 'text' ? neutralise(values[i] ?? '') : (values[i] ?? ''),
        ),
      );
      hasBreaks ||= line.indexOf('\n') < line.length - 1 || line.includes('\r');
      longestLine = Math.max(longestLine, line.length);
      cleanText += line;
      if (plain) plainText += csvLine(values);
    },
    sameRows: (lines, about) => {
      rows += about.rows;
      hasBreaks ||= about.hasBreaks;
      longestLine = Math.max(longestLine, about.longestLine);
      cleanText += `${lines}\n`;
      if (plain) plainText += `${lines}\n`;
    },
    flush,
    finish: async () => {
      await flush();
      await plain?.finish();
      const csv = await clean.finish();
      const path = plain ? join(scratch, 'plain.csv') : join(folder, fileNames.csv);
      return {
        csv,
        plain: { path, rows, bytes: csv.bytes, longestLine, hasBreaks },
        preview: preview.result(rows),
      };
    },
    abandon: async () => {
      await clean.abandon();
      await plain?.abandon();
    },
  };
};
