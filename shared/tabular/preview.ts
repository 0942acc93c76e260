import * as z from 'zod';
import { clip } from './problem-list.ts';
import type { TabularLimits } from './limits.ts';
import { ColumnType, type Column } from './report.ts';

/** The first rows of a table, for a page to show. `notice` says what part of the whole this is. */
export const Preview = z.object({
  notice: z.object({
    holds: z.enum(['all-rows', 'first-rows']),
    shown: z.int().nonnegative(),
    of: z.int().nonnegative(),
    clippedCells: z.int().nonnegative().meta({ description: 'Cells too long to be shown whole' }),
  }),
  columns: z.array(z.object({ name: z.string(), type: ColumnType })),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
});
export type Preview = z.infer<typeof Preview>;

type Cell = Preview['rows'][number][number];

/** The JSON value of a clean cell: what `data.json` has for it, too. */
export const typedValue = (value: string, column: Pick<Column, 'type'>): Cell => {
  if (value === '') return null;
  if (column.type === 'integer' || column.type === 'decimal') return Number(value);
  return column.type === 'boolean' ? value === 'true' : value;
};

export type PreviewTaker = {
  readonly isFull: () => boolean;
  readonly take: (values: readonly string[]) => void;
  readonly result: (rows: number) => Preview;
};

export const previewTaker = (columns: readonly Column[], limits: TabularLimits): PreviewTaker => {
  const rows: Preview['rows'] = [];
  let clippedCells = 0;
  const shown = (value: string, column: Column): Cell => {
    if (value.length <= limits.maxPreviewCellChars) return typedValue(clip(value, value.length), column);
    clippedCells += 1;
    return clip(value, limits.maxPreviewCellChars);
  };
  return {
    isFull: () => rows.length >= limits.previewRows,
    take: (values) => rows.push(columns.map((column, i) => shown(values[i] ?? '', column))),
    result: (total) => ({
      notice: {
        holds: rows.length === total ? 'all-rows' : 'first-rows',
        shown: rows.length,
        of: total,
        clippedCells,
      },
      columns: columns.map(({ name, type }) => ({ name, type })),
      rows,
    }),
  };
};
