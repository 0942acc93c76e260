import { expect, test } from 'vitest';
import { reportOn } from './workbench.ts';

const columnOf = async (name: string, ...cells: string[]) => {
  const report = await reportOn(`${name},x\n${cells.map((cell) => `${cell},x\n`).join('')}`);
  return { column: report.columns[0], notes: report.notes.filter((note) => note.column === 1) };
};

test.for([
  ['integer', ['1', '-20', '0', '999999999999999']],
  ['decimal', ['1.5', '-0.25', '3', '0.0']],
  ['date', ['2024-02-29', '2025-12-31']],
  ['date', ['29/02/2024', '01/12/2025']],
  ['boolean', ['true', 'FALSE']],
  ['text', ['2023-02-29']],
  ['text', ['1.5.1', '12 Lê Lợi', '1/2/24', '1.2345.678', '12,3,4']],
  ['text', ['1e5', '0x1F', '+5', '.5', '5.', '١٢', '１２']],
] as const)('a column is %s when all its cells are: %j', async ([type, cells]) => {
  for (const cell of type === 'text' ? cells : ['']) {
    const sample = type === 'text' ? [`"${cell}"`] : cells.map((one) => `"${one}"`);
    expect((await columnOf('giá trị', ...sample)).column?.type).toBe(type);
  }
});

test('one leading zero in the last of many rows keeps the whole column text', async () => {
  const { column, notes } = await columnOf(
    'giá trị',
    ...Array.from({ length: 20_000 }, (_, i) => `${i + 1}`),
    '007',
  );
  expect(column).toMatchObject({ type: 'text', textBecause: 'leading-zeros' });
  expect(notes).toContainEqual({
    code: 'kept-as-text',
    column: 1,
    columnName: 'giá trị',
    facts: { because: 'leading-zeros' },
  });
});

test('digits too long to be exact stay text', async () => {
  expect((await columnOf('giá trị', '12345678901234567890', '1')).column).toMatchObject({
    textBecause: 'long-digits',
  });
  expect((await columnOf('giá trị', '1234567890123.456')).column).toMatchObject({
    textBecause: 'long-digits',
  });
});

test.for([
  'mã',
  'Mã xã',
  'MÃ SỐ',
  'ma_tinh',
  'maTinh',
  'district_code',
  'Số hiệu',
  'Số điện thoại',
  'CCCD',
  'so_dien_thoai',
  'Zip',
])('the header %j says that the column holds codes', async (name) => {
  expect((await columnOf(name, '34', '336')).column).toMatchObject({
    type: 'text',
    textBecause: 'code-name',
  });
});

test.for(['Diện tích mạ', 'Má', 'Tổng', 'Số dân', 'encoder', 'dien_tich_ma', 'Nam'])(
  'the header %j says no such thing',
  async (name) => {
    expect((await columnOf(name, '34', '336')).column?.type).toBe('integer');
  },
);

test('a mixed column stays text and its odd cell is shown with its row', async () => {
  const { column, notes } = await columnOf('số hộ', '12', '15', 'khoảng 20', '30');
  expect(column).toMatchObject({ type: 'text', textBecause: 'mixed' });
  expect(notes).toEqual([
    {
      code: 'mixed-column',
      column: 1,
      columnName: 'số hộ',
      row: 3,
      value: 'khoảng 20',
      facts: { texts: 1, others: 3 },
    },
  ]);
});

test('two ways of writing dates in one column are not guessed at', async () => {
  expect((await columnOf('ngày', '2024-05-01', '01/05/2024')).column).toMatchObject({
    textBecause: 'mixed-dates',
  });
  expect((await columnOf('ngày', '05/13/2024', '13/05/2024')).column).toMatchObject({
    textBecause: 'mixed-dates',
  });
});

test('missing-value words are counted as missing and do not change a type; Na is a fruit', async () => {
  const { column, notes } = await columnOf('số hộ', '1', 'NA', 'N/A', 'null', '-', '', '2');
  expect(column).toMatchObject({ type: 'integer', missing: 5 });
  expect(notes).toEqual([{ code: 'missing-words', column: 1, columnName: 'số hộ', facts: { count: 4 } }]);
  expect((await columnOf('cây', 'Na', 'Ổi')).column).toMatchObject({ type: 'text', missing: 0 });
});

test('a column without any value is text', async () => {
  expect((await columnOf('ghi chú', '', '')).column).toMatchObject({ type: 'text', missing: 2 });
});

test.for([[['1.250', '980', '1.100']], [['1.250', '2.340', '3.100']], [['-1.250', '12.500']]] as const)(
  'a point that may group thousands, as numbers are written here, is not guessed at: %j',
  async ([values]) => {
    const { column, notes } = await columnOf('số học sinh', ...values);
    expect(column).toMatchObject({ type: 'text', textBecause: 'point-or-group' });
    expect(notes).toMatchObject([{ code: 'point-or-group', value: values[0] }]);
  },
);

test.for([
  [['1.250', '1.5']],
  [['0.476', '16.285']],
  [['15.6', '177.9']],
  [['106.368182', '20.502634']],
] as const)('it is a decimal point where a value of the column says so: %j', async ([values]) => {
  const { column } = await columnOf('dài (km)', ...values);
  expect(column?.type).toBe('decimal');
});
