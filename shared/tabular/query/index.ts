export { csvHead, csvRow, neutralisedIn, type AnswerColumn, type Cell } from './answer.ts';
export type { Ask, Totals } from './ask-rows.ts';
export { gather, type Gathered } from './gather.ts';
export {
  isGrouped,
  operators,
  rowLimits,
  type Operator,
  type QueryColumn,
  type QueryTable,
  type RowQuery,
} from './model.ts';
export { openTable, TooHeavy, type OpenTable } from './open-table.ts';
export { readQuery } from './read-query.ts';
export { isUnfiltered } from './sql.ts';
export { writeParquet } from './write-parquet.ts';
