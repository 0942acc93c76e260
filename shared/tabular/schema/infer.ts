import type { ColumnSchema, FieldType } from '../../kernel/table-schema.ts';
import type { ColumnTally } from '../column-types.ts';
import type { Column } from '../report.ts';

const types: Record<Column['type'], FieldType> = {
  text: 'string',
  integer: 'integer',
  decimal: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
};

/** A column as a field of Table Schema: what was understood, for the officer to correct and for the next release to keep. */
export const fieldOf = (column: Column, index: number): ColumnSchema => ({
  // A column without a name is a problem of its own; the description must still be one.
  name: column.name === '' ? `(${index + 1})` : column.name,
  type: column.field ?? types[column.type],
  ...(column.decimalChar === undefined ? {} : { decimalChar: column.decimalChar }),
  ...(column.groupChar === undefined ? {} : { groupChar: column.groupChar }),
  ...(column.bareNumber === undefined ? {} : { bareNumber: column.bareNumber }),
  ...(column.dateOrder === undefined || column.dateOrder === 'year-first'
    ? {}
    : { dateOrder: column.dateOrder }),
  ...(column.unit === undefined ? {} : { unit: column.unit }),
});

/** What the officer declared stays as declared. */
export const schemaOf = (
  columns: readonly Column[],
  tallies: readonly Pick<ColumnTally, 'told'>[],
): ColumnSchema[] => columns.map((column, i) => tallies[i]?.told ?? fieldOf(column, i));
