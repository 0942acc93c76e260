import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Reading } from '../../shared/kernel/reading.ts';
import {
  defaultLimits,
  identify,
  isIdentified,
  readIntake,
  TableReport,
  type TakenIn,
} from '../../shared/tabular/index.ts';
import { testFolder } from './workbench.ts';

const take = async (
  content: string,
  reading: Reading = {},
  name = 'so-lieu.csv',
): Promise<TakenIn & { rows: string[]; text: string; original: string }> => {
  const folder = await testFolder();
  const original = join(folder, name);
  await writeFile(original, content);
  const { size } = await stat(original);
  const identified = await identify(original, name, size, { limits: defaultLimits });
  if (!isIdentified(identified)) throw new Error(`Not read: ${JSON.stringify(identified)}`);
  const taken = await readIntake(original, identified, {
    limits: defaultLimits,
    scratch: join(folder, 'scratch'),
    reading,
  });
  const text = await readFile(taken.path, 'utf8');
  TableReport.parse(JSON.parse(JSON.stringify(taken.report)));
  return { ...taken, text, rows: text.trimEnd().split('\n'), original };
};

const what = (report: TableReport): string[] => report.decided.map((one) => one.what);

const printedForm = `UBND TỈNH HƯNG YÊN;;;;;
SỞ TÀI CHÍNH;;;;;
DÂN SỐ VÀ THU NGÂN SÁCH NĂM 2024;;;;;
;;;;Đơn vị tính: triệu đồng;
STT;Huyện;Dân số;;Thu ngân sách;Ghi chú
;;Nam;Nữ;;
(1);(2);(3);(4);(5);(6)
1;Đông Hưng;120.500;118.250;1.234,5;
2;Hưng Hà;110.000;112.750;987,25;
3;Vũ Thư;98.400;97.100;876,5;tạm tính
;Tổng cộng;328.900;328.100;3.098,25;
;;;;;
Ghi chú: số liệu sơ bộ;;;;;
Nguồn: Chi cục Thống kê;;;;;
;;;;Hưng Yên, ngày 05 tháng 3 năm 2025;
;;;;Người lập biểu;
`;

describe('a printed form in a CSV', () => {
  test('becomes one plain table, and everything left out is said', async () => {
    const { report, rows } = await take(printedForm);
    expect(report.problems).toEqual([]);
    expect(rows[0]).toBe('STT,Huyện,Dân số / Nam,Dân số / Nữ,Thu ngân sách,Ghi chú');
    expect(rows.slice(1)).toEqual([
      '1,Đông Hưng,120.500,118.250,"1.234,5",',
      '2,Hưng Hà,110.000,112.750,"987,25",',
      '3,Vũ Thư,98.400,97.100,"876,5",tạm tính',
    ]);
    expect(report.columns.map(({ type }) => type)).toEqual([
      'integer',
      'text',
      'integer',
      'integer',
      'decimal',
      'text',
    ]);
    expect(what(report)).toEqual(expect.arrayContaining(['header', 'rows', 'subtotals', 'unit', 'numbers']));
    expect(report.decided.find((one) => one.what === 'rows')).toMatchObject({
      facts: { above: 4, index: 1, below: 4 },
    });
    expect(report.decided.find((one) => one.what === 'subtotals')).toMatchObject({
      chosen: 'drop',
      alternatives: ['keep'],
      samples: [{ row: 11, before: 'Tổng cộng | 328.900 | 328.100 | 3.098,25', after: '' }],
    });
    expect(report.schema.map(({ unit }) => unit)).toEqual([
      undefined,
      undefined,
      'triệu đồng',
      'triệu đồng',
      'triệu đồng',
      undefined,
    ]);
    expect(report.prepared).toMatchObject({ delimiter: ';' });
  });

  test('the officer may keep the sums, and say where names stand and data ends', async () => {
    const kept = await take(printedForm, { subtotals: 'keep' });
    expect(kept.rows.at(-1)).toContain('Tổng cộng');
    const told = await take(printedForm, { headerRows: { first: 5, count: 2 }, lastRow: 9 });
    expect(told.rows).toHaveLength(3);
    expect(told.report.decided.find((one) => one.what === 'header')).toMatchObject({ how: 'told' });
  });

  test('problems name the line of the file as it was sent', async () => {
    const { report } = await take(printedForm.replace('98.400', 'chưa rõ'), {
      columns: [{ name: 'Dân số / Nam', type: 'integer', groupChar: '.' }],
    });
    expect(report.problems).toMatchObject([
      { code: 'value-type', row: 3, line: 10, columnName: 'Dân số / Nam', value: 'chưa rõ' },
    ]);
  });
});

