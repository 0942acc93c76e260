export { convert, Converted, DerivedFile, type ConvertOptions } from './convert.ts';
export { identify, isIdentified, type IdentifyOptions } from './identify.ts';
export { defaultLimits, type TabularLimits } from './limits.ts';
export { Note, noteCodes, Problem, problemCodes, type NoteCode, type ProblemCode } from './problem.ts';
export type { Progress, StageOptions } from './progress.ts';
export { Preview } from './preview.ts';
export { readCsv } from './read-csv.ts';
export {
  Column,
  ColumnProfile,
  ColumnType,
  GeoSummary,
  Identified,
  TableProfile,
  TableReport,
} from './report.ts';
