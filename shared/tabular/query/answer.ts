import { csvLine, isNeutralised, neutralise } from '../csv-cell.ts';
import type { ColumnType } from '../report.ts';
import type { QueryColumn, RowQuery } from './model.ts';

export type Cell = string | number | boolean | null;

/** A column of an answer: of the table, or a measure over groups. */
export type AnswerColumn = { readonly name: string; readonly type: ColumnType };

export const answerColumns = (columns: readonly QueryColumn[], query: RowQuery): AnswerColumn[] => {
  const own = (place: number): AnswerColumn => ({
    name: columns[place]?.name ?? '',
    type: columns[place]?.type ?? 'text',
  });
  if (query.aggregates.length === 0) return query.select.map(own);
  return [
    ...query.group.map(own),
    ...query.aggregates.map(({ name, measure, column }): AnswerColumn => {
      if (measure === 'count' || measure === 'distinct') return { name, type: 'integer' };
      if (measure === 'min' || measure === 'max') return { name, type: own(column ?? 0).type };
      return { name, type: 'decimal' };
    }),
  ];
};

/** A cell as JSON has it; the engine hands whole numbers over as text. */
export const cellOf = (value: unknown, type: ColumnType): Cell => {
  if (value === null || value === undefined) return null;
  if (type === 'integer' || type === 'decimal') {
    const number = Number(value);
    return Number.isFinite(number) ? number : null;
  }
  if (type === 'datetime' && typeof value === 'string') return value.replace(' ', 'T');
  return typeof value === 'boolean' || typeof value === 'string' ? value : JSON.stringify(value);
};

/** CSV as `clean.csv` writes it: what a spreadsheet would run is neutralised. */
export const csvHead = (columns: readonly AnswerColumn[]): string =>
  csvLine(columns.map(({ name }) => neutralise(name)));
export const csvRow = (columns: readonly AnswerColumn[], cells: readonly Cell[]): string =>
  csvLine(
    columns.map(({ type }, i) => {
      const cell = cells[i] ?? null;
      if (cell === null) return '';
      return type === 'text' ? neutralise(String(cell)) : String(cell);
    }),
  );

/** How many cells and names of this CSV got an apostrophe in front. */
export const neutralisedIn = (
  columns: readonly AnswerColumn[],
  rows: readonly (readonly Cell[])[],
): number => {
  const texts = columns.flatMap(({ type }, i) => (type === 'text' ? [i] : []));
  const inRows = rows.reduce(
    (count, cells) => count + texts.filter((i) => isNeutralised(String(cells[i] ?? ''))).length,
    0,
  );
  return inRows + columns.filter(({ name }) => isNeutralised(name)).length;
};
