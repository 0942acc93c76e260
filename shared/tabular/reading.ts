/**
 * What the rooms of the intake say to each other. `Reading`, `Decided` and `ColumnSchema` are kept with datasets and
 * shown to officers, so they live in the kernel; rows and sheets are this room's own.
 */
export {
  Coordinates,
  Decided,
  DecidedWhat,
  Delimiter,
  Reading,
  TextEncoding,
  TextRepair,
} from '../kernel/reading.ts';
export { CodeList, ColumnSchema, DateOrder, FieldConstraints, FieldType } from '../kernel/table-schema.ts';

/** One cell as a person sees it, with what the format knows besides. Text files know nothing besides. */
export type SourceCell = {
  /** The value as text: numbers plain (`-1234.5`), dates `yyyy-mm-dd` or `yyyy-mm-ddThh:mm:ss`, booleans `true`/`false`. */
  readonly text: string;
  /** What the format says it is; absent in text files and empty cells. */
  readonly is?: 'text' | 'number' | 'date' | 'boolean' | 'error';
  readonly font?: string;
  readonly formula?: true;
  /** The cell is part of a merged area; its text stands in the cell to the left or above. */
  readonly mergedFrom?: 'left' | 'above';
};

/** `number` is the row of the sheet or the line of the file where it begins, from 1; rows without cells may be left out. */
export type SourceRow = { readonly number: number; readonly cells: readonly SourceCell[] };

export type SheetInfo = {
  readonly name: string;
  readonly hidden: boolean;
  /** As declared by the file where it declares it: a hint, not a count. */
  readonly rows?: number;
  readonly columns?: number;
  readonly isEmpty: boolean;
};

/** A file of rows that can be read more than once: layout looks first, then all rows are streamed. */
export type Source = {
  readonly sheets: readonly SheetInfo[];
  /** Rows in order. Throws a `Problem`-bearing fault of its own room when the file breaks off. */
  readonly rows: (sheet: string) => AsyncIterable<SourceRow>;
};
