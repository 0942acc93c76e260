import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, nfc } from '../../shared/kernel/vietnamese-text.ts';
import type { Cell } from '../../shared/tabular/query/answer.ts';
import { listValue } from '../../shared/tabular/query/word-list.ts';
import { openedTable, pageOf, tableOf, walk } from './rows-ground.ts';

/** Each run converts a file; a busy machine takes its time. */
const PATIENCE = 120_000;

type Row = { chữ: string | null; số: number | null; tỷ: number | null; ngày: string | null };

const nullable = <T>(one: fc.Arbitrary<T>) => fc.option(one, { freq: 4, nil: null });
const text = fc.constantFrom(
  'Hoà',
  'Hòa',
  'hoa',
  'Đông Hưng',
  'dong',
  'ăn',
  'an',
  'Ân',
  'x, "y"',
  "o'r; --",
  'Z',
);
/** A row of nothing at all is a blank line, which reading leaves out. */
const row = fc
  .record<Row>({
    chữ: nullable(text),
    số: nullable(fc.integer({ min: -3, max: 3 })),
    tỷ: nullable(fc.constantFrom(-1.5, 0.5, 2.25)),
    ngày: nullable(fc.constantFrom('2020-01-31', '2021-06-01', '2024-02-29')),
  })
  .filter((r) => Object.values(r).some((value) => value !== null));
/** The first rows fix the types, whatever chance brings. */
const head: Row[] = [
  { chữ: 'chữ', số: 7, tỷ: 7.5, ngày: '1999-01-01' },
  { chữ: 'Thái', số: 8, tỷ: 8.25, ngày: '1999-01-02' },
];

const cell = (value: string | number | null): string =>
  value === null ? '' : `"${String(value).replaceAll('"', '""')}"`;
const csvOf = (rows: readonly Row[]): string =>
  ['chữ,số,tỷ,ngày', ...rows.map((r) => [r.chữ, r.số, r.tỷ, r.ngày].map(cell).join(','))].join('\n') + '\n';

type Key = keyof Row;
const keys: readonly Key[] = ['chữ', 'số', 'tỷ', 'ngày'];

const order = (key: Key, a: Cell, b: Cell): number => {
  const plain = (x: Cell, y: Cell): number => (x === y ? 0 : x !== null && y !== null && x < y ? -1 : 1);
  if (key !== 'chữ' || typeof a !== 'string' || typeof b !== 'string') return plain(a, b);
  const bytes = (x: string, y: string): number => Buffer.compare(Buffer.from(x), Buffer.from(y));
  return bytes(fold(a), fold(b)) || bytes(a, b);
};

type Test = { address: string; holds: (r: Row) => boolean };
const filter: fc.Arbitrary<Test> = fc
  .record({
    key: fc.constantFrom(...keys),
    operator: fc.constantFrom('exact', 'differs', 'lt', 'lte', 'gt', 'gte', 'in', 'missing', 'contains'),
    from: row,
    other: row,
    yes: fc.boolean(),
  })
  .map(({ key, operator, from, other, yes }) => {
    const value = from[key] ?? head[0]?.[key] ?? '';
    const second = other[key] ?? head[1]?.[key] ?? '';
    const write = (op: string, written: string): string =>
      new URLSearchParams({ [`${key}__${op}`]: written }).toString();
    const known = (r: Row, so: (own: string | number) => boolean): boolean => {
      const own = r[key];
      return own !== null && so(own);
    };
    if (operator === 'missing')
      return { address: write('missing', String(yes)), holds: (r) => (r[key] === null) === yes };
    if (operator === 'in')
      return {
        address: write('in', [value, second].map((v) => listValue(String(v))).join(',')),
        holds: (r) => known(r, (own) => own === value || own === second),
      };
    if (operator === 'contains')
      return {
        address: new URLSearchParams({ chữ__contains: String(from.chữ ?? 'a') }).toString(),
        holds: (r) => r.chữ !== null && fold(r.chữ).includes(fold(from.chữ ?? 'a')),
      };
    const compared: Record<string, (own: string | number) => boolean> = {
      exact: (own) => own === value,
      lt: (own) => order(key, own, value) < 0,
      lte: (own) => order(key, own, value) <= 0,
      gt: (own) => order(key, own, value) > 0,
      gte: (own) => order(key, own, value) >= 0,
    };
    if (operator === 'differs')
      return { address: write('differs', String(value)), holds: (r) => r[key] !== value };
    return {
      address: write(operator, String(value)),
      holds: (r) => known(r, compared[operator] ?? (() => false)),
    };
  });

