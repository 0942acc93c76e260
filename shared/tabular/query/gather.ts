import type { Cell, AnswerColumn } from './answer.ts';
import { askRows, type Ask } from './ask-rows.ts';
import { rowLimits } from './model.ts';
import type { OpenTable } from './open-table.ts';

export type Gathered = {
  readonly columns: readonly AnswerColumn[];
  readonly rows: readonly (readonly Cell[])[];
  readonly total: number;
  readonly next: string | undefined;
};

/** Rows asked for first, since nobody knows how wide they are; after that, as many as would fill what is left. */
const FIRST = 100;

/**
 * Rows up to `limit`, until `maxBytes` are full as `bytesOf` weighs them, or until the time of one question is over,
 * whichever comes first; always one at least. Where the answer ends early, `next` goes on behind its last row, so nothing
 * is left out silently.
 */
export const gather = async (
  table: OpenTable,
  ask: Ask,
  maxBytes: number,
  bytesOf: (row: readonly Cell[], columns: readonly AnswerColumn[]) => number,
): Promise<Gathered | 'wrong-cursor'> => {
  const until = performance.now() + rowLimits.maxMilliseconds;
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
      const weight = bytesOf(row, page.columns);
      if (bytes + weight > maxBytes && rows.length > 0) break;
      bytes += weight;
      rows.push(row);
      taken += 1;
    }
    const next = taken > 0 ? page.cursorAfter(taken - 1) : undefined;
    const { columns, total } = page;
    const isFull = taken < page.rows.length || rows.length >= ask.limit || performance.now() > until;
    if (next === undefined || isFull) return { columns, rows, total, next };
    cursor = next;
    from = undefined;
    chunk = Math.max(FIRST, Math.ceil(((maxBytes - bytes) * rows.length) / bytes));
  }
};
