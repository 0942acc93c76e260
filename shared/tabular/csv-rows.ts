import { beginsFormula, isFormula, kindOf } from './cell-kind.ts';
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
    if (start === end || !beginsFormula(row.text.charCodeAt(start))) return true;
    return !isFormula(row.text, start, end, kindOf(row.text, start, end));
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

const LF = 10;

/** Passes on rows as they stand, as one piece where nothing but line ends lies between them. */
const passer = (writer: TableWriter) => {
  let text = '';
  let [from, to, rows, longestLine, hasBreaks] = [0, 0, 0, 0, false];
  const end = (): void => {
    if (rows > 0) writer.sameRows(text.slice(from, to), { rows, longestLine, hasBreaks });
    [text, rows, longestLine, hasBreaks] = ['', 0, 0, false];
  };
  const pass = (row: RowView): void => {
    const goesOn = rows > 0 && row.from === to + 1 && row.text.charCodeAt(to) === LF;
    if (!goesOn) {
      end();
      text = row.text;
      from = row.from;
    }
    to = row.to;
    rows += 1;
    longestLine = Math.max(longestLine, row.to - row.from);
    hasBreaks ||= row.breaks > 0;
  };
  return { pass, end };
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
  const same = passer(writer);
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
    if (mayPass && isSameRow(row, columns)) return same.pass(row);
    same.end();
    writer.row(columns.map((column, i) => cleanCell(row, i, column)));
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
    // The next block brings another text.
    same.end();
    await writer.flush();
    options.onProgress?.({ rowsRead, bytesRead, bytesTotal: report.bytes });
  }
  scanner.push('', true);
  same.end();
};
