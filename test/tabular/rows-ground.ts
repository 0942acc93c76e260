import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { askRows, type RowPage } from '../../shared/tabular/query/ask-rows.ts';
import type { Cell } from '../../shared/tabular/query/answer.ts';
import { openTable, type OpenTable } from '../../shared/tabular/query/open-table.ts';
import { readQuery } from '../../shared/tabular/query/read-query.ts';
import {
  convert,
  defaultLimits,
  identify,
  isIdentified,
  makeQueryFile,
  readTable,
} from '../../shared/tabular/index.ts';

type Opened = { readonly table: OpenTable; readonly close: () => Promise<void> };

/** A table as the check leaves it, opened for questions, until it is closed. */
export const openedTable = async (csv: string, more: { maxMilliseconds?: number } = {}): Promise<Opened> => {
  const root = await mkdtemp(join(tmpdir(), 'rows-'));
  const original = join(root, 'so-lieu.csv');
  await writeFile(original, csv);
  const limits = defaultLimits;
  const identified = await identify(original, 'so-lieu.csv', Buffer.byteLength(csv), { limits });
  if (!isIdentified(identified)) throw new Error(`Not read: ${identified.code}`);
  const report = await readTable(original, identified, { limits });
  const options = { folder: root, scratch: join(root, 'scratch'), limits };
  await makeQueryFile(report, await convert(original, report, options), options);
  const table = await openTable(join(root, 'query.duckdb'), {
    scratch: join(root, 'engine'),
    memoryMb: 256,
    ...more,
  });
  const close = async (): Promise<void> => {
    table.close();
    await rm(root, { recursive: true, force: true });
  };
  return { table, close };
};

/** The same, for one test. */
export const tableOf = async (csv: string, more: { maxMilliseconds?: number } = {}): Promise<OpenTable> => {
  const { table, close } = await openedTable(csv, more);
  onTestFinished(close);
  return table;
};

export type Answered = {
  readonly names: string[];
  readonly rows: (readonly Cell[])[];
  readonly total: number;
};

/** A page of an answer, or the parameters that were not understood. */
export const pageOf = async (
  table: OpenTable,
  address: string,
  page: { limit?: number; cursor?: string; from?: number } = {},
): Promise<RowPage | 'wrong-cursor' | string[]> => {
  const query = readQuery(new URLSearchParams(address), table.about.columns);
  if ('problems' in query) return query.problems.map(({ parameter }) => parameter);
  const totals = new Map<string, number>();
  return askRows(table, { release: 'r1', query, limit: 50, totals, ...page });
};

/** Walks all pages by cursor. Throws when a question is not understood or a page never ends. */
export const walk = async (table: OpenTable, address: string, limit: number): Promise<Answered> => {
  const rows: (readonly Cell[])[] = [];
  let cursor: string | undefined;
  let pages = 0;
  for (;;) {
    const page = await pageOf(table, address, { limit, ...(cursor ? { cursor } : {}) });
    if (page === 'wrong-cursor' || Array.isArray(page)) throw new Error(`${address}: ${String(page)}`);
    rows.push(...page.rows);
    cursor = page.cursorAfter(page.rows.length - 1);
    pages += 1;
    if (pages > 1000) throw new Error('The walk does not end');
    if (!cursor) return { names: page.columns.map(({ name }) => name), rows, total: page.total };
  }
};