describe('a plain file', () => {
  test.for([
    ['names and data', 'mã xã,tên,dân số\n04321,Đông Hưng,12\n04322,Hưng Hà,15\n04323,Vũ Thư,9\n'],
    ['texts only', 'mã xã,tên\n04321,Đông Hưng\n04322,Hưng Hà\n04323,Vũ Thư\n'],
    ['line breaks in cells', 'tên,địa chỉ,số\n"A","1\n2",3\n"B","4",5\n"C","6",7\n'],
    ['two rows', 'a,b\n1,2\n'],
  ] as const)('%s is read where it lies', async ([, content]) => {
    const { path, original, report } = await take(content);
    expect(path).toBe(original);
    expect(report.problems).toEqual([]);
    expect(report.prepared).toBeUndefined();
  });
});

describe('tables that are not plain', () => {
  test('years over columns are names', async () => {
    const { rows } = await take('Bảng 1,,\nHuyện,2019,2020\nĐông Hưng,12,15\nHưng Hà,9,11\nVũ Thư,7,8\n');
    expect(rows[0]).toBe('Huyện,2019,2020');
    expect(rows).toHaveLength(4);
  });

  test('a second table is reported and may be chosen', async () => {
    const two =
      'Huyện,Dân số\nĐông Hưng,12\nHưng Hà,9\nVũ Thư,7\n,\nBảng 2,\nNgành,Lao động\nNông nghiệp,100\nDịch vụ,50\nXây dựng,20\n';
    const first = await take(`Bảng 1,\n${two}`);
    expect(first.rows).toEqual(['Huyện,Dân số', 'Đông Hưng,12', 'Hưng Hà,9', 'Vũ Thư,7']);
    expect(first.report.decided.find((one) => one.what === 'table')).toMatchObject({
      chosen: '1',
      alternatives: ['2'],
    });
    const second = await take(`Bảng 1,\n${two}`, { table: 2 });
    expect(second.rows).toEqual(['Ngành,Lao động', 'Nông nghiệp,100', 'Dịch vụ,50', 'Xây dựng,20']);
  });

  test('blank columns are dropped and said', async () => {
    const { rows, report } = await take('Tiêu đề,,,\nHuyện,,Dân số,\nA,,1,\nB,,2,\nC,,3,\n');
    expect(rows[0]).toBe('Huyện,Dân số');
    expect(report.notes.map(({ code }) => code)).toContain('blank-columns-dropped');
  });

  test('rows that end before a column mostly left empty are filled up; rows that lack data are not', async () => {
    const optional = await take('tên,số,ghi chú\nA,1,\nB,2,x\nC,3\nD,4\nE,5\n');
    expect(optional.report.problems).toEqual([]);
    expect(optional.rows).toEqual(['tên,số,ghi chú', 'A,1,', 'B,2,x', 'C,3,', 'D,4,', 'E,5,']);
    expect(optional.report.notes).toContainEqual(
      expect.objectContaining({ code: 'short-rows-padded', line: 4, facts: { count: 3 } }),
    );
    const lacking = await take('tên,số,năm\nA,1,2020\nB,2,2021\nC,3\nD,4,2023\n');
    expect(lacking.report.problems).toMatchObject([{ code: 'ragged-row', line: 4 }]);
  });

  test('cells beyond the last column are cut when empty and a problem when not', async () => {
    expect((await take('tên,số\nA,1,,\nB,2\nC,3,\n')).report.problems).toEqual([]);
    expect((await take('tên,số\nA,1,lạc\nB,2\nC,3\n')).report.problems).toMatchObject([
      { code: 'ragged-row', line: 2 },
    ]);
  });

  test('headings by region among numbered rows are left out and said', async () => {
    const { rows, report } = await take(
      'BIỂU SỐ 5,,\nTT,Tỉnh,Thu\nI,MIỀN NÚI,30\n1,Hà Giang,10\n2,Cao Bằng,20\nII,ĐỒNG BẰNG,70\n3,Hà Nội,40\n4,Thái Bình,30\n',
    );
    expect(rows).toEqual(['TT,Tỉnh,Thu', '1,Hà Giang,10', '2,Cao Bằng,20', '3,Hà Nội,40', '4,Thái Bình,30']);
    expect(report.decided.find((one) => one.what === 'subtotals')).toMatchObject({ facts: { count: 2 } });
  });
});

