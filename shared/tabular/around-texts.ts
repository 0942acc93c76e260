import * as z from 'zod';
import { clip } from './problem-list.ts';
import type { RowShape } from './layout/row-shape.ts';

/** Rows of the source beside the table that are no data: titles above it, notes below. They are not published, but read. */
export const AroundTexts = z.array(
  z.object({
    place: z.enum(['title', 'notes']),
    row: z.int().nonnegative(),
    sheet: z.string().optional(),
    text: z.string(),
  }),
);
export type AroundTexts = z.infer<typeof AroundTexts>;

const MAX_ROWS = 200;
const MAX_CHARS = 1000;

export const aroundTexts = (
  { titles, notes }: { readonly titles: readonly RowShape[]; readonly notes: readonly RowShape[] },
  sheet?: string,
): AroundTexts => {
  const of = (place: AroundTexts[number]['place'], rows: readonly RowShape[]): AroundTexts =>
    rows.slice(0, MAX_ROWS).map((row) => ({
      place,
      row: row.number,
      ...(sheet === undefined ? {} : { sheet }),
      text: clip(row.filled.map((i) => row.texts[i] ?? '').join('\n'), MAX_CHARS),
    }));
  return [...of('title', titles), ...of('notes', notes)];
};
