import { describe, expect, test } from 'vitest';
import { carriedOver } from '../../shared/kernel/reading.ts';
import type { TableReport } from '../../shared/tabular/index.ts';
import { derive, reportOn } from './workbench.ts';

const decidedOn = (report: TableReport, what: string) => report.decided.find((one) => one.what === what);

const table = [
  ['mã', 'tên', 'số'],
  ['01', 'Đông Hưng', '12'],
  ['02', 'Hưng Hà', '15'],
  ['03', 'Vũ Thư', '9'],
];
const cut = (delimiter: string): string => table.map((row) => `${row.join(delimiter)}\n`).join('');

describe('a delimiter kept from an earlier file', () => {
  test('cuts the next file written by the same program, without being asked again', async () => {
    const kept = carriedOver({ delimiter: ';', encoding: 'tcvn3', sheet: 'Bảng' });
    expect(kept).toEqual({ delimiter: ';' });
    const { csv, report } = await derive(cut(';'), undefined, kept);
    expect(csv).toEqual(table);
    expect(decidedOn(report, 'delimiter')).toMatchObject({ chosen: ';', how: 'told' });
  });

  test('does not hold for a file in which it cuts nothing: the one that does is a guess, and asked', async () => {
    const { csv, report } = await derive(cut(','), undefined, { delimiter: ';' });
    expect(csv).toEqual(table);
    expect(decidedOn(report, 'delimiter')).toMatchObject({ chosen: ',', how: 'guessed' });
  });
});

describe('the delimiter', () => {
  test.for([
    ['a bare title', 'DANH SÁCH XÃ\n\n', ';'],
    ['a title with commas', 'Danh sách xã, phường, thị trấn\n', ';'],
    ['a title with the other delimiter', 'DANH SÁCH XÃ; PHƯỜNG\n\n', '\t'],
    ['a title with its own', 'DANH SÁCH XÃ; PHƯỜNG\n\n', ';'],
  ] as const)('under %s is seen from the rows, and asked', async ([, title, delimiter]) => {
    const { csv, report } = await derive(title + cut(delimiter));
    expect(csv).toEqual(table);
    const decided = decidedOn(report, 'delimiter');
    expect(decided).toMatchObject({ chosen: delimiter, how: 'guessed' });
    expect(decided?.alternatives).toContain(',');
    expect(decided?.samples.map(({ before, after }) => [before, after])).toContainEqual([
      `01${delimiter}Đông Hưng${delimiter}12`,
      '01 ⏐ Đông Hưng ⏐ 12',
    ]);
  });

  test('a comma under a title with semicolons is not asked, for nothing else fits', async () => {
    const { csv, report } = await derive(`DANH SÁCH XÃ; PHƯỜNG\n\n${cut(',')}`);
    expect(csv).toEqual(table);
    expect(decidedOn(report, 'delimiter')).toBeUndefined();
  });

  test('that cuts every row alike is certain and said; a comma is not', async () => {
    expect(decidedOn(await reportOn(cut(';')), 'delimiter')).toMatchObject({
      chosen: ';',
      how: 'certain',
      alternatives: [',', '\t', '|'],
    });
    expect(decidedOn(await reportOn(cut(',')), 'delimiter')).toBeUndefined();
    expect((await reportOn(cut(';'))).prepared).toBeUndefined();
  });

  test('is asked where two cut every row alike', async () => {
    const { decided } = await reportOn('a;b,c\n1;2,3\n4;5,6\n');
    expect(decided).toMatchObject([{ what: 'delimiter', how: 'guessed' }]);
  });

  test('lists in cells do not make their sign one', async () => {
    const lists = 'tên\nông; bà\nchú; dì\n';
    const quoted = 'mã,nhóm\n1,"a; b"\n2,"c; d"\n3,"e; f"\n';
    expect(decidedOn(await reportOn(lists), 'delimiter')).toMatchObject({ how: 'guessed' });
    expect((await reportOn(quoted)).columns.map(({ name }) => name)).toEqual(['mã', 'nhóm']);
    expect(decidedOn(await reportOn(quoted), 'delimiter')).toBeUndefined();
  });

  test.for([
    ['sep=;\r\n', ';'],
    ['"sep=;"\n', ';'],
    ['SEP=|\n', '|'],
    ['sep=,\n', ','],
    ['sep=\t\n', '\t'],
  ] as const)('%j names it, and is no row', async ([line, delimiter]) => {
    const { csv, report } = await derive(line + cut(delimiter));
    expect(csv).toEqual(table);
    expect(report.problems).toEqual([]);
    expect(report.prepared?.delimiter).toBe(delimiter);
    const decided = decidedOn(report, 'delimiter');
    if (delimiter === ',') expect(decided).toBeUndefined();
    else expect(decided).toMatchObject({ chosen: delimiter, how: 'certain' });
  });

  test('is the officer’s to tell', async () => {
    const content = 'a;b,c\n1;2,3\n4;5,6\n';
    const told = async (delimiter: ';' | ',') => derive(content, 'a.csv', { delimiter });
    expect((await told(';')).csv[1]).toEqual(['1', '2.3']);
    expect((await told(',')).csv[1]).toEqual(['1;2', '3']);
    expect(decidedOn((await told(',')).report, 'delimiter')).toMatchObject({
      chosen: ',',
      how: 'told',
      alternatives: [';', '\t', '|'],
    });
  });
});

