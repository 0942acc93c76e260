import type { UnseenPlace } from './outside-cells.ts';

/** Text of one font inside a cell: legacy fonts (`.VnTime`, `VNI-Times`) say how its letters are to be read. */
export type TextRun = { readonly text: string; readonly font: string };

/** One cell as it is to be read. Without `is` it is empty. */
export type SourceCell = {
  readonly text: string;
  readonly is?: 'text' | 'number' | 'date' | 'boolean' | 'error';
  /** Font of a text cell, when the file says it; with `runs`, the font of the longest run. */
  readonly font?: string;
  /** Only when the text is written in more than one font. */
  readonly runs?: readonly TextRun[];
  /** The text is the value a formula had when the file was last saved; empty when the file keeps none. */
  readonly formula?: true;
  /** The cell is covered by a merged range whose value stands further left in this row, or in a row above. */
  readonly mergedFrom?: 'left' | 'above';
  /** `text` is a fraction that the sheet shows as a percentage: 0.125 for 12.5%. */
  readonly percent?: true;
  /** The number the file keeps, in full, where `text` is what its format makes of it: 45123 for a day, 7 for 00007. */
  readonly kept?: string;
  /** A number that the sheet shows with leading zeros (format 00000): `text` has them, `is` is text. */
  readonly padded?: true;
};

/** In sheets, rows without any value are left out: a gap in `number` is a blank stretch. */
export type SourceRow = {
  /** Row of the sheet, or line of the file where it begins, from 1. */
  readonly number: number;
  /** Dense from column A to the last cell with a value. */
  readonly cells: readonly SourceCell[];
};

export type SheetInfo = {
  readonly name: string;
  /** Hidden from the person who opens the file, in either of the two ways there are. */
  readonly hidden: boolean;
  readonly isEmpty: boolean;
  /** Last row and last column with a value, from 1; formatting alone does not count. 0 when empty. */
  readonly rows: number;
  readonly columns: number;
  readonly formulas: number;
  /** Formulas without a kept value: a program wrote the file and no spreadsheet has saved it since. */
  readonly formulasWithoutValue: number;
  readonly mergedRanges: number;
  readonly hiddenRows: number;
  readonly hiddenColumns: number;
};

/** What is said about a whole workbook besides its sheets. */
export type WorkbookNotes = {
  readonly format: 'xlsx' | 'xls';
  readonly dateSystem: 1900 | 1904;
  readonly macros: boolean;
  /** Other files that formulas refer to. */
  readonly externalLinks: number;
  readonly comments: boolean;
  /** Sheets that are charts or dialogs: they hold no rows. */
  readonly otherSheets: readonly string[];
  /** Words that stand in no cell of an XLSX. Of an XLS nobody looks: its original is never offered. */
  readonly unseen: readonly UnseenPlace[];
  /** False when the file does not tell which font a text is in. */
  readonly fonts: boolean;
  /** Windows code page of an XLS older than Excel 97, whose text is in bytes. */
  readonly codePage?: number;
};

/** May be read again and again until closed; `rows` throws a `SheetFault` when the file breaks half-way. */
export type Workbook = {
  readonly sheets: readonly SheetInfo[];
  readonly notes: WorkbookNotes;
  rows(sheet: string): AsyncGenerator<SourceRow>;
  close(): Promise<void>;
};

export const EMPTY_CELL: SourceCell = Object.freeze({ text: '' });
export const LEFT_OF_MERGE: SourceCell = Object.freeze({ text: '', mergedFrom: 'left' });
export const BELOW_MERGE: SourceCell = Object.freeze({ text: '', mergedFrom: 'above' });
