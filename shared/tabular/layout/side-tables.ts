import type { SourceRow } from '../reading.ts';
import type { Layout } from './layout.ts';

/** One of several tables beside each other: its columns from 0, ends included, and how a spreadsheet names them. */
export type SideTable = { readonly range: string; readonly columns: readonly number[] };

const MIN_COLUMNS = 2;

/** Column letters as a spreadsheet has them. */
export const letters = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : `${letters(Math.floor(index / 26) - 1)}${String.fromCharCode(65 + (index % 26))}`;

const indexOf = (name: string): number =>
  [...name].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** Stretches of columns with nothing at all between them, neither a name nor a merged one nor a cell. */
const stretches = ({ columns, headerRows }: Layout): number[][] => {
  const found: number[][] = [];
  columns.forEach((at, i) => {
    const last = columns[i - 1];
    const between = last === undefined ? 0 : at - last - 1;
    const isCovered = headerRows.some(({ covered }) => covered.includes(at - 1));
    if (last === undefined || (between > 0 && !isCovered)) found.push([]);
    found.at(-1)?.push(at);
  });
  return found;
};

/** Tables beside each other with blank columns between them; none where there is but one. */
export const sideTables = (layout: Layout): SideTable[] => {
  const parts = stretches(layout);
  return parts.length < 2 || parts.some((part) => part.length < MIN_COLUMNS)
    ? []
    : parts.map((columns) => ({
        range: `${letters(columns[0] ?? 0)}–${letters(columns.at(-1) ?? 0)}`,
        columns,
      }));
};

/** The rows of a sheet as if it had these columns only (`D–F`). */
export async function* withinRange(rows: AsyncIterable<SourceRow>, range: string): AsyncGenerator<SourceRow> {
  const [first = '', last = ''] = range.split('–');
  const [from, to] = [indexOf(first), indexOf(last)];
  for await (const { number, cells } of rows) {
    const inside = cells.slice(from, to + 1);
    // As in any sheet, a row ends with its last value.
    yield { number, cells: inside.slice(0, inside.findLastIndex(({ text }) => text !== '') + 1) };
  }
}
