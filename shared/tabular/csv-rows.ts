import { isFormula, kindOf } from './cell-kind.ts';
import { isMissingIn } from './values/told-kind.ts';
import { cleanValue } from './csv-cell.ts';
import type { TabularLimits } from './limits.ts';
import type { StageOptions } from './progress.ts';
import type { Column, TableReport } from './report.ts';
import { cellText, isBlankRow, mark, rowScanner, type RowView } from './row-scanner.ts';
import type { TableWriter } from './table-writer.ts';
import { textChunks } from './text-chunks.ts';

/** True when the cell stands in the derived file exactly as it stands here. */
const isSame = (row: RowView, i: number, column: Column): boolean => {
  const start = row.starts[i] as number;
  const end = row.ends[i] as number;
  const how = row.marks[i];
  if (how === mark.stray) return false;
  if (column.rewritten || column.words) return false;
  if (column.type === 'text') {
    const first = row.text.charCodeAt(start);
    return first > 64 || start === end || !isFormula(row.text, start, end, kindOf(row.text, start, end));
  }
  if (how !== mark.bare) return false;
  if (column.type === 'integer' || column.type === 'decimal' || column.dateOrder === 'year-first') {
    const last = row.text.charCodeAt(end - 1);
    return start === end || (last >= 48 && last <= 57);
  }
  return false;
};

const isSameRow = (row: RowView, columns: readonly Column[]): boolean => {
  for (let i = 0; i < columns.length; i += 1) if (!isSame(row, i, columns[i] as Column)) return false;
  return true;
};

const cleanCell = (row: RowView, i: number, column: Column): string => {
  const value = cellText(row, i);
  return cleanValue(value, column, column.type !== 'text' && isMissingIn(column, value));
};

/** Sends the rows of a checked CSV to the writer. Most rows need no change and are passed on as they stand. */
export const writeCsvRows = async (
  path: string,
  report: TableReport,
  writer: TableWriter,
  limits: TabularLimits,
  options: StageOptions = {},
): Promise<void> => {
  const { columns } = report;
  const delimiter = report.delimiter ?? ',';
  let rowsRead = 0;
  let isHeader = true;
  const onRow = (row: RowView): void => {
    if (isBlankRow(row)) return;
    if (isHeader) {
      isHeader = false;
      return;
    }
    if (row.count !== columns.length) throw new Error(`The file changed since its check: line ${row.line}`);
    rowsRead += 1;
    const mayPass = delimiter === ',' && row.isNfc && !writer.wantsPreview() && columns.length > 1;
    if (mayPass && isSameRow(row, columns)) writer.sameRow(row.text.slice(row.from, row.to), row.breaks > 0);
    else writer.row(columns.map((column, i) => cleanCell(row, i, column)));
  };
  const scanner = rowScanner({
    delimiter,
    maxColumns: limits.maxColumns,
    maxRecordChars: limits.maxRecordChars,
    onRow,
    onFault: (fault) => {
      throw new Error(`The file changed since its check: line ${fault.line}`);
    },
  });
  for await (const { text, bytesRead } of textChunks(path, options)) {
    scanner.push(text);
    await writer.flush();
    options.onProgress?.({ rowsRead, bytesRead, bytesTotal: report.bytes });
  }
  scanner.push('', true);
};
