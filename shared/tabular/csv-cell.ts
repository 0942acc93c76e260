import { beginsFormula, isFormula, kindOf } from './cell-kind.ts';
import type { Column } from './report.ts';
import { plainDate } from './values/date-form.ts';
import { plainNumber } from './values/number-form.ts';
import { saysTrue } from './words.ts';

/** A text cell that a spreadsheet would run gets a leading apostrophe (OWASP: CSV injection). */
export const neutralise = (value: string): string => (isNeutralised(value) ? `'${value}` : value);

/** Whether a text gets one. Nearly all show with their first character that they do not. */
export const isNeutralised = (value: string): boolean =>
  value !== '' &&
  beginsFormula(value.charCodeAt(0)) &&
  isFormula(value, 0, value.length, kindOf(value, 0, value.length));

/** Quotes where RFC 4180 needs them. */
export const csvCell = (value: string): string =>
  /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

/** One line; a lone empty cell is written `""`, since an empty line is no row. */
export const csvLine = (cells: readonly string[]): string =>
  cells.length === 1 && cells[0] === '' ? '""\n' : `${cells.map(csvCell).join(',')}\n`;

/** The one spelling a value has in every derived file, given its column. Missing values of typed columns are empty. */
export const cleanValue = (
  raw: string,
  column: Pick<Column, 'type' | 'dateOrder' | 'decimalChar' | 'groupChar' | 'rewritten' | 'field' | 'words'>,
  isMissing: boolean,
): string => {
  if (column.type === 'text') {
    if (column.words?.missing.includes(raw.trim())) return '';
    return column.field === 'yearmonth' ? plainDate(raw, column) : raw.normalize('NFC');
  }
  if (isMissing) return '';
  switch (column.type) {
    case 'boolean':
      if (column.words?.true.includes(raw.trim())) return 'true';
      if (column.words?.false.includes(raw.trim())) return 'false';
      return saysTrue(raw) ? 'true' : 'false';
    case 'date':
    case 'datetime':
      return plainDate(raw, column);
    default:
      return column.rewritten ? plainNumber(raw, decimalCharOf(column)) : raw;
  }
};

/** A column of whole numbers grouped by points has no decimal mark of its own; the comma is then the only one possible. */
const decimalCharOf = ({ decimalChar, groupChar }: Pick<Column, 'decimalChar' | 'groupChar'>): '.' | ',' =>
  decimalChar ?? (groupChar === '.' ? ',' : '.');
