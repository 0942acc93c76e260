import type { TabularLimits } from '../limits.ts';
import type { StageOptions } from '../progress.ts';
import type { TableReport } from '../report.ts';
import { isBlankRow, rowScanner } from '../row-scanner.ts';
import { sourceRowOf } from '../row-origins.ts';
import { textChunks } from '../text-chunks.ts';

/** Where rows of the clean table stand in the file that was sent, as an editor or a spreadsheet numbers them. */
export type LineOf = (row: number) => number | undefined;

/** Reads a text file again as far as the last wanted row: only a file with problems needs it, and lines cost nothing else. */
const linesOfText = async (
  path: string,
  delimiter: string,
  rows: ReadonlySet<number>,
  limits: TabularLimits,
  options: StageOptions,
): Promise<ReadonlyMap<number, number>> => {
  const lines = new Map<number, number>();
  let row = -1;
  const scanner = rowScanner({
    delimiter,
    maxColumns: limits.maxColumns,
    maxRecordChars: limits.maxRecordChars,
    onRow: (view) => {
      if (isBlankRow(view)) return;
      // The header is the row before the first.
      row += 1;
      if (rows.has(row)) lines.set(row, view.line);
    },
    onFault: ({ line }) => {
      throw new Error(`The file changed since its check: line ${line}`);
    },
  });
  for await (const { text } of textChunks(path, options)) {
    scanner.push(text);
    if (lines.size === rows.size) return lines;
  }
  scanner.push('', true);
  return lines;
};

/** `table` is what the check read: the file itself, or the plain table made of it. */
export const sourceLines = async (
  table: string,
  report: Pick<TableReport, 'format' | 'delimiter' | 'prepared'>,
  rows: ReadonlySet<number>,
  limits: TabularLimits,
  options: StageOptions = {},
): Promise<LineOf> => {
  const origins = report.prepared?.origins ?? [];
  if (origins.length > 0) return (row) => sourceRowOf(origins, row);
  if (report.format === 'geojson' || rows.size === 0) return () => undefined;
  const lines = await linesOfText(table, report.delimiter ?? ',', rows, limits, options);
  return (row) => lines.get(row);
};
