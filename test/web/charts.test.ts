import { reportFor } from '../../functions/publishing/check-report.ts';
import { describe, expect, it } from 'vitest';
import type { ColumnProfile } from '../../shared/contract/uploads.ts';
import type { Chart } from '../../shared/kernel/chart.ts';
import { renderDataset } from '../../web/pages/index.ts';
import { heightAxis, timeAxis } from '../../web/pages/charts/scales.ts';
import { tickNames } from '../../web/pages/charts/words.ts';
import { aDatasetPage, schoolColumns } from './fixtures.ts';

const byDay: Chart = {
  rule: 'time-number',
  x: { column: 'Ngày đo', unit: 'day' },
  y: { column: 'Mực nước (cm)' },
  summary: 'value',
  places: 4,
  points: [
    { x: '2025-05-01', y: 120 },
    { x: '2025-05-02', y: 131.5 },
    { x: '2025-05-05', y: 88 },
    { x: '2025-05-08', y: 95 },
  ],
};
const byName: Chart = {
  rule: 'category-number',
  x: { column: 'Tên xã' },
  y: { column: 'Dân số' },
  summary: 'value',
  places: 104,
  points: Array.from({ length: 20 }, (_, i) => ({ x: `Xã ${i}`, y: 20_000 - i * 500 })),
};
const rowsByMonth: Chart = {
  rule: 'time',
  x: { column: 'Ngày cấp', unit: 'month' },
  summary: 'count',
  places: 3,
  points: [
    { x: '2024-11', y: 4 },
    { x: '2024-12', y: 9 },
    { x: '2025-02', y: 1 },
  ],
};
const distribution: Chart = {
  rule: 'number',
  x: { column: 'Diện tích' },
  summary: 'count',
  places: 3,
  points: [
    { x: '0', y: 10 },
    { x: '1.5', y: 0 },
    { x: '3', y: 2 },
  ],
};

const section = (chart: Chart, lang: 'vi' | 'en' = 'vi'): string =>
  /<section id="chart">.*?<\/section>/s.exec(renderDataset(aDatasetPage({ chart }, lang)))?.[0] ?? '';