describe('sums', () => {
  const plain = 'Huyện,Dân số\nĐông Hưng,12\nHưng Hà,15\nVũ Thư,9\nTổng cộng,36\n';

  test('in a file that is plain otherwise stay, and are asked about', async () => {
    const { csv, report } = await derive(plain);
    expect(csv).toHaveLength(5);
    expect(decidedOn(report, 'subtotals')).toMatchObject({
      chosen: 'keep',
      how: 'guessed',
      alternatives: ['drop'],
      facts: { count: 1 },
      samples: [{ before: 'Tổng cộng | 36', row: 5 }],
    });
    const told = await derive(plain, 'a.csv', { subtotals: 'drop' });
    expect(told.csv.at(-1)).toEqual(['Vũ Thư', '9']);
    expect(decidedOn(told.report, 'subtotals')).toMatchObject({ chosen: 'drop', how: 'told' });
  });

  test('far below the rows that are looked at first are found at the end', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `Thôn số ${i + 1},${i}\n`).join('');
    const report = await reportOn(`Thôn,Dân số\n${rows}Tổng số,199990000\n`);
    expect(decidedOn(report, 'subtotals')).toMatchObject({ chosen: 'keep', facts: { count: 1 } });
    expect(report.rows).toBe(20_001);
  });

  test('with a name stand between the rows they sum up', async () => {
    const form = `THỐNG KÊ DÂN SỐ,\nXã,Dân số\nA Sào,12\nAn Bài,15\nCộng huyện Quỳnh Phụ,27\nBách Thuận,9\nHồng Lý,4\nCộng: huyện Vũ Thư,13\nTỔNG CỘNG TỈNH THÁI BÌNH,40\nTổng số: 4 xã,40\n`;
    const { csv, report } = await derive(form);
    expect(csv.slice(1).map(([name]) => name)).toEqual(['A Sào', 'An Bài', 'Bách Thuận', 'Hồng Lý']);
    expect(decidedOn(report, 'subtotals')).toMatchObject({ chosen: 'drop', facts: { count: 4 } });
  });

  test.for([
    'Tổng số huyện đạt chuẩn',
    'Cộng hòa Séc',
    'Tổng diện tích',
    'Cộng đồng dân cư',
    'Tổng công ty Điện lực',
  ])('“%s” is not one', async (name) => {
    const report = await reportOn(`Chỉ tiêu,Giá trị\nSố xã,12\n${name},15\nSố hộ,9\nSố người,4\n`);
    expect(report.decided).toEqual([]);
    expect(report.rows).toBe(4);
  });
});

describe('tables beside each other', () => {
  const beside =
    'Huyện,Dân số,,Ngành,Lao động\nĐông Hưng,12,,Nông nghiệp,100\nHưng Hà,9,,Dịch vụ,50\nVũ Thư,7,,Xây dựng,20\n,,,Thủy sản,9\n';

  test('are read as one, and asked about with the blank column between them', async () => {
    expect(decidedOn(await reportOn(beside), 'range')).toMatchObject({
      chosen: 'A–B + D–E',
      how: 'guessed',
      alternatives: ['A–B', 'D–E'],
      facts: { parts: 2, blank: 'C' },
      samples: [{ before: 'Huyện | Dân số' }, { before: 'Ngành | Lao động', column: 4 }],
    });
  });

  test('are read each by itself when told, and the other stays a choice', async () => {
    const left = await derive(beside, undefined, { range: 'A–B' });
    expect(left.csv).toEqual([
      ['Huyện', 'Dân số'],
      ['Đông Hưng', '12'],
      ['Hưng Hà', '9'],
      ['Vũ Thư', '7'],
    ]);
    const right = await derive(beside, undefined, { range: 'D–E' });
    expect(right.csv.map(([name]) => name)).toEqual([
      'Ngành',
      'Nông nghiệp',
      'Dịch vụ',
      'Xây dựng',
      'Thủy sản',
    ]);
    expect(decidedOn(right.report, 'range')).toMatchObject({
      chosen: 'D–E',
      how: 'told',
      alternatives: ['A–B'],
    });
    expect(right.report.columns.map(({ name, type }) => [name, type])).toEqual([
      ['Ngành', 'text'],
      ['Lao động', 'integer'],
    ]);
  });

  test('a range without anything in it is no table', async () => {
    expect((await reportOn(beside, undefined, undefined, { range: 'X–Z' })).problems).toMatchObject([
      { code: 'no-rows' },
    ]);
  });

  test('one column beside a blank one is no table', async () => {
    const report = await reportOn('Huyện,,Dân số\nA,,1\nB,,2\nC,,3\n');
    expect(decidedOn(report, 'range')).toBeUndefined();
  });
});

