import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MOST_BARS, MOST_POINTS } from '../../shared/kernel/chart.ts';
import { chooseChart } from '../../shared/tabular/chart/choose.ts';
import { defaultLimits, profile, TableProfile, type ColumnProfile } from '../../shared/tabular/index.ts';
import { derive, testFolder } from './workbench.ts';

const ROWS = 120;
const column = (
  name: string,
  type: ColumnProfile['type'],
  distinct: number,
  more: Partial<ColumnProfile> = {},
): ColumnProfile => ({
  name,
  type,
  missing: 0,
  distinct: { count: distinct, exact: true },
  topValues: { exact: true, values: [] },
  ...more,
});

const name = column('Tên xã', 'text', ROWS);
const group = column('Cấp học', 'text', 4);
const open = column('Đạt chuẩn', 'boolean', 2);
const pupils = column('Số học sinh', 'integer', 90, { min: 10, max: 900 });
const day = column('Ngày', 'date', 100, { min: '2024-01-01', max: '2024-12-31' });
const year = column('Năm', 'integer', 12, { min: 2010, max: 2021 });
const code = column('Mã xã', 'text', ROWS);
const running = column('Thứ tự trong sổ', 'integer', ROWS, { min: 1, max: ROWS });
const latitude = column('Vĩ độ', 'decimal', ROWS, { min: 20.1, max: 20.7 });
const longText = column('Ghi chú', 'text', 60);

const chosen = (...columns: ColumnProfile[]) => {
  const choice = chooseChart(columns, ROWS);
  return choice && [choice.rule, choice.x.name, choice.y?.name].filter(Boolean).join(': ');
};

describe('which chart the types of the columns ask for', () => {
  test.each([
    ['a day and a number', [code, day, pupils], 'time-number: Ngày: Số học sinh'],
    ['a year and a number', [name, year, pupils], 'year-number: Năm: Số học sinh'],
    ['a name of each row and a number', [code, name, group, pupils], 'category-number: Tên xã: Số học sinh'],
    ['a group and a number', [code, group, pupils], 'category-number: Cấp học: Số học sinh'],
    ['yes or no and a number', [open, pupils], 'category-number: Đạt chuẩn: Số học sinh'],
    ['a day alone', [name, day], 'time: Ngày'],
    ['a group alone', [name, group], 'category: Cấp học'],
    ['a number alone', [code, pupils], 'number: Số học sinh'],
    [
      'the first of several that would do',
      [pupils, column('Số lớp', 'integer', 30, { min: 1, max: 40 }), group],
      'category-number: Cấp học: Số học sinh',
    ],
  ])('%s', (_, columns, expected) => {
    expect(chosen(...columns)).toBe(expected);
  });

  test.each([
    ['names and codes only', [code, name]],
    ['a running number', [name, running]],
    ['weeks', [name, column('Tuần', 'integer', 53, { min: 1, max: 52.5 })]],
    ['coordinates', [name, latitude]],
    ['text that hardly returns', [longText]],
    ['a number that is mostly missing', [name, { ...pupils, missing: 100 }]],
    ['a number of two values', [name, column('Loại', 'integer', 2, { min: 1, max: 2 })]],
    ['a number whose name says code', [name, column('Mã số', 'integer', 90, { min: 10, max: 900 })]],
    ['a rank', [name, column('Xếp hạng', 'integer', 40, { min: 1, max: 63 })]],
    ['a position in a year', [name, column('Vị trí năm 2024', 'integer', 40, { min: 1, max: 63 })]],
    ['a rank spelt without marks', [name, column('hang', 'integer', 40, { min: 1, max: 63 })]],
    ['a running number with more to its name', [name, column('STT xã', 'integer', 90, { min: 1, max: 104 })]],
    ['years', [name, column('Năm bắt đầu sử dụng', 'integer', 40, { min: 1960, max: 2024 })]],
    ['nothing at all', []],
  ])('none is sensible for %s', (_, columns) => {
    expect(chosen(...columns)).toBeUndefined();
  });

  test.each(['Số vị trí việc làm', 'Khách sạn hạng 3 sao', 'Hạng II', 'hang hoa', 'Năm 2023'])(
    '%s counts something, and is no rank and no year',
    (named) => {
      const amount = column(named, 'integer', 40, { min: 1, max: 2163 });
      expect(chosen(name, amount)).toBe(`category-number: Tên xã: ${named}`);
    },
  );

  test('a register of many names is no list of bars', () => {
    const many = column('Tên trường', 'text', 5000);
    expect(chooseChart([many, pupils], 5000)?.rule).toBe('number');
  });

  test('a count that is only estimated makes no groups', () => {
    expect(chosen({ ...group, distinct: { count: 4, exact: false } })).toBeUndefined();
  });
});

