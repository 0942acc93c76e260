import { expect, test } from 'vitest';
import { askRows } from '../../shared/tabular/query/ask-rows.ts';
import type { OpenTable } from '../../shared/tabular/query/open-table.ts';
import { readQuery } from '../../shared/tabular/query/read-query.ts';
import { tableOf } from './rows-ground.ts';

const ROWS = 5000;
const csv = `mã,huyện,số\n${Array.from({ length: ROWS }, (_, i) => `${String(i).padStart(5, '0')},${i % 3 ? 'Vũ Thư' : 'Đông Hưng'},${(i * 7) % 901}`).join('\n')}\n`;

/** Reads every page behind `from`, and says what the engine was asked and which totals came back. */
const read = async (address: string, from?: number) => {
  const table = await tableOf(csv);
  const asked: string[] = [];
  const listening: OpenTable = {
    ...table,
    ask: (statement) => {
      asked.push(statement.sql);
      return table.ask(statement);
    },
  };
  const query = readQuery(new URLSearchParams(address), table.about.columns);
  if ('problems' in query) throw new Error(JSON.stringify(query.problems));
  const totals = new Map<string, number>();
  const found: number[] = [];
  let cursor: string | undefined;
  do {
    const begin = cursor === undefined ? { from } : { cursor };
    const page = await askRows(listening, { release: 'r1', query, limit: 1000, totals, ...begin });
    if (page === 'wrong-cursor') throw new Error('wrong cursor');
    found.push(page.total);
    cursor = page.cursorAfter(page.rows.length - 1);
  } while (cursor !== undefined);
  return { counting: asked.filter((sql) => /count\(/i.test(sql)), found: [...new Set(found)], asked };
};

test.each([
  ['', undefined],
  ['', 4000],
  ['sort=-số', undefined],
  ['sort=huyện,-số&select=mã', undefined],
])(
  'the total of the whole table (%s from %s) is exact on every page, and no row is counted',
  async (address, from) => {
    const { counting, found, asked } = await read(address, from);
    expect(found).toEqual([ROWS]);
    expect(counting).toEqual([]);
    expect(asked.length).toBeGreaterThan(0);
  },
);

test('in their own order only the rows of the page are read, at any depth', async () => {
  const { asked } = await read('', 4000);
  expect(asked).not.toEqual([]);
  for (const sql of asked) expect(sql).toMatch(/_row > (\d+) AND _row <= \d+|_row <= \d+ AND _row > \d+/);
});

test.each(['q=dong hung', 'huyện__exact=Đông Hưng', 'huyện__exact=Đông Hưng&sort=số'])(
  'a filtered total (%s) is counted once, for all its pages',
  async (address) => {
    const { counting, found } = await read(address);
    expect(found).toEqual([1667]);
    expect(counting).toHaveLength(1);
  },
);
