import type { Cell, AnswerColumn } from './answer.ts';
import { askRows, type Ask } from './ask-rows.ts';
import type { OpenTable } from './open-table.ts';

export type Gathered = {
  readonly columns: readonly AnswerColumn[];
  readonly rows: readonly (readonly Cell[])[];
  readonly total: number;
  readonly next: string | undefined;
};

/** Rows asked for at once: few at first, since nobody knows how wide they are, then more. */
const FIRST = 100;
const GROWS = 4;
const MOST = 2000;

/**
 * Rows up to `limit` or until `maxBytes` of their JSON are full, whichever comes first; always one at least. Where the
 * answer ends early, `next` goes on behind its last row, so nothing is left out silently.
 */
export const gather = async (
  table: OpenTable,
  ask: Ask,
  maxBytes: number,
): Promise<Gathered | 'wrong-cursor'> => {
  const rows: (readonly Cell[])[] = [];
  let bytes = 0;
  let { cursor, from } = ask;
  let chunk = FIRST;
  for (;;) {
    const page = await askRows(table, {
      ...ask,
      cursor,
      from,
      limit: Math.min(chunk, ask.limit - rows.length),
    });
    if (page === 'wrong-cursor') return page;
    let taken = 0;
    for (const row of page.rows) {
      bytes += Buffer.byteLength(JSON.stringify(row));
      if (bytes > maxBytes && rows.length > 0) break;
      rows.push(row);
      taken += 1;
    }
    const next = taken > 0 ? page.cursorAfter(taken - 1) : undefined;
    const { columns, total } = page;
    if (next === undefined || taken < page.rows.length || rows.length >= ask.limit)
      return { columns, rows, total, next };
    cursor = next;
    from = undefined;
    chunk = Math.min(MOST, chunk * GROWS);
  }
};
