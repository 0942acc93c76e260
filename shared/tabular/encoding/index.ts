export { byteCensus, type ByteCensus } from './byte-census.ts';
export {
  cellRepairer,
  toldRepair,
  type CellRepairer,
  type RepairCounts,
  type RepairPlan,
  type RepairSample,
} from './cell-repairer.ts';
export { decodeFile, type DecodedChunk } from './decode-file.ts';
export {
  detectBytes,
  detectEncoding,
  judgeCensus,
  type EncodingFinding,
  type EncodingGuess,
} from './detect-encoding.ts';
export { detectRepair, type CellText, type ColumnRepair, type RepairFinding } from './detect-repair.ts';
export { fontCodes, type FontCodes } from './font-codes.ts';
export { undoMojibake, type Undone } from './mojibake.ts';
export { repairText, textRepairs, type TextRepair } from './repair-text.ts';
export { isSyllable } from './syllable.ts';
export {
  isTextEncoding,
  namedEncodings,
  textEncodings,
  type NamedEncoding,
  type Sample,
  type TextEncoding,
} from './text-encoding.ts';
