import type { SourceRow } from '../reading.ts';
import { isNoteRow, isNoValue, shapeOf, type RowShape } from './row-shape.ts';

const HEAD = 500;
const TAIL = 100;
const MAX_TABLES = 20;

/** What is kept of one table of a sheet, however long it is. */
export type TableSurvey = {
  readonly head: RowShape[];
  readonly tail: RowShape[];
  rows: number;
};

const isWide = (row: RowShape): boolean =>
  row.filled.length - row.values.length >= 2 && row.values.length === 0;

const numericColumns = (rows: readonly RowShape[]): Set<number> => {
  const values = new Map<number, number>();
  const filled = new Map<number, number>();
  for (const row of rows) {
    for (const i of row.filled) if (!isNoValue(row.texts[i] ?? '')) filled.set(i, (filled.get(i) ?? 0) + 1);
    for (const i of row.values) values.set(i, (values.get(i) ?? 0) + 1);
  }
  return new Set([...values].filter(([i, n]) => n >= 2 && n >= 0.6 * (filled.get(i) ?? 0)).map(([i]) => i));
};

/** Columns that hold numbers or dates in most of their filled cells. */
export const valueColumns = (rows: readonly RowShape[]): Set<number> => {
  const body = rows.length > 12 ? rows.slice(Math.min(10, Math.floor(rows.length / 3))) : rows;
  return numericColumns(body.length > 2 ? body : rows);
};

/**
 * Splits the rows of a sheet into tables: after a blank stretch, names where the table above has numbers, and below them
 * numbers again, begin another one. Rows between are notes of the table above or titles of the one below.
 */
export const surveyRows = async (
  rows: AsyncIterable<SourceRow>,
  { leavesOutBlankRows }: { readonly leavesOutBlankRows: boolean },
): Promise<TableSurvey[]> => {
  const tables: TableSurvey[] = [];
  let table: TableSurvey = { head: [], tail: [], rows: 0 };
  /** Rows since the last blank stretch, until it is known to which table they belong. */
  let pending: RowShape[] | undefined;
  let above = new Set<number>();
  let isWhole = false;
  let last = 0;
  let wasBlank = false;
  const begin = (): void => {
    table = { head: [], tail: [], rows: 0 };
    tables.push(table);
    isWhole = false;
  };
  const put = (row: RowShape): void => {
    table.rows += 1;
    if (table.head.length < HEAD) table.head.push(row);
    table.tail.push(row);
    if (table.tail.length > TAIL) table.tail.shift();
  };
  const settle = (): void => {
    for (const row of pending ?? []) put(row);
    pending = undefined;
  };
  /** A table of many blank rows must not make its columns be judged again and again. */
  const judgeAbove = (): void => {
    if (isWhole) return;
    above = valueColumns(table.head);
    isWhole = table.head.length === HEAD;
  };
  const judge = (row: RowShape): void => {
    const names = (pending ?? []).findLast((one) => isWide(one) && !isNoteRow(one));
    const isBelow = names !== undefined && row !== names && row.values.length > 0;
    if (isBelow && names.filled.some((i) => above.has(i)) && tables.length < MAX_TABLES) begin();
    if (isBelow || (pending?.length ?? 0) > 12) settle();
  };
  begin();
  for await (const source of rows) {
    const row = shapeOf(source);
    if (row.filled.length === 0) {
      wasBlank = true;
      continue;
    }
    const isAfterGap = last > 0 && (wasBlank || (leavesOutBlankRows && row.number > last + 1));
    last = row.number;
    wasBlank = false;
    if (isAfterGap) {
      settle();
      judgeAbove();
      if (above.size > 0) pending = [];
    }
    if (pending) {
      pending.push(row);
      judge(row);
    } else put(row);
  }
  settle();
  return tables;
};
