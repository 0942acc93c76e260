import { describe, expect, test } from 'vitest';
import { rawZip } from '../fixtures/raw-zip.ts';
import { xlsxEntries, type XlsxParts } from '../fixtures/xlsx-parts.ts';
import { check, derive, isReport, reportOn } from './workbench.ts';

type Cell = string | number | { readonly sum: number };

const inline = (value: Cell): string => {
  if (typeof value === 'number') return `<c><v>${value}</v></c>`;
  if (typeof value === 'object') return `<c><f>SUM(B2:B4)</f><v>${value.sum}</v></c>`;
  return value === '' ? '<c/>' : `<c t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`;
};

const sheetOf = (rows: readonly (readonly Cell[])[], more = ''): string =>
  `<sheetData>${rows.map((row, i) => `<row r="${i + 1}">${row.map(inline).join('')}</row>`).join('')}</sheetData>${more}`;

const xlsxOf = (sheets: XlsxParts['sheets'], parts: Omit<XlsxParts, 'sheets'> = {}): Buffer =>
  rawZip(xlsxEntries({ sheets, ...parts }));

const people = sheetOf([
  ['Mã xã', 'Tên xã', 'Dân số'],
  ['04321', 'Đông Hưng', 120500],
  ['04322', 'Hưng Hà', 110000],
  ['04323', 'Vũ Thư', 98400.5],
]);
const cover = sheetOf([['BÁO CÁO DÂN SỐ'], ['Năm 2024']]);
const other = sheetOf([
  ['Ngành', 'Lao động'],
  ['Nông nghiệp', 100],
  ['Dịch vụ', 50],
]);

describe('sheets of a workbook', () => {
  test('the first visible sheet with a table is read; the others are offered, hidden ones are said', async () => {
    const { report, csv } = await derive(
      xlsxOf({ Bìa: cover, Ẩn: { state: 'hidden', xml: other }, 'Dân số': people, 'Lao động': other }),
      'bao-cao.xlsx',
    );
    expect(csv).toEqual([
      ['Mã xã', 'Tên xã', 'Dân số'],
      ['04321', 'Đông Hưng', '120500'],
      ['04322', 'Hưng Hà', '110000'],
      ['04323', 'Vũ Thư', '98400.5'],
    ]);
    expect(report).toMatchObject({ format: 'xlsx', prepared: { sheet: 'Dân số' } });
    expect(report.encoding).toBeUndefined();
    expect(report.decided[0]).toMatchObject({
      what: 'sheet',
      chosen: 'Dân số',
      how: 'guessed',
      alternatives: ['Bìa', 'Ẩn', 'Lao động'],
      hidden: ['Ẩn'],
    });
    expect(report.notes).toContainEqual({ code: 'hidden-sheets', facts: { count: 1, names: 'Ẩn' } });
  });

  test('the sheet that was told is read, a hidden one too; a wrong name lists the names', async () => {
    const bytes = xlsxOf({ Bìa: cover, 'Dân số': people, Ẩn: { state: 'hidden', xml: other } });
    const told = await reportOn(bytes, 'a.xlsx', undefined, { sheet: 'Ẩn' });
    expect(told.decided[0]).toMatchObject({ chosen: 'Ẩn', how: 'told', hidden: ['Ẩn'] });
    expect(told.notes).toContainEqual({ code: 'hidden-sheet-used', facts: { count: 1, name: 'Ẩn' } });
    expect(told.columns.map(({ name }) => name)).toEqual(['Ngành', 'Lao động']);
    const wrong = await reportOn(bytes, 'a.xlsx', undefined, { sheet: 'Sheet1' });
    expect(wrong.problems).toMatchObject([
      { code: 'office-sheet-missing', facts: { sheet: 'Sheet1', names: 'Bìa; Dân số; Ẩn' } },
    ]);
  });

  test('a hidden sheet that is all there is to read is said to be hidden', async () => {
    const { decided, notes } = await reportOn(xlsxOf({ Ẩn: { state: 'hidden', xml: other } }), 'a.xlsx');
    expect(decided[0]).toMatchObject({ what: 'sheet', chosen: 'Ẩn', alternatives: [], hidden: ['Ẩn'] });
    expect(notes.map(({ code }) => code)).toContain('hidden-sheet-used');
  });

  test('a problem names the sheet and its row', async () => {
    const bytes = xlsxOf({ Bìa: cover, 'Dân số': people });
    const { problems } = await reportOn(bytes, 'a.xlsx', undefined, {
      columns: [{ name: 'Tên xã', type: 'integer' }],
    });
    expect(problems[0]).toMatchObject({ code: 'value-type', sheet: 'Dân số', line: 2, columnName: 'Tên xã' });
  });

  test('values of formulas are used and said; the sum at the end is left out and said', async () => {
    const { report, csv } = await derive(
      xlsxOf({
        A: sheetOf([
          ['Huyện', 'Thu'],
          ['Đông Hưng', 10],
          ['Hưng Hà', 20],
          ['Vũ Thư', { sum: 5 }],
          ['Tổng cộng', { sum: 35 }],
        ]),
      }),
      'a.xlsx',
    );
    expect(csv.at(-1)).toEqual(['Vũ Thư', '5']);
    expect(report.notes.map(({ code }) => code)).toContain('formula-values-used');
    expect(report.decided.find(({ what }) => what === 'subtotals')?.samples[0]).toMatchObject({ row: 5 });
  });

  test('one name merged over two columns of numbers gives two names', async () => {
    const rows: Cell[][] = [
      ['Huyện', 'Thu', ''],
      ['Đông Hưng', 10, 1],
      ['Hưng Hà', 20, 2],
      ['Vũ Thư', 30, 3],
    ];
    const merged = '<mergeCells count="1"><mergeCell ref="B1:C1"/></mergeCells>';
    const report = await reportOn(xlsxOf({ A: sheetOf(rows, merged) }), 'a.xlsx');
    expect(report.columns.map(({ name }) => name)).toEqual(['Huyện', 'Thu', 'Thu (2)']);
  });

  test('an XLSX is what it is under any name, a CSV too; a web page named .xls is refused by name', async () => {
    expect((await reportOn(xlsxOf({ A: other }), 'a.csv')).format).toBe('xlsx');
    expect((await reportOn(xlsxOf({ A: other }), 'a.xls')).format).toBe('xlsx');
    expect((await reportOn('a,b\n1,2\n', 'a.xls')).format).toBe('csv');
    expect(await check('<html><table><tr><td>1</td></tr></table>', 'a.xls')).toMatchObject({
      code: 'html-named-xls',
    });
  });
});

