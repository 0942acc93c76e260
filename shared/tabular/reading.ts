/**
 * What the rooms of the intake say to each other. `Reading`, `Decided` and `ColumnSchema` are kept with datasets and
 * shown to officers, so they live in the kernel; rows and cells are this room's own: text files know
 * of a cell only its text.
 */
export {
  CellsAs,
  Coordinates,
  Decided,
  DecidedWhat,
  Delimiter,
  Reading,
  TextEncoding,
  TextRepair,
} from '../kernel/reading.ts';
export { CodeList, ColumnSchema, DateOrder, FieldConstraints, FieldType } from '../kernel/table-schema.ts';

export type { SheetInfo, SourceCell, SourceRow, TextRun } from './sheets/cells.ts';
