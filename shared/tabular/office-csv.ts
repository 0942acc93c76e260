import { unparse } from 'papaparse';
import { neutralise } from './csv-cell.ts';

/** A table as CSV that Excel opens: with a mark of UTF-8, and no cell that a spreadsheet would run. */
export const officeCsv = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  `\ufeff${unparse({ fields: [...heads], data: rows.map((row) => row.map(neutralise)) }, { newline: '\r\n' })}\r\n`;

/** The headers of such a file, to be saved under a name. */
export const officeCsvHeaders = (name: string) => ({
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': `attachment; filename="${name}"`,
});
