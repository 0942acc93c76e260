import type { DuckDBConnection } from '@duckdb/node-api';
import { ask, textIn } from '../ask.ts';
import { sqlName, sqlText } from '../engine.ts';
import type { ColumnType } from '../report.ts';
import { sqlTypes } from '../sql-types.ts';

export type SideColumn = { readonly name: string; readonly type: ColumnType };

/** One of the two tables. */
export type Side = { readonly path: string; readonly columns: readonly SideColumn[] };

/** A column that both tables have, with what stands for its value so that equal values are equal whatever their type. */
export type CommonColumn = { readonly name: string; readonly type: ColumnType; readonly value: string };

const typeOf = (sqlType: string): ColumnType =>
  (Object.keys(sqlTypes) as ColumnType[]).find((type) => sqlTypes[type] === sqlType) ?? 'text';

export const openSide = async (db: DuckDBConnection, path: string): Promise<Side> => {
  const found = await ask(db, `DESCRIBE SELECT * FROM read_parquet(${sqlText(path)})`);
  return {
    path,
    columns: found.map((one) => ({
      name: textIn(one, 'column_name') ?? '',
      type: typeOf(textIn(one, 'column_type') ?? ''),
    })),
  };
};

const isNumber = (type: ColumnType): boolean => type === 'integer' || type === 'decimal';

/** Values of one type as they are; two types of numbers as numbers, any other two as texts. */
const valueOf = (name: string, before: ColumnType, after: ColumnType): string => {
  if (before === after) return sqlName(name);
  return `CAST(${sqlName(name)} AS ${isNumber(before) && isNumber(after) ? 'DOUBLE' : 'VARCHAR'})`;
};

export const commonColumns = (before: Side, after: Side): CommonColumn[] =>
  after.columns.flatMap(({ name, type }) => {
    const earlier = before.columns.find((column) => column.name === name);
    return earlier ? [{ name, type, value: valueOf(name, earlier.type, type) }] : [];
  });

/** What changed in shape. */
export const shapeChanges = (before: Side, after: Side) => {
  const earlier = new Map(before.columns.map(({ name, type }) => [name, type]));
  const later = new Map(after.columns.map(({ name, type }) => [name, type]));
  return {
    columnsAdded: [...later.keys()].filter((name) => !earlier.has(name)),
    columnsRemoved: [...earlier.keys()].filter((name) => !later.has(name)),
    typesChanged: [...later].flatMap(([column, to]) => {
      const from = earlier.get(column);
      return from && from !== to ? [{ column, from, to }] : [];
    }),
  };
};

/** Rows of a side, numbered from 1, with what is asked of each. */
export const rowsOf = ({ path }: Side, asked: readonly string[]): string =>
  `SELECT ${['file_row_number + 1 AS r', ...asked].join(', ')} ` +
  `FROM read_parquet(${sqlText(path)}, file_row_number = true)`;
