import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ColumnSchema } from '../../shared/kernel/table-schema.ts';
import { TableComparison, type ComparedRow } from '../../shared/kernel/table-comparison.ts';
import { compareTables, type CompareOptions } from '../../shared/tabular/compare/compare-tables.ts';
import { defaultLimits, writeFingerprints } from '../../shared/tabular/index.ts';
import { collection, derive, feature, testFolder } from './workbench.ts';

/** Each release is converted whole; a busy machine takes its time. */
const PATIENCE = 120_000;

type Keys = Pick<CompareOptions, 'declaredKey' | 'earlierKey'>;

const compare = async (
  before: string,
  after: string,
  keys: Keys = {},
  columns?: ColumnSchema[],
): Promise<TableComparison> => {
  const reading = columns ? { columns } : {};
  const [one, two] = [await derive(before, 'a.csv', reading), await derive(after, 'b.csv', reading)];
  const found = await compareTables(join(one.folder, 'data.parquet'), join(two.folder, 'data.parquet'), {
    scratch: await testFolder(),
    limits: defaultLimits,
    columns: 10,
    ...keys,
  });
  return TableComparison.parse(JSON.parse(JSON.stringify(found)));
};

const counts = ({ added, removed, changed, unchanged }: TableComparison) => ({
  added,
  removed,
  changed,
  unchanged,
});

const said = ({ key, cells }: ComparedRow): string =>
  [
    ...key.map(({ value }) => value),
    ...cells.map(({ column, before, after }) => `${column}: ${before} > ${after}`),
  ].join(' | ');

const before =
  'Mã trường,Tên,Học sinh,Ngày\nT01,Trường A,100,2025-01-01\nT02,Trường B,200,\nT03,Trường C,300,2025-01-03\n';

describe('rows by a key', () => {
  test('added, removed and changed rows are counted and shown, whatever their order', async () => {
    const after =
      'Mã trường,Tên,Học sinh,Ngày\nT04,Trường D,50,2025-02-01\nT02,Trường B,210,2025-02-02\nT01,Trường A,100,2025-01-01\n';
    const found = await compare(before, after);
    expect(counts(found)).toEqual({ added: 1, removed: 1, changed: 1, unchanged: 1 });
    expect(found).toMatchObject({ key: ['Mã trường'], keyIs: 'found', rowsBefore: 3, rowsAfter: 3 });
    expect(found.samples.changed.map(said)).toEqual(['T02 | Học sinh: 200 > 210 | Ngày: null > 2025-02-02']);
    expect(found.samples.removed.map(said)).toEqual([
      'T03 | Tên: Trường C > undefined | Học sinh: 300 > undefined | Ngày: 2025-01-03 > undefined',
    ]);
    expect(found.samples.added[0]?.key).toEqual([{ column: 'Mã trường', value: 'T04' }]);
    expect(found.columnsChanged).toEqual([
      { column: 'Học sinh', count: 1 },
      { column: 'Ngày', count: 1 },
    ]);
  });

  test('the declared key goes first, of several columns too; where it does not hold it is not used', async () => {
    const one = 'năm,xã,số\n2024,A,1\n2024,B,2\n2025,A,3\n';
    const two = 'năm,xã,số\n2024,A,1\n2024,B,5\n2025,A,3\n2025,B,4\n';
    const declaredKey = ['năm', 'xã'];
    const found = await compare(one, two, { declaredKey });
    expect(found).toMatchObject({ key: declaredKey, keyIs: 'declared' });
    expect(counts(found)).toEqual({ added: 1, removed: 0, changed: 1, unchanged: 2 });
    expect(found.samples.changed.map(said)).toEqual(['2024 | B | số: 2 > 5']);
    const twice = await compare(`${one}2024,A,9\n`, two, { declaredKey });
    expect(twice.keyIs).toBe('none');
  });

  test('a key used before is used again, before a likelier name', async () => {
    const file = 'mã,số hiệu\n1,a\n2,b\n';
    expect((await compare(file, file)).key).toEqual(['mã']);
    expect(await compare(file, file, { earlierKey: ['số hiệu'] })).toMatchObject({
      key: ['số hiệu'],
      keyIs: 'found',
    });
  });

  test('the number of a row, a measure and a column that matches nothing are no keys', async () => {
    const one = 'STT,ghi chú,số\n1,x1,10\n2,x2,20\n3,x3,30\n';
    const two = 'STT,ghi chú,số\n1,y1,10\n2,y2,20\n3,y3,30\n';
    expect(await compare(one, two)).toMatchObject({ keyIs: 'none', added: 3, removed: 3, changed: 0 });
  });

  test('a thousand changed rows show ten', async () => {
    const table = (add: number) =>
      `mã,số\n${Array.from({ length: 1000 }, (_, i) => `K${i},${i + add}`).join('\n')}\n`;
    const found = await compare(table(0), table(1));
    expect(counts(found)).toEqual({ added: 0, removed: 0, changed: 1000, unchanged: 0 });
    expect(found.samples.changed).toHaveLength(10);
    expect(found.samples.changed[0] && said(found.samples.changed[0])).toBe('K0 | số: 0 > 1');
  });
});