describe('the chart of a release', () => {
  it.each([
    ['values over days', byDay],
    ['bars of names', byName],
    ['rows by month', rowsByMonth],
    ['a distribution', distribution],
  ])('of %s needs no script and no style of its own, and holds no figure that is none', (_, chart) => {
    const html = section(chart);
    expect(html).toContain('<svg');
    expect(html).not.toMatch(/<style|\sstyle=|<script|\son\w+=/);
    expect(html).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('says in words what it shows: what, how many, lowest, highest', () => {
    expect(section(byDay)).toContain(
      'aria-label="Mực nước (cm) theo Ngày đo. 4 điểm; thấp nhất 88 (05/05/2025), cao nhất 131,5 (02/05/2025)"',
    );
    expect(section(byDay, 'en')).toContain('lowest 88 (5 May 2025), highest 131.5 (2 May 2025)');
  });

  it('says how it was chosen and what a point is', () => {
    expect(section(byDay)).toContain(
      '“Ngày đo” là cột thời gian đầu tiên, “Mực nước (cm)” là cột số đo đầu tiên',
    );
    expect(section({ ...byDay, summary: 'mean' })).toContain('trung bình cộng của các dòng cùng “Ngày đo”');
    expect(section(rowsByMonth)).toContain('đếm số dòng theo thời gian');
  });

  it('gives its numbers as a table, every one', () => {
    const html = section(byDay);
    for (const cell of ['>120<', '>131,5<', '>88<', '>95<']) expect(html).toContain(cell);
  });

  it('puts days where they are in time, not one after another', () => {
    const { at } = timeAxis(byDay);
    expect(byDay.points.map(({ x }) => Number(at(x).toFixed(2)))).toEqual([0, 0.14, 0.57, 1]);
  });

  it('names only places of its own unit, though the axis be short', () => {
    const { ticks } = timeAxis(rowsByMonth);
    expect(ticks.map(({ value }) => value)).toEqual(['2024-11', '2024-12', '2025-01', '2025-02']);
    const years = timeAxis({
      x: { column: 'Năm' },
      points: [
        { x: '2010', y: 1 },
        { x: '2012', y: 3 },
      ],
    });
    expect(years.ticks.map(({ value }) => value)).toEqual(['2010', '2011', '2012']);
  });

  it('names days by their month, and months by their year, where each begins one', () => {
    const names = (...values: string[]) =>
      values.map(
        tickNames(
          values.map((value) => ({ value })),
          'vi',
        ),
      );
    expect(names('2025-01-01', '2025-02-01')).toEqual(['01/2025', '02/2025']);
    expect(names('2024-01', '2025-01')).toEqual(['2024', '2025']);
    expect(names('2024-01-01', '2025-01-01')).toEqual(['2024', '2025']);
    expect(names('2025-01-01', '2025-01-15')).toEqual(['01/01/2025', '15/01/2025']);
  });

  it('lists bars as a table that reads without them, and says of how many they are the largest', () => {
    const html = section(byName);
    expect(html).toContain('20 giá trị lớn nhất trong số 104');
    expect(html).toContain('Xã 3</th>');
    expect(html).toContain('width="100.00%"');
    expect(html).toContain('width="52.50%"');
  });

  it('draws numbers below zero to the left of zero', () => {
    const html = section({
      ...byName,
      points: [
        { x: 'lãi', y: 30 },
        { x: 'lỗ', y: -10 },
      ],
    });
    expect(html).toContain('<rect class="chart-bar" x="25.00%" width="75.00%"');
    expect(html).toContain('<rect class="chart-bar" x="0.00%" width="25.00%"');
  });

  it('is not there when nothing is sensible', () => {
    const html = renderDataset(aDatasetPage());
    expect(html).not.toContain('id="chart"');
    expect(html).not.toContain('href="#chart"');
  });
});

describe('the height of a chart', () => {
  it.each([
    ['begins at zero where the values come near it', [5, 90, 100], false, 0],
    ['begins below the lowest where they do not', [95, 97, 100], false, 95],
    ['begins at zero for bars always', [95, 97, 100], true, 0],
    ['takes in what is below zero', [-20, 30], true, -20],
  ] as const)('%s', (_, values, fromZero, lowest) => {
    const { ticks, at } = heightAxis(values, fromZero);
    expect(ticks[0]?.value).toBe(lowest);
    for (const value of values) expect(at(value)).toBeGreaterThanOrEqual(0);
    for (const value of values) expect(at(value)).toBeLessThanOrEqual(1);
  });

  it('is one even where all values are the same', () => {
    expect(heightAxis([7, 7], false).at(7)).toBeGreaterThan(0);
    expect(heightAxis([0, 0], true).at(0)).toBe(1);
  });
});

describe('the small pictures of columns', () => {
  const rowsOf = (columns: ColumnProfile[]): string =>
    /<section id="columns">.*?<\/section>/s.exec(renderDataset(aDatasetPage({ columns })))?.[0] ?? '';
  const histogram = [
    { from: 0, to: 50, count: 3 },
    { from: 50, to: 100, count: 9 },
  ];

  it('stand beside the unit that the file states', () => {
    const column = { name: 'Thu', type: 'integer', missing: 0, unit: 'triệu đồng' } as const;
    const { columns } = reportFor({
      problems: [],
      problemTotal: 0,
      columns: [{ ...column, normalised: 0, formulas: 0 }],
    });
    expect(columns).toEqual([column]);
    expect(rowsOf([column])).toContain('Đơn vị: <span lang="vi">triệu đồng</span>');
    expect(rowsOf([{ name: 'Thu', type: 'integer', missing: 0 }])).not.toContain('Đơn vị');
  });

  it('say in words how the values lie', () => {
    const html = rowsOf([
      {
        name: 'Số lớp',
        type: 'integer',
        missing: 0,
        min: '0',
        max: '100',
        mean: 41.25,
        quartiles: [20, 40, 61],
        histogram,
      },
      {
        name: 'Ngày',
        type: 'date',
        missing: 0,
        times: {
          unit: 'year',
          bars: [
            { from: '1999', count: 2 },
            { from: '2003', count: 7 },
          ],
        },
      },
      {
        name: 'Cấp',
        type: 'text',
        missing: 0,
        top: [
          { value: 'Tiểu học', count: 9 },
          { value: 'THCS', count: 3 },
        ],
      },
      {
        name: 'Mã',
        type: 'text',
        missing: 0,
        top: [
          { value: '001', count: 1 },
          { value: '002', count: 1 },
        ],
      },
    ]);
    expect(html).toContain(
      'aria-label="Phân bố của Số lớp: từ 0 đến 100; nhiều nhất từ 50 đến 100 (9 dòng)"',
    );
    expect(html).toContain('trung bình 41,25; trung vị khoảng 40');
    expect(html).toContain('Số dòng theo năm của Ngày: từ 1999 đến 2003; nhiều nhất 2003 (7 dòng)');
    expect(html).toContain('Giá trị hay gặp của Cấp: Tiểu học (9 dòng); THCS (3 dòng)');
    expect(html).toContain('Mỗi dòng một giá trị khác nhau');
  });

  it('show what is missing as a share of all rows', () => {
    const [column] = schoolColumns;
    if (!column) throw new Error('No column');
    expect(rowsOf([{ ...column, missing: 136 }])).toContain('136 (16,7 %)');
    expect(rowsOf([{ ...column, missing: 0 }])).not.toContain('%)');
  });

  it('are drawn for the first sixty columns only, and the page says so', () => {
    const many = Array.from({ length: 500 }, (_, i): ColumnProfile => ({
      name: `c${i}`,
      type: 'integer',
      missing: 0,
      histogram,
    }));
    const html = rowsOf(many);
    expect(html.match(/class="small-chart"/g)).toHaveLength(60);
    expect(html).toContain('Chỉ vẽ phân bố của 60 cột đầu');
  });
});
