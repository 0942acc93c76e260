import type { LocalDate } from '../../kernel/local-date.ts';
import { MOST_PLACES } from '../../kernel/place-values.ts';
import type { CodesInForce } from '../constraints/code-lists.ts';
import { sqlName } from '../engine.ts';
import type { Column, ColumnProfile, TableReport } from '../report.ts';
import { namesCode } from '../words.ts';

export type Ask = (sql: string) => Promise<readonly Record<string, unknown>[]>;

/** The check's word on the table, as far as places need it. */
export type Checked = Pick<TableReport, 'columns' | 'rows'> & Partial<Pick<TableReport, 'schema' | 'geo'>>;

/** What says which commune a row is about, and which day the officer said its codes are of. */
export type CodeColumn = {
  readonly column: Column;
  /** An officer said that these are commune codes. */
  readonly isDeclared: boolean;
  readonly dateColumn?: string | undefined;
  readonly date?: LocalDate | undefined;
};

/** Most of the different values must be listed codes, unless the officer said what they are. */
const MOSTLY = 0.8;
const FEWEST = 2;
/** Columns looked into: one named a code is nearly always among the first. */
const MOST_TRIED = 5;
const DIGITS = 5;

/** The code of a row; JSON may hold it as a number, which has lost its leading zeros. */
export const codeSql = ({ name, type }: Pick<Column, 'name' | 'type'>): string =>
  type === 'integer' ? `lpad(${sqlName(name)}::VARCHAR, ${DIGITS}, '0')` : `trim(${sqlName(name)})`;

const mayHoldCodes = ({ type }: Column): boolean => type === 'text' || type === 'integer';

const areListed = async (
  ask: Ask,
  table: string,
  column: Column,
  list: ReadonlySet<string>,
): Promise<boolean> => {
  const rows = await ask(
    `SELECT DISTINCT ${codeSql(column)} AS code FROM ${table} WHERE ${sqlName(column.name)} IS NOT NULL LIMIT ${MOST_PLACES + 1}`,
  );
  const listed = rows.filter(({ code }) => typeof code === 'string' && list.has(code)).length;
  return rows.length <= MOST_PLACES && listed >= FEWEST && listed >= rows.length * MOSTLY;
};

/** The column of commune codes: the one declared as such, else the first named a code that holds them. */
export const codeColumnOf = async (
  ask: Ask,
  table: string,
  { columns, schema, geo }: Checked,
  profiles: readonly ColumnProfile[],
  list: CodesInForce,
): Promise<CodeColumn | undefined> => {
  const declared = schema?.findIndex(({ reference }) => reference?.to === 'commune-code') ?? -1;
  const told = columns[declared];
  if (told && mayHoldCodes(told)) {
    const { dateColumn, date } = schema?.[declared]?.reference ?? {};
    return { column: told, isDeclared: true, dateColumn, date };
  }
  const listed = new Set(list.codes.map(({ code }) => code));
  const candidates = columns.filter(
    (column, i) =>
      mayHoldCodes(column) &&
      (namesCode(column.name) || column.name === geo?.idColumn) &&
      (profiles[i]?.distinct.count ?? 0) <= MOST_PLACES * 2,
  );
  for (const column of candidates.slice(0, MOST_TRIED))
    if (await areListed(ask, table, column, listed)) return { column, isDeclared: false };
  return undefined;
};
