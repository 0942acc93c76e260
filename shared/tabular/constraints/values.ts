import { sqlName, sqlText } from '../engine.ts';
import type { Column } from '../report.ts';
import words from '../words.json' with { type: 'json' };

/** A column of the table under its place, with what the officer allows in it. */
export type Place = { readonly index: number; readonly column: Column; readonly allowed?: readonly string[] };

const BLANKS = sqlText(' \t\n\r\u00a0\u202f\u2009');
const longest = Math.max(...words.missing.map((word) => word.length));

/** Room for blanks around a word that says "no value". */
const MAX_MISSING_CHARS = longest + 8;

/**
 * The value of a cell as rules see it, NULL where there is none. In a text column the words for "no value" stand as they
 * were written; one that the officer lists as a value of the column is a value.
 */
export const valueSql = ({ column, allowed = [] }: Place): string => {
  const name = sqlName(column.name);
  if (column.type !== 'text') return name;
  const missing = words.missing.filter((word) => !allowed.includes(word)).map((word) => sqlText(word));
  return (
    `CASE WHEN length(${name}) > ${MAX_MISSING_CHARS} THEN ${name} ` +
    `WHEN trim(${name}, ${BLANKS}) IN ('', ${missing.join(', ')}) THEN NULL ELSE ${name} END`
  );
};

/** The name of a value in the statements of this room. */
export const valueName = ({ index }: Place): string => `v${index}`;

/** The cell of the one column asked for, as it stands in the table: also where it is no value. */
export const CELL = 'cell';

/** Rows of the table, numbered from 1, with the values of some columns, and the cell of one column asked for alone. */
export const rowsSql = (parquet: string, places: readonly Place[]): string => {
  const [only] = places;
  const cell = places.length === 1 && only ? `, ${sqlName(only.column.name)} AS ${CELL}` : '';
  const values = places.map((place) => `, ${valueSql(place)} AS ${valueName(place)}`);
  return (
    `SELECT file_row_number + 1 AS r${values.join('')}${cell} ` +
    `FROM read_parquet(${sqlText(parquet)}, file_row_number = true)`
  );
};

/** How a value stands in the original, as far as its column is written in one way: what an officer can search for. */
export const shownSql = (value: string, { column }: Pick<Place, 'column'>, maxChars: number): string => {
  const { type, dateOrder, decimalChar } = column;
  const text =
    type === 'date' && dateOrder === 'day-first'
      ? `strftime(${value}, '%d/%m/%Y')`
      : type === 'date' && dateOrder === 'month-first'
        ? `strftime(${value}, '%m/%d/%Y')`
        : type === 'date' && dateOrder === 'day-number'
          ? `CAST(date_diff('day', DATE '1899-12-30', ${value}) AS VARCHAR)`
          : type === 'decimal' && decimalChar === ','
            ? `replace(CAST(${value} AS VARCHAR), '.', ',')`
            : `CAST(${value} AS VARCHAR)`;
  return `left(${text}, ${maxChars + 1})`;
};
