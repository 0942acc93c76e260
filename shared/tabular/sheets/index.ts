export type { SheetInfo, SourceCell, SourceRow, TextRun, Workbook, WorkbookNotes } from './cells.ts';
export { openWorkbook } from './open-workbook.ts';
export { openZip, type UnpackedFile, type UnpackOptions } from './open-zip.ts';
export { defaultSheetLimits, type SheetLimits } from './sheet-limits.ts';
export { SheetFault, sheetProblemCodes, type SheetProblem, type SheetProblemCode } from './sheet-problem.ts';
export { sniffOffice, type OfficeBytes } from './sniff-office.ts';
export { stripProperties, type Stripped } from './strip-properties.ts';
