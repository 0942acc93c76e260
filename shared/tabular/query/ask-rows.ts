import { answerColumns, cellOf, type AnswerColumn, type Cell } from './answer.ts';
import { queryKey, readCursor, writeCursor } from './cursor.ts';
import { isGrouped, type RowQuery, type Value } from './model.ts';
import type { OpenTable } from './open-table.ts';
import {
  countStatement,
  groupStatement,
  isUnfiltered,
  pageStatement,
  placesStatement,
  placeStatement,
  rowsStatement,
  type After,
  type Statement,
} from './sql.ts';

export type RowPage = {
  readonly columns: readonly AnswerColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** Exact: rows that match, or groups. */
  readonly total: number;
  /** The cursor behind each row of the page, or undefined behind the very last. */
  readonly cursorAfter: (index: number) => string | undefined;
};

/** Totals of questions asked before, by question: they never change, since a release never does. */
export type Totals = {
  readonly get: (key: string) => number | undefined;
  readonly set: (key: string, total: number) => void;
};

export type Ask = {
  /** Names the release, so that cursors and totals of one never serve another. */
  readonly release: string;
  readonly query: RowQuery;
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** Begin at this row of the release, counted from 0; only for rows in their own order without filters. */
  readonly from?: number | undefined;
  readonly totals: Totals;
};

const isValue = (value: unknown): value is Value =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const groups = async (
  table: OpenTable,
  { query, limit, release, cursor }: Ask,
): Promise<RowPage | 'wrong-cursor'> => {
  const { columns } = table.about;
  const key = queryKey(release, query);
  const place = cursor === undefined ? undefined : readCursor(cursor, key, table.about.rows);
  if (cursor !== undefined && !place) return 'wrong-cursor';
  const offset = place ? place.at : 0;
  const found = await table.ask(groupStatement(columns, query, { offset, limit }));
  const shown = answerColumns(columns, query);
  const total = Number(found[0]?.at(-1) ?? offset);
  return {
    columns: shown,
    rows: found.map((row) => shown.map(({ type }, i) => cellOf(row[i], type))),
    total,
    cursorAfter: (index) => {
      const at = offset + index + 1;
      return at < total ? writeCursor(key, { at }) : undefined;
    },
  };
};

/** Rows behind a cursor come from the order itself (keyset): no row before them is counted or read again. */
const behind = async (table: OpenTable, query: RowQuery, row: number): Promise<After> => {
  const statement = placeStatement(table.about.columns, query, row);
  const values = statement ? ((await table.ask(statement))[0] ?? []) : [];
  return { row, at: values.map((value) => (isValue(value) ? value : null)) };
};

/** Of more rows than this, reading the blocks they lie in costs less than finding each. */
const MOST_BY_PLACE = 2000;

/** Neither filtered nor sorted: its pages are rows that stand together. */
const hasOwnOrder = (query: RowQuery): boolean => isUnfiltered(query) && query.sort.length === 0;

/** Rows in their own order begin behind the place before the first, so that they are read by place. */
const ownBeginning = (query: RowQuery): After | undefined =>
  hasOwnOrder(query) ? { row: -1, at: [] } : undefined;

const placesOf = async (
  table: OpenTable,
  query: RowQuery,
  page: Parameters<typeof placesStatement>[2],
): Promise<number[]> =>
  (await table.ask(placesStatement(table.about.columns, query, page))).map(([row]) => Number(row));

/** The rows at these places, in their order here. */
const rowsAt = async (table: OpenTable, query: RowQuery, places: readonly number[]): Promise<unknown[][]> => {
  if (places.length === 0) return [];
  const byPlace = new Map<number, unknown[]>();
  for (const row of await table.ask(rowsStatement(query, places))) byPlace.set(Number(row[0]), row);
  return places.map((place) => {
    const row = byPlace.get(place);
    if (!row) throw new Error(`The query file has no row ${place}`);
    return row;
  });
};

/**
 * Answers a question with one page and the exact total. The total of the whole table stands in the file; that of a
 * filtered question is counted once, in the same reading that finds its first rows.
 */
export const askRows = async (table: OpenTable, ask: Ask): Promise<RowPage | 'wrong-cursor'> => {
  const { query, limit, release, totals } = ask;
  if (isGrouped(query)) return groups(table, ask);
  const { columns, rows: all } = table.about;
  // The columns shown do not change which rows match, nor their order.
  const key = queryKey(release, { ...query, select: [] });
  const cursor = ask.cursor === undefined ? undefined : readCursor(ask.cursor, key, all);
  if (ask.cursor !== undefined && !cursor) return 'wrong-cursor';
  const isPlain = isUnfiltered(query);
  const from = cursor?.at ?? (ask.from && ask.from > 0 ? ask.from - 1 : undefined);
  const begin = from === undefined ? undefined : await behind(table, query, from);

  let total = isPlain ? all : totals.get(key);
  let found: unknown[][] | undefined;
  if (total === undefined) {
    const first = begin || query.sort.length > 0 ? 0 : limit + 1;
    const [count, places] = (await table.ask(countStatement(columns, query, first)))[0] ?? [];
    total = Number(count);
    totals.set(key, total);
    if (first > 0 && Array.isArray(places)) found = await rowsAt(table, query, places.map(Number));
  }
  if (total === 0) found = [];
  const page = { after: begin, limit: limit + 1 };
  found ??=
    hasOwnOrder(query) || limit > MOST_BY_PLACE
      ? await table.ask(pageStatement(columns, query, { ...page, after: begin ?? ownBeginning(query) }))
      : await rowsAt(table, query, await placesOf(table, query, page));
  const shown = answerColumns(columns, query);
  return {
    columns: shown,
    rows: found.slice(0, limit).map((row) => shown.map(({ type }, i) => cellOf(row[i + 1], type))),
    total,
    cursorAfter: (index) => {
      const row = found[index]?.[0];
      return row !== undefined && index + 1 < found.length
        ? writeCursor(key, { at: Number(row) })
        : undefined;
    },
  };
};

/** The statement whose rows an answer of `limit` rows holds, for an answer that the engine itself writes. Cursor already checked. */
export const answerStatement = async (table: OpenTable, ask: Ask): Promise<Statement> => {
  const { query, limit, release } = ask;
  const { columns, rows } = table.about;
  if (isGrouped(query)) {
    const place = ask.cursor && readCursor(ask.cursor, queryKey(release, query), rows);
    return groupStatement(columns, query, { offset: place ? place.at : 0, limit });
  }
  const cursor = ask.cursor && readCursor(ask.cursor, queryKey(release, { ...query, select: [] }), rows);
  const from = cursor ? cursor.at : ask.from && ask.from > 0 ? ask.from - 1 : undefined;
  const after = from === undefined ? undefined : await behind(table, query, from);
  return pageStatement(columns, query, { after, limit });
};