describe('JSON records', () => {
  const json = (content: unknown, name = 'so-lieu.json') =>
    take(typeof content === 'string' ? content : JSON.stringify(content), {}, name);

  test('an array of records becomes rows; digits in quotes stay text, nested objects become columns', async () => {
    const { report, rows } = await json([
      { mã: '0123', tên: 'Đông Hưng', dân: { nam: 1.125, nữ: 2 } },
      { tên: 'Hưng Hà', mã: '0124', dân: { nam: 3.5, nữ: null }, mới: true },
    ]);
    expect(rows).toEqual(['mã,tên,dân.nam,dân.nữ,mới', '0123,Đông Hưng,1.125,2,', '0124,Hưng Hà,3.5,,true']);
    expect(report.format).toBe('json');
    expect(report.columns.map(({ type }) => type)).toEqual(['text', 'text', 'decimal', 'integer', 'boolean']);
    expect(report.notes.map(({ code }) => code)).toContain('objects-flattened');
  });

  test('one record a line, and one list inside an object; what stands beside it is said', async () => {
    expect((await json('{"a":1}\n{"a":2}\n', 'x.jsonl')).rows).toEqual(['a', '1', '2']);
    const wrapped = await json({ total: 2, data: [{ a: '10' }, { a: '20' }] });
    expect(wrapped.report.columns[0]?.type).toBe('text');
    expect(wrapped.report.notes).toContainEqual({
      code: 'json-members-dropped',
      facts: { names: 'total' },
    });
  });

  test('whole numbers of many digits keep every digit, which is said', async () => {
    const text = '[{"so":1234567890123456789,"x":1.10},{"so":-9007199254740993,"x":2e3}]';
    const { report, rows } = await json(text);
    expect(rows).toEqual(['so,x', '1234567890123456789,1.1', '-9007199254740993,2000']);
    expect(report.columns.map(({ type }) => type)).toEqual(['text', 'decimal']);
    expect(report.notes).toContainEqual({ code: 'big-numbers-as-text', facts: { count: 2 } });
    const lines = await json('{"so":1234567890123456789}\n{"so":2}\n', 'x.jsonl');
    expect(lines.rows).toEqual(['so', '1234567890123456789', '2']);
  });

  test('a name twice in one object is said; the same name in other objects and in texts is not', async () => {
    const twice = await json('[{"a":1, "a" : 2,"b":"\\"a\\":"},{"a":3,"b":{"a":1}}]');
    expect(twice.rows.slice(0, 2)).toEqual(['a,b,b.a', '2,"""a"":",']);
    expect(twice.report.notes).toContainEqual({ code: 'repeated-members', facts: { count: 1, names: 'a' } });
    const once = await json([{ a: 1, b: ['a', { a: 'a' }] }, { a: 2 }]);
    expect(once.report.notes.map(({ code }) => code)).not.toContain('repeated-members');
  });

  test('numbers in quotes stay text, which is asked; told their mark they are numbers', async () => {
    const records = [
      { mã: '12', điểm: '98,5', giá: '1.234' },
      { mã: '13', điểm: '7', giá: '2.500' },
    ];
    const { report } = await json(records);
    expect(report.columns.map(({ type }) => type)).toEqual(['text', 'text', 'text']);
    expect(report.decided.filter(({ what }) => what === 'numbers')).toMatchObject([
      { columnName: 'điểm', chosen: 'string', how: 'guessed', alternatives: [',', '.'] },
      { columnName: 'giá', chosen: 'string', how: 'guessed', alternatives: [',', '.'] },
    ]);
    const told = await take(
      JSON.stringify(records),
      { columns: [{ name: 'điểm', type: 'number', decimalChar: ',' }] },
      'so-lieu.json',
    );
    expect(told.report.problems).toEqual([]);
    expect(told.report.columns[1]).toMatchObject({ type: 'decimal', decimalChar: ',' });
  });

  test.for([
    ['json-not-records', '{"a": 1}'],
    ['json-not-records', '[1, 2, 3]'],
    ['json-broken', '[{"a": 1}, {"a": '],
    ['json-too-deep', `[${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}]`],
  ] as const)('%s refuses it', async ([code, content]) => {
    expect((await json(content)).report.problems).toMatchObject([{ code }]);
  });
});