test('có and không are said to be read as true and false', async () => {
  const report = await reportOn('xã,có chợ\nA,có\nB,không\nC,có\n');
  expect(decidedOn(report, 'booleans')).toMatchObject({
    chosen: 'boolean',
    alternatives: ['string'],
    columnName: 'có chợ',
    samples: [
      { before: 'có', after: 'true' },
      { before: 'không', after: 'false' },
    ],
  });
});

describe('days as a spreadsheet counts them', () => {
  const days = 'Số,Ngày cấp\nA1,45123\nA2,45000\nA3,\nA4,36526\n';

  test('under a name that speaks of a day are a guess, with before and after', async () => {
    const { csv, report, parquet } = await derive(days);
    expect(csv.slice(1).map(([, day]) => day)).toEqual(['2023-07-16', '2023-03-15', '', '2000-01-01']);
    expect(parquet.types[1]).toBe('DATE');
    expect(decidedOn(report, 'dates')).toMatchObject({
      chosen: 'day-number',
      how: 'guessed',
      alternatives: ['integer', 'string'],
      columnName: 'Ngày cấp',
      samples: [{ before: '45123', after: '2023-07-16' }],
    });
    expect(report.schema[1]).toEqual({ name: 'Ngày cấp', type: 'date', dateOrder: 'day-number' });
  });

  test('a name may say in brackets how they are written', async () => {
    const report = await reportOn('Tên,Ngày (số)\nA,45031\nB,45062\n');
    expect(decidedOn(report, 'dates')).toMatchObject({ chosen: 'day-number', how: 'guessed' });
  });

  test('are what the officer says', async () => {
    const name = 'Ngày cấp';
    const number = await derive(days, 'a.csv', { columns: [{ name, type: 'integer' }] });
    expect(number.csv[1]).toEqual(['A1', '45123']);
    const told = { columns: [{ name, type: 'date', dateOrder: 'day-number' } as const] };
    const day = await derive(days.replace('36526', '2'), 'a.csv', told);
    expect(day.csv[4]).toEqual(['A4', '1900-01-02']);
    expect(decidedOn(day.report, 'dates')).toMatchObject({ how: 'told' });
    const beyond = await reportOn(days.replace('36526', '9999999'), 'a.csv', undefined, told);
    expect(beyond.problems).toMatchObject([{ code: 'value-type', row: 4, value: '9999999' }]);
  });

  test.for([
    ['another name', 'Giá trị', '45123'],
    ['a name that counts days', 'Số ngày điều trị', '25000'],
    ['a code', 'Mã ngày', '45123'],
    ['a number too small', 'Ngày cấp', '365'],
    ['a number with a fraction', 'Ngày cấp', '45123.5'],
  ] as const)('%s: not guessed at', async ([, name, value]) => {
    const report = await reportOn(`Số,${name}\nA1,45123\nA2,${value}\n`);
    expect(report.columns[1]?.type).not.toBe('date');
    expect(decidedOn(report, 'dates')).toBeUndefined();
  });
});

describe('where the data end', () => {
  test('is the last row that has cells, not the blank one before the notes', async () => {
    const lines = [
      'DANH SÁCH XÃ;;',
      'Mã;Tên;Số',
      '01;Đông Hưng;12',
      '02;Hưng Hà;15',
      '03;Vũ Thư;9',
      ';;',
      'Nguồn: Chi cục Thống kê;;',
    ];
    const { decided } = await reportOn(`${lines.join('\n')}\n`, 'xa.csv');
    expect(decided.find(({ what }) => what === 'rows')?.chosen).toBe('3–5');
  });
});

test('a day that is in no calendar is named, not called a mixture', async () => {
  const { notes } = await reportOn('Tên,Ngày\nA,31/02/2024\nB,01/03/2024\nC,15/03/2024\n');
  expect(notes).toEqual([
    { code: 'no-such-day', column: 2, columnName: 'Ngày', row: 1, value: '31/02/2024' },
  ]);
  const mixed = await reportOn('Tên,Ngày\nA,31/02/2024\nB,01/03/2024\nC,7\n');
  expect(mixed.notes.map(({ code }) => code)).toEqual(['mixed-column']);
});

test('a unit taken from behind the numbers is said with them', async () => {
  const { notes } = await reportOn('Xã,Tỷ lệ\nA,98%\nB,97%\n');
  expect(notes).toMatchObject([{ code: 'numbers-rewritten', facts: { count: 2, unit: '%' } }]);
});