describe('whole rows, where nothing tells them apart', () => {
  test('each is counted as often as it stands there', async () => {
    const found = await compare('a,b\n1,x\n1,x\n1,x\n2,y\n', 'a,b\n1,x\n2,y\n2,y\n3,z\n');
    expect(found).toMatchObject({ key: [], keyIs: 'none', added: 2, removed: 2, changed: 0, unchanged: 2 });
    expect(found.samples.removed.map(said)).toEqual(['a: 1 > undefined | b: x > undefined']);
  });
});

describe('columns', () => {
  test('added, removed and of another type; a number is the same number as a whole one', async () => {
    const found = await compare('mã,số,cũ\nA,1,x\nB,2,y\n', 'mã,số,mới\nA,1.0,p\nB,2.5,q\n');
    expect(found).toMatchObject({
      columnsAdded: ['mới'],
      columnsRemoved: ['cũ'],
      typesChanged: [{ column: 'số', from: 'integer', to: 'decimal' }],
    });
    expect(counts(found)).toEqual({ added: 0, removed: 0, changed: 1, unchanged: 1 });
  });

  test('tables with no column in common share no row', async () => {
    const found = await compare('a,b\n1,x\n', 'c,d\n1,x\n2,y\n');
    expect(counts(found)).toEqual({ added: 2, removed: 1, changed: 0, unchanged: 0 });
  });

  test('names and values that look like statements of the engine are names and values', async () => {
    const head = `"mã""'); --","b'c"`;
    const found = await compare(`${head}\n"x'); DROP",1\ny,2\n`, `${head}\n"x'); DROP",1\ny,3\n`);
    expect(found.samples.changed.map(said)).toEqual([`y | b'c: 2 > 3`]);
  });
});

describe('any two tables', () => {
  const tables = fc.tuple(
    fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 3 })), {
      selector: ([id]) => id,
      minLength: 1,
      maxLength: 20,
    }),
    fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 3 })), {
      selector: ([id]) => id,
      minLength: 1,
      maxLength: 20,
    }),
  );

  test('count as a plain comparison of two lists does', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async ([one, two]) => {
        const csv = (rows: [number, number][]) =>
          `mã,số\n${rows.map(([id, n]) => `K${id},${n}`).join('\n')}\n`;
        const [was, is] = [new Map(one), new Map(two)];
        const kept = two.filter(([id]) => was.has(id));
        const changed = kept.filter(([id, n]) => was.get(id) !== n).length;
        const found = await compare(csv(one), csv(two), { declaredKey: ['mã'] });
        expect(counts(found)).toEqual({
          added: is.size - kept.length,
          removed: was.size - kept.length,
          changed,
          unchanged: kept.length - changed,
        });
      }),
      { numRuns: 12 },
    );
  });
});

describe('shapes by a key', () => {
  const square = (size: number) => ({
    type: 'Polygon',
    coordinates: [
      [
        [106, 20],
        [106 + size, 20],
        [106 + size, 20 + size],
        [106, 20],
      ],
    ],
  });
  const areas = (...list: [code: string, size: number | null, people: number][]): string =>
    collection(
      ...list.map(([mã, size, dân]) => feature(size === null ? null : square(size), { mã, 'dân số': dân })),
    );
  const compareShapes = async (was: string, is: string): Promise<TableComparison> => {
    const [one, two] = [await derive(was, 'a.geojson'), await derive(is, 'b.geojson')];
    const geometries = { before: join(one.folder, 'shapes.csv'), after: join(two.folder, 'shapes.csv') };
    await writeFingerprints(join(one.folder, 'data.geojson'), geometries.before);
    await writeFingerprints(join(two.folder, 'data.geojson'), geometries.after);
    return compareTables(join(one.folder, 'data.parquet'), join(two.folder, 'data.parquet'), {
      scratch: await testFolder(),
      limits: defaultLimits,
      columns: 2,
      geometries,
    });
  };
  const before = areas(['01', 0.1, 10], ['02', 0.2, 20], ['03', null, 30], ['04', 0.4, 40]);

  test('changed ones are counted whatever the order of the rows, given or taken away too', async () => {
    const after = areas(['04', 0.4, 41], ['03', 0.3, 30], ['02', 0.25, 20], ['05', 0.5, 50]);
    const found = await compareShapes(before, after);
    expect(found).toMatchObject({ key: ['mã'], added: 1, removed: 1, changed: 1, geometryChanged: 2 });
  });

  test(
    'none of the same release changed; without a key nothing is said of them',
    async () => {
      expect(await compareShapes(before, before)).toMatchObject({ changed: 0, geometryChanged: 0 });
      const unkeyed = areas(['01', 0.1, 1], ['01', 0.2, 1]);
      expect(await compareShapes(unkeyed, unkeyed)).not.toHaveProperty('geometryChanged');
    },
    PATIENCE,
  );
});
