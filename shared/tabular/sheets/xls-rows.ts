import type { CellObject } from '@e965/xlsx';
import type { BiffSheet } from './biff-scan.ts';
import type { BiffStyles } from './biff-styles.ts';
import { EMPTY_CELL, type SheetInfo, type SourceCell, type SourceRow } from './cells.ts';
import { MergedRanges } from './merged-ranges.ts';
import { numberCell } from './number-cell.ts';

export type XlsSheet = {
  readonly name: string;
  readonly hidden: boolean;
  /** Sparse: rows and cells without a value are holes. */
  readonly rows: readonly (readonly CellObject[])[];
  readonly records: BiffSheet;
  readonly styles: BiffStyles;
  readonly decode: (text: string) => string;
  readonly dateSystem: 1900 | 1904;
};

const errorWords: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
};

const valueOf = ({ t, v }: CellObject, key: number, sheet: XlsSheet): SourceCell => {
  const style = sheet.styles.of(sheet.records.formats.get(key));
  if (t === 'n' && typeof v === 'number') return numberCell(v, style.kind, sheet.dateSystem);
  if (t === 'b') return { text: v ? 'true' : 'false', is: 'boolean' };
  if (t === 'e') return { text: errorWords[Number(v)] ?? '#ERROR!', is: 'error' };
  if (t !== 's' || typeof v !== 'string' || v === '') return EMPTY_CELL;
  return {
    text: sheet.decode(v),
    is: 'text',
    ...(style.font === undefined ? {} : { font: sheet.decode(style.font) }),
  };
};

/** The cells of a row up to the last with a value or a formula. */
const cellsOf = (row: number, sheet: XlsSheet): SourceCell[] => {
  const cells: SourceCell[] = [];
  sheet.rows[row]?.forEach((cell, column) => {
    const key = row * 256 + column;
    const value = valueOf(cell, key, sheet);
    const isFormula = sheet.records.formulas.has(key);
    if (value === EMPTY_CELL && !isFormula) return;
    while (cells.length < column) cells.push(EMPTY_CELL);
    cells.push(isFormula ? { ...value, formula: true } : value);
  });
  return cells;
};

export const xlsInfo = (sheet: XlsSheet): SheetInfo => {
  const { name, hidden, records } = sheet;
  let rows = 0;
  let columns = 0;
  let hiddenRows = 0;
  sheet.rows.forEach((_, row) => {
    const width = cellsOf(row, sheet).length;
    if (width === 0) return;
    rows = row + 1;
    columns = Math.max(columns, width);
    if (records.hiddenRows.has(row)) hiddenRows += 1;
  });
  return {
    name,
    hidden,
    isEmpty: rows === 0,
    rows,
    columns,
    formulas: records.formulas.size,
    formulasWithoutValue: records.formulasWithoutValue,
    mergedRanges: records.merged.length,
    hiddenRows,
    hiddenColumns: [...records.hiddenColumns].filter((column) => column < columns).length,
  };
};

/** The rows of one sheet of an XLS. */
export function* xlsRows(sheet: XlsSheet): Generator<SourceRow> {
  const merged = [...sheet.records.merged].sort((a, b) => a.top - b.top || a.left - b.left);
  const ranges = new MergedRanges(merged, xlsInfo(sheet).columns);
  for (const row of sheet.rows.keys()) {
    const cells = cellsOf(row, sheet);
    if (cells.length === 0) continue;
    ranges.mark(row + 1, cells);
    yield { number: row + 1, cells };
  }
}
