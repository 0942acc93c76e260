import type { CellRange } from './cell-reference.ts';
import { BIFF, biffRecords, renameRecord, type BiffRecord } from './biff.ts';
import { keepOnlyValue } from './biff-formula.ts';
import { BiffStyles } from './biff-styles.ts';
import type { SheetLimits } from './sheet-limits.ts';
import { refuse } from './sheet-problem.ts';

/** What the records of one sheet say besides its values. Cells by `row * 256 + column`, both from 0. */
export type BiffSheet = {
  readonly formats: Map<number, number>;
  readonly formulas: Set<number>;
  readonly merged: CellRange[];
  readonly hiddenRows: Set<number>;
  readonly hiddenColumns: Set<number>;
  formulasWithoutValue: number;
};

export type BiffScan = {
  readonly styles: BiffStyles;
  /** By the place of their first record. */
  readonly sheets: ReadonlyMap<number, BiffSheet>;
  /** In the order of their tabs. */
  readonly listed: readonly {
    readonly at: number;
    readonly hidden: boolean;
    readonly isWorksheet: boolean;
  }[];
  readonly dateSystem: 1900 | 1904;
  readonly codePage: number | undefined;
  readonly isUnicode: boolean;
  readonly externalLinks: number;
  readonly comments: boolean;
};

/** The records our reader is shown; every other is renamed to one that nobody reads. */
const shown = new Set<number>([
  BIFF.BOF,
  BIFF.EOF,
  BIFF.DATE_1904,
  BIFF.CODE_PAGE,
  BIFF.CONTINUE,
  BIFF.BOUND_SHEET,
  BIFF.XF,
  BIFF.SHARED_STRINGS,
  BIFF.FORMULA,
  BIFF.STRING,
  BIFF.LABEL,
  BIFF.LABEL_SHARED,
  BIFF.RICH_STRING,
  BIFF.NUMBER,
  BIFF.RK,
  BIFF.MULTI_RK,
  BIFF.BOOL_OR_ERROR,
]);
const oneCell = new Set<number>([
  BIFF.FORMULA,
  BIFF.LABEL,
  BIFF.LABEL_SHARED,
  BIFF.RICH_STRING,
  BIFF.NUMBER,
  BIFF.RK,
  BIFF.BOOL_OR_ERROR,
]);

const newSheet = (): BiffSheet => ({
  formats: new Map(),
  formulas: new Set(),
  merged: [],
  hiddenRows: new Set(),
  hiddenColumns: new Set(),
  formulasWithoutValue: 0,
});

const keyOf = (body: Buffer): number => body.readUInt16LE(0) * 256 + (body.readUInt16LE(2) & 0xff);

const readMerged = (body: Buffer, sheet: BiffSheet, limits: SheetLimits): void => {
  for (let at = 2; at + 8 <= body.length; at += 8) {
    const [top = 0, bottom = 0, left = 0, right = 0] = [0, 2, 4, 6].map(
      (step) => body.readUInt16LE(at + step) + 1,
    );
    if (bottom >= top && right >= left) sheet.merged.push({ top, bottom, left, right });
  }
  if (sheet.merged.length > limits.maxMergedRanges)
    refuse('sheet-too-large', { why: 'merged ranges', limit: limits.maxMergedRanges });
};

/** Notes what a record says about the cells of its sheet; answers how many values it holds. */
const readCells = (stream: Buffer, record: BiffRecord, sheet: BiffSheet): number => {
  const { type, body } = record;
  if (type === BIFF.MULTI_RK && body.length >= 12) {
    const count = Math.floor((body.length - 6) / 6);
    for (let i = 0; i < count; i += 1) sheet.formats.set(keyOf(body) + i, body.readUInt16LE(4 + 6 * i));
    return count;
  }
  if (!oneCell.has(type) || body.length < 6) return 0;
  const key = keyOf(body);
  sheet.formats.set(key, body.readUInt16LE(4));
  if (type === BIFF.FORMULA) {
    sheet.formulas.add(key);
    if (!keepOnlyValue(stream, record)) sheet.formulasWithoutValue += 1;
  }
  return 1;
};

const readExtent = ({ type, body }: BiffRecord, sheet: BiffSheet, limits: SheetLimits): void => {
  if (type === BIFF.MERGED_CELLS) readMerged(body, sheet, limits);
  if (type === BIFF.ROW && body.length >= 14 && (body.readUInt16LE(12) & 0x20) !== 0)
    sheet.hiddenRows.add(body.readUInt16LE(0));
  if (type === BIFF.COLUMN_INFO && body.length >= 10 && (body.readUInt16LE(8) & 1) !== 0)
    for (let column = body.readUInt16LE(0); column <= Math.min(255, body.readUInt16LE(2)); column += 1)
      sheet.hiddenColumns.add(column);
};

/**
 * Walks an XLS stream (Excel 5 to 2003) before it is read: counts its cells, takes fonts, formats, merges and formulas from
 * it, and hides in place every record that reading values does not need.
 */
export const scanBiff = (stream: Buffer, limits: SheetLimits): BiffScan => {
  const sheets = new Map<number, BiffSheet>();
  const listed: { at: number; hidden: boolean; isWorksheet: boolean }[] = [];
  const styles = new BiffStyles();
  const said = { dateSystem: 1900 as 1900 | 1904, codePage: undefined as number | undefined };
  const seen = { isUnicode: false, externalLinks: 0, comments: false, cells: 0 };
  let sheet = newSheet();
  const records = biffRecords(stream);
  for (let next = records.next(); ; next = records.next()) {
    if (next.done) {
      if (!next.value.isWhole) refuse('office-damaged', { why: 'ends early' });
      break;
    }
    const record = next.value;
    const { at, type, body, depth } = record;
    if (type === BIFF.FILE_PASS) refuse('office-password');
    if (type === BIFF.BOF && depth === 1) {
      seen.isUnicode ||= body.length >= 2 && body.readUInt16LE(0) === 0x0600;
      sheets.set(at, (sheet = newSheet()));
    }
    if (type === BIFF.BOUND_SHEET && body.length >= 8)
      listed.push({ at: body.readUInt32LE(0), hidden: (body[4] ?? 0) % 4 !== 0, isWorksheet: body[5] === 0 });
    if (type === BIFF.DATE_1904 && body.length >= 2 && body.readUInt16LE(0) === 1) said.dateSystem = 1904;
    if (type === BIFF.CODE_PAGE && body.length >= 2) said.codePage = body.readUInt16LE(0);
    if (type === BIFF.SUPPORTING_BOOK && body.length > 4) seen.externalLinks += 1;
    if (type === BIFF.NOTE) seen.comments = true;
    styles.read(record, seen.isUnicode);
    if (depth === 1) {
      seen.cells += readCells(stream, record, sheet);
      if (seen.cells > limits.maxXlsCells)
        refuse('xls-too-large', { cells: seen.cells, limit: limits.maxXlsCells });
      readExtent(record, sheet, limits);
    }
    if (!shown.has(type)) renameRecord(stream, record, BIFF.FILTER_MODE);
  }
  if (listed.length > limits.maxSheets)
    refuse('office-part-too-large', { why: 'sheets', limit: limits.maxSheets });
  const { isUnicode, externalLinks, comments } = seen;
  return { styles, sheets, listed, ...said, isUnicode, externalLinks, comments };
};
