export { compareTables } from './compare/compare-tables.ts';
export { writeFingerprints } from './compare/geometries.ts';
export {
  checkConstraints,
  ConstraintReport,
  type ConstraintOptions,
} from './constraints/check-constraints.ts';
export type { CodeLists } from './constraints/code-lists.ts';
export { convert, Converted, DerivedFile, type ConvertOptions } from './convert.ts';
export { makeJsonFile } from './make-json-file.ts';
export { makeQueryFile } from './make-query-file.ts';
export { identify, isIdentified } from './identify.ts';
export { defaultLimits, type TabularLimits } from './limits.ts';
export { Note, noteCodes, Problem, problemCodes, type NoteCode, type ProblemCode } from './problem.ts';
export type { Progress, ReadOptions, StageOptions } from './progress.ts';
export { profile, type ProfileOptions } from './profile.ts';
export { Preview } from './preview.ts';
export { readCsv } from './read-csv.ts';
export { readGeoJson } from './read-geojson.ts';
export { readIntake, type TakenIn } from './read-intake.ts';
export { readTable } from './read-table.ts';
export { Decided, Reading } from './reading.ts';
export {
  Column,
  ColumnProfile,
  ColumnType,
  GeoSummary,
  Identified,
  TableProfile,
  TableReport,
} from './report.ts';
export { screen, type ScreenOptions } from './screen/index.ts';
export { stripProperties } from './sheets/strip-properties.ts';
