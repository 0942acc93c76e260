import { expect, test } from 'vitest';
import { workbookOf } from '../../fixtures/workbook-of.ts';
import { fileOf } from '../workbench.ts';
import { idsOf, screenFile, screenText, tableOf } from './screening.ts';

const places = ['Xã An Bình', 'Xã Bình Minh', 'Xã Đông Mỹ', 'Phường Kỳ Bá'];
type Columns = Readonly<Record<string, readonly (string | number)[]>>;
const under = (title: string, columns: Columns): string =>
  `${title}${','.repeat(Object.keys(columns).length - 1)}\n\n${tableOf(columns)}`;

const planted: readonly (readonly [what: string, text: string, ids: readonly string[]])[] = [
  [
    'men and women',
    tableOf({ Xã: places, Nam: [12, 3, 20, 15], Nữ: [9, 8, 2, 11] }),
    ['small-cell.cell.2', 'small-cell.cell.3'],
  ],
  [
    'women, of whom nothing else is said',
    tableOf({ Xã: places, 'Tổng số': [12, 13, 20, 15], 'Trong đó: Nữ': [9, 8, 2, 11] }),
    ['small-cell.cell.3'],
  ],
  [
    'a count that names its year',
    tableOf({ Xã: places, 'Số người nhiễm năm 2024': [12, 3, 20, 15] }),
    ['small-cell.cell.2'],
  ],
  [
    'under a title that counts',
    under('SỐ NGƯỜI NHIỄM HIV THEO XÃ', {
      Xã: places,
      'Năm 2023': [12, 3, 20, 15],
      'Năm 2024': [9, 8, 12, 11],
    }),
    ['small-cell.cell.2'],
  ],
  [
    'by quarters under a title that counts',
    under('Số ca mắc sởi', { Xã: places, 'Quý I': [12, 13, 20, 15], 'Quý II': [9, 1, 12, 11] }),
    ['small-cell.cell.3'],
  ],
  [
    'in long form, by its indicator',
    tableOf({
      Xã: places,
      'Chỉ tiêu': ['Số người nhiễm HIV', 'Số trường học', 'Tỷ lệ số người nghèo (%)', 'Số người nhiễm HIV'],
      'Giá trị': [2, 3, 4, 40],
    }),
    ['small-cell.cell.3'],
  ],
  [
    'in long form, by its unit',
    tableOf({
      'Chỉ tiêu': ['Nhiễm mới', 'Tử vong', 'Trạm', 'Giường'],
      'Đơn vị tính': ['người', 'người', 'trạm', 'giường'],
      'Năm 2024': [12, 2, 3, 1],
    }),
    ['small-cell.cell.3'],
  ],
  [
    'written with a point',
    tableOf({ Xã: places, 'Số người nhiễm': ['12.0', '3.0', '2.0', '15.0'] }),
    ['small-cell.cell.2'],
  ],
  [
    'among words',
    tableOf({ Xã: places, 'Số người nhiễm': ['khoảng 12', '3', '2 người', '15'] }),
    ['small-cell.cell.2'],
  ],
];

test.for(planted)('found: %s', async ([, text, ids]) => {
  const found = await screenText(text);
  expect(found.report.problems).toEqual([]);
  expect(idsOf(found)).toEqual(ids);
});

test('of a table in long form only the rows that count people are told', async () => {
  const { findings } = await screenText(planted[5]?.[1] ?? '');
  expect(findings).toMatchObject([
    { count: 1, cells: [{ row: 2, shown: '2' }], facts: { threshold: 5, withColumn: 'Chỉ tiêu' } },
  ]);
});

test('in a workbook, with its sheet and row', async () => {
  const rows = [
    ['SỐ NGƯỜI NHIỄM HIV'],
    [],
    ['Xã', 'Nam', 'Nữ'],
    ['An Bình', '12', '3'],
    ['Đông Mỹ', '9', '14'],
  ];
  const { findings } = await screenFile(await fileOf(workbookOf('Nhiễm', rows), 'a.xlsx'), 'a.xlsx');
  expect(findings.map(({ id, cells }) => [id, cells])).toEqual([
    ['small-cell.cell.3', [{ sheet: 'Nhiễm', row: 4, shown: '3' }]],
  ]);
});

const lookAlikes: readonly (readonly [what: string, text: string])[] = [
  ['rain in the south', tableOf({ Trạm: places, Bắc: [12, 3, 20, 1], Nam: [9, 8, 2, 11] })],
  ['sex marked by a one', tableOf({ 'Chức danh': places, Nam: ['1', '', '1', ''], Nữ: ['', '1', '', '1'] })],
  ['shares of women', tableOf({ Xã: places, 'Tỷ lệ nữ (%)': [12, 3, 20, 1] })],
  ['associations of women', tableOf({ Xã: places, 'Số chi hội phụ nữ': [12, 3, 20, 1] })],
  [
    'years under a title of other things',
    under('SỐ TRƯỜNG HỌC THEO XÃ', { Xã: places, 'Năm 2023': [1, 3, 2, 5], 'Năm 2024': [9, 8, 1, 1] }),
  ],
  [
    'under a title of shares',
    under('TỶ LỆ SỐ NGƯỜI NGHÈO THEO XÃ', { Xã: places, 'Năm 2023': [1, 3, 2, 5] }),
  ],
  [
    'other columns under a title that counts',
    under('SỐ HỌC SINH VÀ SỐ TRƯỜNG', { Xã: places, 'Số trường': [1, 3, 2, 5], 'Số lớp': [4, 3, 2, 1] }),
  ],
  [
    'indicators of other things',
    tableOf({
      'Chỉ tiêu': ['Số trường học', 'Số bác sĩ bình quân', 'Mật độ', 'Số người (nghìn)'],
      'Giá trị': [1, 2, 3, 4],
    }),
  ],
  ['halves', tableOf({ Xã: places, 'Số người (bình quân hộ)': ['3.5', '2.0', '4.1', '3.0'] })],
  ['averages without a word', tableOf({ Xã: places, 'Số người mỗi hộ': ['3.5', '2.0', '4.1', '3.0'] })],
  ['ages', tableOf({ Xã: places, 'Tuổi của người đứng đầu': [1, 2, 3, 4] })],
];

test.for(lookAlikes)('not found: %s', async ([, text]) => {
  const found = await screenText(text);
  expect(found.report.problems).toEqual([]);
  expect(found.findings).toEqual([]);
});
