import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanValue } from '../../shared/tabular/csv-cell.ts';
import type { ColumnSchema } from '../../shared/kernel/table-schema.ts';
import { derive, reportOn } from './workbench.ts';

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

const tableOf = (name: string, cells: readonly string[]): string =>
  `${quoted(name)},x\n${cells.map((cell) => `${quoted(cell)},x\n`).join('')}`;

/** The type of a column and its values in the Parquet, as text. */
const read = async (name: string, ...cells: string[]) => {
  const { report, parquet, csv } = await derive(tableOf(name, cells));
  return {
    column: report.columns[0],
    values: parquet.rows.map((row) => row[0]),
    csv: csv.slice(1).map((row) => row[0]),
    notes: report.notes.filter((note) => note.column === 1).map((note) => note.code),
    decided: report.decided.filter((one) => one.column === 1),
  };
};

/** The same without making files: how each cell would be spelled. */
const spelled = async (name: string, ...cells: string[]): Promise<string[]> => {
  const [column] = (await reportOn(tableOf(name, cells))).columns;
  return cells.map((cell) => (column ? cleanValue(cell, column, false) : ''));
};

describe('numbers as they are written here and elsewhere', () => {
  test.for([
    ['integer', ['1.234.567', '1.250', '12'], ['1234567', '1250', '12']],
    ['decimal', ['1.234.567,8', '1.250', '3,5'], ['1234567.8', '1250', '3.5']],
    ['decimal', ['1,234.5', '1,250', '12'], ['1234.5', '1250', '12']],
    ['integer', ['1,234,567', '-1,250'], ['1234567', '-1250']],
    ['decimal', [' 454\u00a0000,00    ', '1\u00a0250,5'], ['454000', '1250.5']],
    ['integer', ['454 000', '1 250 000', '7'], ['454000', '1250000', '7']],
    ['decimal', ['12,5', '(3,25)', '\u22121,5'], ['12.5', '-3.25', '-1.5']],
    ['decimal', ['0,476', '16,28'], ['0.476', '16.28']],
  ] as const)('%s from %j', async ([type, cells, wanted]) => {
    const { column, values, decided } = await read('giá trị', ...cells);
    expect(column?.type).toBe(type);
    expect(values).toEqual(wanted);
    expect(decided).toMatchObject([{ what: 'numbers', how: 'certain' }]);
    expect(decided[0]?.samples.length).toBeGreaterThan(0);
  });

  test('a percent sign on every number becomes the unit; on some, the column stays text and says so', async () => {
    expect(await read('tỷ lệ', '12,5%', '7 %', '100%')).toMatchObject({
      column: { type: 'decimal', unit: '%', bareNumber: false },
      values: ['12.5', '7', '100'],
    });
    expect(await read('tỷ lệ', '12,5%', '7')).toMatchObject({
      column: { type: 'text', textBecause: 'mixed-units' },
      notes: ['mixed-units'],
    });
  });

  test('a known unit common to the column goes to the schema; house numbers and mixed units do not', async () => {
    expect(await read('diện tích', '15 ha', '2,5 ha')).toMatchObject({
      column: { type: 'decimal', unit: 'ha' },
      values: ['15', '2.5'],
    });
    expect((await read('kinh phí', '1.000 đ', '2.500.000 đ')).values).toEqual(['1000', '2500000']);
    expect((await read('diện tích', '15 ha', '200 m2')).column).toMatchObject({ type: 'text' });
    expect((await read('địa chỉ', '12 Lê Lợi', '7 Quang Trung')).column).toMatchObject({ type: 'text' });
  });

  test('the unit of a header is kept with its column', async () => {
    expect((await read('Diện tích (ha)', '15', '2')).column).toMatchObject({ unit: 'ha' });
    expect((await read('Thu ngân sách (triệu đồng)', '15')).column).toMatchObject({ unit: 'triệu đồng' });
    expect((await read('Số tiền (người nộp)', '15')).column).not.toHaveProperty('unit');
  });

  test('numbers all in parentheses are ordinals', async () => {
    expect((await read('cột', '(1)', '(2)')).column?.type).toBe('text');
  });

  test('two marks in one column are not guessed at, and both cells are named with their rows', async () => {
    const report = await reportOn(tableOf('giá trị', ['1.234.567', '3', '12.5']));
    expect(report.columns[0]).toMatchObject({ type: 'text', textBecause: 'mixed-marks' });
    expect(report.notes).toContainEqual({
      code: 'mixed-marks',
      column: 1,
      columnName: 'giá trị',
      row: 1,
      value: '1.234.567',
      facts: { first: '12.5', firstRow: 3, second: '1.234.567', secondRow: 1 },
    });
  });

  test('what another column proves decides a doubtful one, as a guess that is said', async () => {
    const { report, parquet } = await derive('hộ,thu nhập\n"1.250","3,5"\n"2.100","4,25"\n');
    expect(report.columns[0]).toMatchObject({ type: 'integer', guessed: true });
    expect(parquet.rows).toEqual([
      ['1250', '3.5'],
      ['2100', '4.25'],
    ]);
    expect(report.decided).toContainEqual(
      expect.objectContaining({ what: 'numbers', columnName: 'hộ', how: 'guessed', chosen: ',' }),
    );
  });

  test('coordinates with a point prove nothing about counts', async () => {
    const report = await reportOn('hộ,vĩ độ\n1.250,20.450123\n2.100,20.5\n');
    expect(report.columns.map((column) => column.type)).toEqual(['text', 'decimal']);
  });

  test('every whole number is read back from its Vietnamese, English and French spelling', async () => {
    const group = (n: number, mark: string): string => String(n).replace(/\B(?=(\d{3})+$)/g, mark);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1_000_000, max: 999_999_999 }), { minLength: 1, maxLength: 20 }),
        fc.constantFrom('.', ',', ' ', '\u00a0', '\u202f'),
        async (numbers, mark) => {
          expect(await spelled('giá trị', ...numbers.map((n) => group(n, mark)))).toEqual(
            numbers.map(String),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  test('every number with a fraction is read back from its Vietnamese spelling', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: -999_999, max: 999_999 }), fc.integer({ min: 1, max: 99 })), {
          minLength: 1,
          maxLength: 20,
        }),
        async (pairs) => {
          const numbers = pairs.map(([whole, part]) => ({ whole, part: String(part).padStart(2, '0') }));
          const cells = numbers.map(({ whole, part }) => `${whole.toLocaleString('vi-VN')},${part}`);
          const values = await spelled('giá trị', ...cells);
          expect(values.map(Number)).toEqual(numbers.map(({ whole, part }) => Number(`${whole}.${part}`)));
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('dates', () => {
  test.for([
    ['day-first', 'certain', ['25/03/2024', '5/3/2024', '05-03-2024', '5.3.2024'], '2024-03-05'],
    ['day-first', 'certain', ['25/03/2024', 'ngày 5 tháng 3 năm 2024'], '2024-03-05'],
    ['month-first', 'certain', ['3/25/2024', '3/5/2024'], '2024-03-05'],
    ['day-first', 'guessed', ['01/02/2024', '5/3/2024'], '2024-03-05'],
    ['year-first', 'certain', ['2024/03/01', '2024-03-05'], '2024-03-05'],
  ] as const)('%s, %s, from %j', async ([order, how, cells, last]) => {
    const { column, values, decided } = await read('ngày', ...cells);
    expect(column).toMatchObject({ type: 'date', dateOrder: order });
    expect(values.at(-1)).toBe(last);
    expect(decided).toMatchObject([{ what: 'dates', chosen: order, how }]);
  });

  test('an order nothing decides is asked, with the other order beside it', async () => {
    const { decided } = await read('ngày', '01/02/2024');
    expect(decided[0]).toMatchObject({ how: 'guessed', alternatives: ['month-first', 'string'] });
    expect(decided[0]?.samples).toEqual([{ before: '01/02/2024', after: '2024-02-01', row: 1, column: 1 }]);
  });

  test('a day over 12 in both places is a contradiction, and both rows are named', async () => {
    const { column, notes } = await read('ngày', '25/03/2024', '03/25/2024');
    expect(column).toMatchObject({ type: 'text', textBecause: 'mixed-dates' });
    expect(notes).toEqual(['mixed-dates']);
  });

  test('days that do not exist are no dates', async () => {
    for (const cell of ['29/02/2023', '31/04/2024', '2024-13-01', '0/1/2024'])
      expect((await read('ngày', cell)).column?.type).toBe('text');
  });

  test('times stay with their day', async () => {
    expect(await read('lúc', '05/03/2024 7:30', '25/03/2024 10:05:09')).toMatchObject({
      column: { type: 'datetime' },
      csv: ['2024-03-05T07:30:00', '2024-03-25T10:05:09'],
      values: ['2024-03-05 07:30:00', '2024-03-25 10:05:09'],
    });
    expect((await read('lúc', '2024-03-05 24:10')).column?.type).toBe('text');
  });

  test('months are months where the header speaks of time, and document numbers elsewhere', async () => {
    expect(await read('Tháng', '01/2024', '2/2024', 'Tháng 3/2024')).toMatchObject({
      column: { type: 'text', field: 'yearmonth' },
      values: ['2024-01', '2024-02', '2024-03'],
    });
    expect((await read('Quyết định', '10/2021', '2/2022')).values).toEqual(['10/2021', '2/2022']);
  });

  test('a column of years is known as such', async () => {
    expect((await read('Năm', '2019', '2024')).column).toMatchObject({ type: 'integer', field: 'year' });
    expect((await read('Năm học', '12', '2024')).column).not.toHaveProperty('field');
  });

  test('every day is read back from each way of writing it', async () => {
    const days = fc
      .integer({ min: Date.UTC(1900, 0, 1) / 86_400_000, max: Date.UTC(2099, 11, 31) / 86_400_000 })
      .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
    await fc.assert(
      fc.asyncProperty(fc.array(days, { minLength: 1, maxLength: 20 }), async (wanted) => {
        const parts = wanted.map((day) => day.split('-').map(Number) as [number, number, number]);
        const dayFirst = await spelled('ngày', '25/12/1999', ...parts.map(([y, m, d]) => `${d}/${m}/${y}`));
        expect(dayFirst.slice(1)).toEqual(wanted);
        const monthFirst = await spelled('ngày', '12/25/1999', ...parts.map(([y, m, d]) => `${m}/${d}/${y}`));
        expect(monthFirst.slice(1)).toEqual(wanted);
      }),
      { numRuns: 100 },
    );
  });
});

describe('booleans and missing values', () => {
  test('có and không are true and false when the column has both and nothing else', async () => {
    expect(await read('Có điện', 'Có', 'không', 'CÓ', '')).toMatchObject({
      column: { type: 'boolean', missing: 1 },
      values: ['true', 'false', 'true', null],
    });
    expect((await read('Ghi chú', 'Không', 'không')).column?.type).toBe('text');
    expect(await read('Có điện', 'Có', 'Không', 'Đang kéo')).toMatchObject({
      column: { type: 'text' },
      notes: [],
    });
  });

  test('0 and 1 stay numbers', async () => {
    expect((await read('có nước', '0', '1')).column?.type).toBe('integer');
  });

  test('words of an office for “no value” are missing in a column of numbers', async () => {
    const { column, values } = await read('số hộ', '12', '…', '...', 'KXĐ', 'không có số liệu', '–', ' - ');
    expect(column).toMatchObject({ type: 'integer', missing: 6 });
    expect(values).toEqual(['12', null, null, null, null, null, null]);
  });
});

describe('what the officer said of a column', () => {
  const told = async (cells: string[], schema: ColumnSchema) =>
    derive(tableOf(schema.name, cells), 'so-lieu.csv', { columns: [schema] });

  test('a decimal mark settles a doubtful column either way', async () => {
    const asGroup = await told(['1.250', '2.000'], { name: 'hộ', type: 'integer', groupChar: '.' });
    expect(asGroup.parquet.rows.map((row) => row[0])).toEqual(['1250', '2000']);
    const asPoint = await told(['1.250', '2.000'], { name: 'hộ', type: 'number', decimalChar: '.' });
    expect(asPoint.parquet.rows.map((row) => Number(row[0]))).toEqual([1.25, 2]);
  });

  test('month first, x and blank as booleans, words of its own for missing, and text where asked', async () => {
    const dates = await told(['01/02/2024'], { name: 'ngày', type: 'date', dateOrder: 'month-first' });
    expect(dates.parquet.rows[0]?.[0]).toBe('2024-01-02');
    const marks = await told(['x', ''], {
      name: 'đạt',
      type: 'boolean',
      trueValues: ['x'],
      falseValues: [''],
    });
    expect(marks.parquet.rows.map((row) => row[0])).toEqual(['true', 'false']);
    const words = await told(['x', '5'], { name: 'hộ', type: 'integer', missingValues: ['x'] });
    expect(words.parquet.rows.map((row) => row[0])).toEqual([null, '5']);
    const text = await told(['12', '13'], { name: 'hộ', type: 'string' });
    expect(text.parquet.types[0]).toBe('VARCHAR');
  });

  test('a cell that is not what was said refuses the file, with row, column and value', async () => {
    const schema: ColumnSchema = { name: 'hộ', type: 'integer' };
    const report = await reportOn(tableOf('hộ', ['12', 'khoảng 20']), 'a.csv', undefined, {
      columns: [schema],
    });
    expect(report.problems).toEqual([
      {
        code: 'value-type',
        row: 2,
        line: 3,
        column: 1,
        columnName: 'hộ',
        value: 'khoảng 20',
        facts: { wanted: 'integer' },
      },
    ]);
  });

  test('a described column that the file lacks refuses it', async () => {
    const report = await reportOn('a,b\n1,2\n', 'a.csv', undefined, {
      columns: [{ name: 'hộ', type: 'integer' }],
    });
    expect(report.problems).toMatchObject([{ code: 'column-absent', columnName: 'hộ' }]);
  });
});

test('long and hostile cells cost no more than their length', async () => {
  const cells = [
    '1.'.repeat(200_000),
    '('.repeat(100_000),
    '1 '.repeat(100_000),
    `ngày ${' '.repeat(100_000)}`,
  ];
  const report = await reportOn(tableOf('giá trị', cells));
  expect(report.columns[0]?.type).toBe('text');
});