const chartOf = async (csv: string) => {
  const { report, folder } = await derive(csv);
  const found = await profile(join(folder, 'data.parquet'), report, {
    scratch: await testFolder(),
    limits: defaultLimits,
  });
  return TableProfile.parse(JSON.parse(JSON.stringify(found))).chart;
};

const lines = (head: string, count: number, row: (i: number) => string): string =>
  `${head}\n${Array.from({ length: count }, (_, i) => row(i)).join('\n')}\n`;
const dayOf = (i: number): string => new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10);

describe('the points of a chart', () => {
  test('are the values themselves where each day has one row, in order of time', async () => {
    const chart = await chartOf('ngày,mưa\n2024-05-03,4\n2024-05-01,2.5\n2024-05-02,7\n');
    expect(chart).toEqual({
      rule: 'time-number',
      x: { column: 'ngày', unit: 'day' },
      y: { column: 'mưa' },
      summary: 'value',
      places: 3,
      points: [
        { x: '2024-05-01', y: 2.5 },
        { x: '2024-05-02', y: 7 },
        { x: '2024-05-03', y: 4 },
      ],
    });
  });

  test('are means over a coarser span where there are too many days to draw', async () => {
    const chart = await chartOf(lines('ngày,mưa', 1500, (i) => `${dayOf(i)},${i % 7}`));
    expect(chart).toMatchObject({ x: { unit: 'month' }, summary: 'mean', places: 50 });
    expect(chart?.points).toHaveLength(50);
    expect(chart?.points.length).toBeLessThanOrEqual(MOST_POINTS);
    expect(chart?.points[0]).toMatchObject({ x: '2020-01' });
  });

  test('are the largest bars, and say of how many', async () => {
    const chart = await chartOf(lines('xã,dân số', 104, (i) => `Xã ${i},${((i * 37) % 104) * 3}`));
    expect(chart).toMatchObject({ rule: 'category-number', summary: 'value', places: 104 });
    expect(chart?.points).toHaveLength(MOST_BARS);
    expect(chart?.points.map(({ y }) => y)).toEqual(
      Array.from({ length: MOST_BARS }, (_, i) => (103 - i) * 3),
    );
  });

  test('are means where a group has many rows, and counts where there is no number', async () => {
    const means = await chartOf(lines('cấp,điểm', 40, (i) => `${i % 2 ? 'một' : 'hai'},${i * 2}`));
    expect(means).toMatchObject({
      summary: 'mean',
      points: [
        { x: 'một', y: 40 },
        { x: 'hai', y: 38 },
      ],
    });
    const counts = await chartOf(lines('cấp,mã', 40, (i) => `${i % 4 ? 'một' : 'hai'},0${i}`));
    expect(counts).toMatchObject({ rule: 'category', summary: 'count', points: [{ y: 30 }, { y: 10 }] });
    expect(counts?.y).toBeUndefined();
  });

  test('leave out rows that have no place or no number', async () => {
    const chart = await chartOf('năm,số\n2010,5\n2011,\n2012,7\n,8\n2013,9\n2014,1\n');
    expect(chart).toMatchObject({ rule: 'year-number', summary: 'value', places: 4 });
    expect(chart?.points.map(({ x }) => x)).toEqual(['2010', '2012', '2013', '2014']);
  });

  test('a hostile name and a hostile value are only a name and a value', async () => {
    const head = `"x""; DROP TABLE p; --",số`;
    const chart = await chartOf(lines(head, 12, (i) => `"'); SELECT 1 --${i % 2}",${i * i}`));
    expect(chart?.x.column).toBe('x"; DROP TABLE p; --');
    expect(chart?.points).toHaveLength(2);
  });
});
