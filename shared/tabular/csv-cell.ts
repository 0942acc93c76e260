import { isFormula, kindOf } from './cell-kind.ts';
import type { Column } from './report.ts';

/** A text cell that a spreadsheet would run gets a leading apostrophe (OWASP: CSV injection). */
export const neutralise = (value: string): string =>
  isFormula(value, 0, value.length, kindOf(value, 0, value.length)) ? `'${value}` : value;

/** Quotes where RFC 4180 needs them. */
export const csvCell = (value: string): string =>
  /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

/** One line; a lone empty cell is written `""`, since an empty line is no row. */
export const csvLine = (cells: readonly string[]): string =>
  cells.length === 1 && cells[0] === '' ? '""\n' : `${cells.map(csvCell).join(',')}\n`;

/** The one spelling a value has in every derived file, given its column's type. Missing values of typed columns are empty. */
export const cleanValue = (
  raw: string,
  column: Pick<Column, 'type' | 'dateOrder'>,
  isMissing: boolean,
): string => {
  if (column.type === 'text') return raw.normalize('NFC');
  if (isMissing) return '';
  if (column.type === 'boolean') return raw.toLowerCase();
  if (column.dateOrder === 'day-first') return `${raw.slice(6, 10)}-${raw.slice(3, 5)}-${raw.slice(0, 2)}`;
  return raw;
};
