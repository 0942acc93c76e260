import type { ColumnType } from './report.ts';

/** The engine's type for each type of column, in every file it writes and every question it is asked. */
export const sqlTypes = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  decimal: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  datetime: 'TIMESTAMP',
} as const satisfies Record<ColumnType, string>;