const sorting = fc.uniqueArray(fc.record({ key: fc.constantFrom(...keys), down: fc.boolean() }), {
  maxLength: 3,
  selector: ({ key }) => key,
});

test(
  'a small table answers as a plain reading of its rows does, every row once, page by page',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 30 }),
        fc.array(
          fc.record({
            filters: fc.array(filter, { maxLength: 3 }),
            sort: sorting,
            q: fc.constantFrom('', 'hoa', 'Hòa', 'dong hung', 'a n', ';'),
            limit: fc.integer({ min: 1, max: 7 }),
          }),
          { minLength: 12, maxLength: 12 },
        ),
        async (more, questions) => {
          const rows = [...head, ...more];
          const { table, close } = await openedTable(csvOf(rows));
          try {
            for (const { filters, sort, q, limit } of questions) {
              const address = [
                ...filters.map((one) => one.address),
                new URLSearchParams({
                  ...(q ? { q } : {}),
                  ...(sort.length > 0
                    ? { sort: sort.map(({ key, down }) => (down ? '-' : '') + key).join(',') }
                    : {}),
                }).toString(),
              ]
                .filter((part) => part !== '')
                .join('&');
              const words = q.split(' ').filter((word) => word !== '');
              const expected = rows
                .filter(
                  (r) =>
                    filters.every(({ holds }) => holds(r)) &&
                    words.every((word) => r.chữ !== null && fold(r.chữ).includes(fold(word))),
                )
                .toSorted((a, b) => {
                  for (const { key, down } of sort) {
                    const [x, y] = [a[key], b[key]];
                    if (x === y) continue;
                    if (x === null) return 1;
                    if (y === null) return -1;
                    const way = order(key, x, y);
                    if (way !== 0) return down ? -way : way;
                  }
                  return 0;
                })
                .map((r) => [r.chữ === null ? null : nfc(r.chữ), r.số, r.tỷ, r.ngày]);
              const found = await walk(table, address, limit);
              expect(found.rows, address).toEqual(expected);
              expect(found.total, address).toBe(expected.length);
            }
          } finally {
            await close();
          }
        },
      ),
      { numRuns: 6 },
    );
  },
  PATIENCE,
);

test('whatever is written in an address is answered or named, and never reaches the engine as SQL', async () => {
  const table = await tableOf('a"b,c; DROP TABLE rows,__exact,limit,-x\n1,x,y,2,z\n2,x,y,3,z\n');
  const part = fc.oneof(
    fc.constantFrom(
      'a"b',
      'c; DROP TABLE rows',
      '__exact',
      'limit',
      '-x',
      '--x',
      'c0',
      '_row',
      '*',
      "'",
      '"',
      ',',
      '$1',
    ),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  const operator = fc.constantFrom('exact', 'contains', 'in', 'gt', 'between', 'missing', 'like', '');
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          fc.tuple(
            fc.tuple(part, operator).map(([name, op]) => `${name}__${op}`),
            part,
          ),
          fc.tuple(fc.constantFrom('q', 'select', 'sort', 'group', 'aggregate', 'sum'), part),
          fc.tuple(
            fc.constantFrom('aggregate'),
            part.map((name) => `max:${name}`),
          ),
        ),
        { minLength: 1, maxLength: 4 },
      ),
      fc.option(part, { nil: undefined }),
      async (params, cursor) => {
        const address = params
          .map(
            ([name, value]) =>
              `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`,
          )
          .join('&');
        const found = await pageOf(table, address, cursor === undefined ? {} : { cursor });
        if (found !== 'wrong-cursor' && !Array.isArray(found)) expect(found.total).toBeLessThanOrEqual(2);
      },
    ),
    { numRuns: 300 },
  );
  expect(await pageOf(table, 'c; DROP TABLE rows__exact=x&__exact__exact=y&sort=--x')).toMatchObject({
    total: 2,
  });
});