describe('a zip around one data file', () => {
  test('the file inside is read as if it had been sent itself, and the others are said', async () => {
    const inside = 'mã;tên;số\n01;Một;1,5\n02;Hai;2,5\n';
    const { report, csv } = await derive(
      rawZip([
        { name: 'Số liệu/xã.csv', data: inside },
        { name: 'đọc.pdf', data: 'x' },
      ]),
      'a.zip',
    );
    expect(csv).toEqual([
      ['mã', 'tên', 'số'],
      ['01', 'Một', '1.5'],
      ['02', 'Hai', '2.5'],
    ]);
    expect(report).toMatchObject({ format: 'csv', prepared: { entry: 'Số liệu/xã.csv', delimiter: ';' } });
    expect(report.decided[0]).toMatchObject({ what: 'entry', chosen: 'Số liệu/xã.csv' });
    expect(report.notes).toContainEqual({
      code: 'zip-files-left-out',
      facts: { count: 1, names: 'đọc.pdf' },
    });
  });

  test('a workbook inside is a workbook; a zip inside is refused', async () => {
    const inner = rawZip(xlsxEntries({ sheets: { A: other } }));
    const report = await reportOn(rawZip([{ name: 'b.xlsx', data: inner }]), 'a.zip');
    expect(report).toMatchObject({ format: 'xlsx', rows: 2, prepared: { entry: 'b.xlsx', sheet: 'A' } });
    const nested = await check(
      rawZip([{ name: 'b.csv', data: rawZip([{ name: 'c.csv', data: 'a\n1\n' }]) }]),
      'a.zip',
    );
    expect(isReport(nested) && nested.problems).toMatchObject([{ code: 'zip-nested' }]);
  });

  test('several files are listed; the one that was told is read', async () => {
    const zip = rawZip([
      { name: 'a.csv', data: 'x,y\n1,2\n' },
      { name: 'b.csv', data: 'z,w\n3,4\n' },
    ]);
    const listed = await reportOn(zip, 'a.zip');
    expect(listed).toMatchObject({
      format: 'zip',
      problems: [{ code: 'zip-several-files', facts: { files: 2, names: 'a.csv; b.csv' } }],
    });
    const told = await reportOn(zip, 'a.zip', undefined, { entry: 'b.csv' });
    expect(told.columns.map(({ name }) => name)).toEqual(['z', 'w']);
    expect(told.decided[0]).toMatchObject({ what: 'entry', how: 'told' });
    const missing = await reportOn(zip, 'a.zip', undefined, { entry: 'c.csv' });
    expect(missing.problems).toMatchObject([
      { code: 'zip-entry-missing', facts: { entry: 'c.csv', names: 'a.csv; b.csv' } },
    ]);
  });
});
