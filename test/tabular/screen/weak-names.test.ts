import { describe, expect, test } from 'vitest';
import { idsOf, screenText, tableOf } from './screening.ts';

const BIRTH = 'name-with-birth-date';
const years = [1970, 1985, 1999, 1962, 1977];
const twoWords = ['Nguyễn An', 'Trần Bình', 'LÊ HOA', 'Phạm Dũng', 'Vũ Thảo'];
const given = ['An', 'Bình', 'HOA', 'Dũng', 'Thảo'];
/** Mobile numbers of nobody as a spreadsheet keeps them: without their zero. */
const phones = ['091', '098', '035', '086', '077'].flatMap((prefix, i) =>
  [13, 29, 47].map((n) => Number(`${prefix}${String(1_234_567 + n * 7919 + i * 104_729)}`)),
);

type Columns = Readonly<Record<string, readonly (string | number)[]>>;

describe('names that say little, beside a column that is called birth', () => {
  test.for<readonly [string, Columns, readonly string[]]>([
    ['names of two words', { 'Cột 1': twoWords, 'Năm sinh': years }, [`${BIRTH}.cell.2`]],
    ['given names alone', { Tên: given, 'Năm sinh': years }, [`${BIRTH}.cell.2`]],
    [
      'of both kinds, under any name',
      { 'Đối tượng': [...twoWords.slice(0, 3), 'Hà', 'Lan'], NS: years },
      [`${BIRTH}.cell.2`],
    ],
  ])('found: %s', async ([, columns, ids]) => {
    expect(idsOf(await screenText(tableOf(columns)))).toEqual(ids);
  });

  test.for<readonly [string, Columns]>([
    ['beside a year that is not called so', { Tên: given, Năm: years }],
    ['beside when something was founded', { 'Cột 1': twoWords, 'Năm thành lập': years }],
    [
      'places where somebody was born',
      { 'Nơi sinh': ['Vũ Lạc', 'Vũ Đông', 'Vũ Hội', 'Vũ Chính', 'Vũ Phúc'], 'Năm sinh': years },
    ],
    ['provinces', { 'Cột 1': ['Hà Nội', 'Hà Nam', 'Thái Bình', 'Cao Bằng', 'Lâm Đồng'], 'Năm sinh': years }],
    [
      'one region again and again',
      {
        'Cột 1': Array.from({ length: 30 }, (_, i) => (i % 2 ? 'Vũ Lạc' : 'Vũ Hội')),
        'Năm sinh': Array.from({ length: 30 }, (_, i) => 1960 + i),
      },
    ],
    ['dogs', { Tên: ['Mực', 'Vàng', 'Vện', 'Ki', 'Mi Lu'], 'Năm sinh': [2015, 2016, 2018, 2019, 2020] }],
    ['how many children were born', { 'Cột 1': twoWords, 'Số trẻ sinh ra': [12, 30, 22, 18, 25] }],
  ])('not found: %s', async ([, columns]) => {
    expect(idsOf(await screenText(tableOf(columns)))).toEqual([]);
  });
});

describe('phones that lost their zero', () => {
  const people = phones.map((_, i) => `${['Nguyễn', 'Trần', 'Lê'][i % 3] ?? ''} Văn ${given[i % 5] ?? ''}`);

  test('are phones beside people, and no old identity numbers', async () => {
    const { findings } = await screenText(
      tableOf({
        'Cột 1': people.slice(0, 4),
        'Cột 2': [phones[0] ?? 0, phones[3] ?? 0, phones[6] ?? 0, phones[9] ?? 0],
      }),
    );
    expect(findings).toMatchObject([{ id: 'phone.cell.2', count: 4, facts: { because: 'values' } }]);
    expect(findings[0]?.cells[0]?.shown).toMatch(/^091•+\d\d$/);
  });

  test('are found by themselves where nothing names them', async () => {
    const columns = { Xã: phones.map((_, i) => `Xã ${i}`), 'Cột 2': phones };
    expect(idsOf(await screenText(tableOf(columns)))).toEqual(['phone.cell.2']);
    const withGap = phones.map((one, i) => (i === 3 ? 'không có' : String(one)));
    expect(idsOf(await screenText(tableOf({ ...columns, 'Cột 2': withGap })))).toEqual(['phone.cell.2']);
  });

  test.for<readonly [string, (n: number, i: number) => number]>([
    ['sums of money', (n) => Math.round(n / 1000) * 1000],
    ['codes that follow each other', (_, i) => 912_345_600 + i],
    ['few values again and again', (_, i) => phones[i % 3] ?? 0],
    ['numbers of any beginning', (n, i) => (i % 2 === 0 ? n : 100_000_000 + (n % 99_999_999))],
  ])('not found: %s', async ([, make]) => {
    const columns = { Xã: phones.map((_, i) => `Xã ${i}`), 'Cột 2': phones.map(make) };
    expect(idsOf(await screenText(tableOf(columns)))).toEqual([]);
  });

  test('not found: a column that is called a code', async () => {
    const columns = { 'Cột 1': people, 'Mã hồ sơ': phones };
    expect(idsOf(await screenText(tableOf(columns)))).toEqual([]);
  });
});
