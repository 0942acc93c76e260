import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultLimits, profile, TableProfile, type TabularLimits } from '../../shared/tabular/index.ts';
import { derive, testFolder } from './workbench.ts';

const profileOf = async (content: string, limits: TabularLimits = defaultLimits) => {
  const { report, folder } = await derive(content);
  const found = await profile(join(folder, 'data.parquet'), report, { scratch: await testFolder(), limits });
  return TableProfile.parse(JSON.parse(JSON.stringify(found)));
};

test('each column is described by what its type allows', async () => {
  const { rows, columns } = await profileOf(
    'mã,số,ngày,mở\n007,1,2024-05-01,true\n007,3,2024-05-03,false\n008,,2024-05-02,true\nđường,-2,,true\n',
  );
  expect(rows).toBe(4);
  expect(columns[0]).toEqual({
    name: 'mã',
    type: 'text',
    missing: 0,
    distinct: { count: 3, exact: true },
    min: '007',
    max: 'đường',
    textLength: { min: 3, max: 5, mean: 3.5 },
    topValues: {
      exact: true,
      values: [
        { value: '007', count: 2 },
        { value: '008', count: 1 },
        { value: 'đường', count: 1 },
      ],
    },
  });
  expect(columns[1]).toMatchObject({ missing: 1, min: -2, max: 3, distinct: { count: 3, exact: true } });
  expect(columns[1]?.mean).toBeCloseTo(2 / 3);
  expect(columns[2]).toMatchObject({ min: '2024-05-01', max: '2024-05-03', missing: 1 });
  expect(columns[3]?.topValues.values).toEqual([
    { value: 'true', count: 3 },
    { value: 'false', count: 1 },
  ]);
});

test('the bars of a histogram hold every number once, the largest included', async () => {
  const { columns } = await profileOf(`số\n${Array.from({ length: 1000 }, (_, i) => i / 8).join('\n')}\n`);
  const bars = columns[0]?.histogram ?? [];
  expect(bars).toHaveLength(20);
  expect(bars.reduce((sum, bar) => sum + bar.count, 0)).toBe(1000);
  expect([bars[0]?.from, bars.at(-1)?.to]).toEqual([0, 124.875]);
});

test('a column of one number and a column of nothing have no histogram and no range of their own', async () => {
  const { columns } = await profileOf('số,trống\n5,\n5,\n');
  expect(columns[0]).toMatchObject({ min: 5, max: 5, histogram: [] });
  expect(columns[1]).toEqual({
    name: 'trống',
    type: 'text',
    missing: 2,
    distinct: { count: 0, exact: true },
    topValues: { exact: true, values: [] },
  });
});

test('over the limit of distinct values the answer says that it is approximate', async () => {
  const limits = { ...defaultLimits, maxExactDistinct: 100 };
  const { columns } = await profileOf(
    `mã,loại\n${Array.from({ length: 5000 }, (_, i) => `m${i},${i % 3}`).join('\n')}\n`,
    limits,
  );
  expect(columns[0]?.distinct.exact).toBe(false);
  expect(columns[0]?.distinct.count).toBeGreaterThan(4000);
  expect(columns[0]?.topValues.exact).toBe(false);
  expect(columns[1]).toMatchObject({ distinct: { count: 3, exact: true }, topValues: { exact: true } });
});

test('the profile stays small however long the values are', async () => {
  const { columns } = await profileOf(
    `chữ\n${Array.from({ length: 30 }, (_, i) => `${i}${'đ'.repeat(50_000)}`).join('\n')}\n`,
  );
  expect(JSON.stringify(columns).length).toBeLessThan(4000);
});

test('names of columns that the statements use themselves do no harm', async () => {
  const names = ['a', 'b', 'c1', 'c0', 'd', 'g', 'k', 'n', 't', 'v', 'd0', 'count', 'select'];
  const row = (n: number): string => names.map((_, i) => `${n + i}`).join(',');
  const { columns } = await profileOf(`${names.join(',')}\n${row(1)}\n${row(2)}\n`);
  columns.forEach((column, i) =>
    expect(column).toMatchObject({
      name: names[i],
      min: i + 1,
      max: i + 2,
      distinct: { count: 2, exact: true },
    }),
  );
});

test('numbers have quartiles, and days are counted by the span that suits them', async () => {
  const { columns } = await profileOf(
    `số,ngày,giờ\n${Array.from({ length: 400 }, (_, i) => {
      const day = new Date(Date.UTC(2019, 0, 1 + i * 3)).toISOString();
      return `${i},${day.slice(0, 10)},2024-05-01T${String(i % 24).padStart(2, '0')}:15:00`;
    }).join('\n')}\n`,
  );
  const [low, middle, high] = columns[0]?.quartiles ?? [];
  expect(low).toBeCloseTo(100, -1);
  expect(middle).toBeCloseTo(200, -1);
  expect(high).toBeCloseTo(300, -1);
  expect(columns[1]?.times).toMatchObject({ unit: 'month' });
  expect(columns[1]?.times?.bars[0]).toEqual({ from: '2019-01', count: 11 });
  expect(columns[1]?.times?.bars.reduce((sum, { count }) => sum + count, 0)).toBe(400);
  expect(columns[2]?.times).toMatchObject({ unit: 'hour' });
  expect(columns[2]?.times?.bars[1]).toEqual({ from: '2024-05-01 01:00', count: 17 });
});
