import { CFB as containers, utils, write, type WorkBook } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { encode, encodeAbc } from '../fixtures/legacy-encoders.ts';
import { rawZip } from '../fixtures/raw-zip.ts';
import { xlsxEntries, xlsxOf } from '../fixtures/xlsx-parts.ts';
import { derive, reportOn } from './workbench.ts';

const data = (...rows: string[]): string =>
  `<sheetData>${rows.map((cells, i) => `<row r="${i + 1}">${cells}</row>`).join('')}</sheetData>`;
const text = (value: string, style = 0): string =>
  `<c s="${style}" t="inlineStr"><is><t>${value}</t></is></c>`;
const number = (value: number, style = 0): string => `<c s="${style}"><v>${value}</v></c>`;
const codesOf = (list: readonly { code: string }[]): string[] => list.map(({ code }) => code);

describe('what a sheet does to its cells', () => {
  test('a value merged down several rows stands in each of them, and is said', async () => {
    const sheet = `${data(
      text('Huyện') + text('Xã') + text('Dân số'),
      text('Đông Hưng') + text('An Châu') + number(12),
      '<c/>' + text('Bạch Đằng') + number(15),
      '<c/>' + text('Chương Dương') + number(9),
    )}<mergeCells><mergeCell ref="A2:A4"/></mergeCells>`;
    const { csv, report } = await derive(xlsxOf({ sheets: { A: sheet } }), 'a.xlsx');
    expect(csv.slice(1)).toEqual([
      ['Đông Hưng', 'An Châu', '12'],
      ['Đông Hưng', 'Bạch Đằng', '15'],
      ['Đông Hưng', 'Chương Dương', '9'],
    ]);
    expect(report.notes).toContainEqual({ code: 'merged-cells-filled', facts: { count: 2 } });
  });

  test('a name of a column with blanks too many is tidied, and said', async () => {
    const sheet = data(text('Mã&#160; xã') + text('Tên'), text('A1') + text('B'), text('A2') + text('C'));
    const { csv, report } = await derive(xlsxOf({ sheets: { A: sheet } }), 'a.xlsx');
    expect(csv[0]).toEqual(['Mã xã', 'Tên']);
    expect(report.notes).toContainEqual({
      ...{ code: 'header-name-cleaned', line: 1, column: 1, columnName: 'Mã xã' },
    });
    const json = await reportOn('[{"Mã  xã": "A1"}, {"Mã  xã": "A2"}]', 'a.json');
    expect(json.notes).toEqual([{ code: 'header-name-cleaned', column: 1, columnName: 'Mã xã' }]);
  });

  test('a second table below is reported and may be chosen', async () => {
    const rows = [
      [1, text('Huyện') + text('Dân số')],
      [2, text('Đông Hưng') + number(12)],
      [3, text('Hưng Hà') + number(9)],
      [4, text('Vũ Thư') + number(7)],
      [7, text('Ngành') + text('Lao động')],
      [8, text('Nông nghiệp') + number(100)],
      [9, text('Dịch vụ') + number(50)],
      [10, text('Xây dựng') + number(20)],
    ];
    const sheet = `<sheetData>${rows.map(([at, cells]) => `<row r="${at}">${cells}</row>`).join('')}</sheetData>`;
    const bytes = xlsxOf({ sheets: { A: sheet } });
    const first = await derive(bytes, 'a.xlsx');
    expect(first.csv.map(([name]) => name)).toEqual(['Huyện', 'Đông Hưng', 'Hưng Hà', 'Vũ Thư']);
    expect(first.report.decided.find((one) => one.what === 'table')).toMatchObject({
      chosen: '1',
      how: 'guessed',
      alternatives: ['2'],
    });
    const second = await derive(bytes, 'a.xlsx', { table: 2 });
    expect(second.csv.map(([name]) => name)).toEqual(['Ngành', 'Nông nghiệp', 'Dịch vụ', 'Xây dựng']);
  });

  test('sheets that are charts hold no rows, and are named', async () => {
    const table = data(text('Xã') + text('Số'), text('A') + number(12), text('B') + number(30));
    const entries = xlsxEntries({ sheets: { 'Số liệu': table, 'Biểu đồ': '', 'Đồ thị': '' } });
    const withCharts = entries.map((entry) =>
      entry.name === 'xl/_rels/workbook.xml.rels'
        ? {
            ...entry,
            data: String(entry.data).replaceAll(
              /worksheet(?=" Target="worksheets\/sheet[23])/g,
              'chartsheet',
            ),
          }
        : entry,
    );
    const { csv, report } = await derive(rawZip(withCharts), 'a.xlsx');
    expect(csv.map(([name]) => name)).toEqual(['Xã', 'A', 'B']);
    expect(report.notes).toContainEqual({
      code: 'chart-sheets-left-out',
      facts: { count: 2, names: 'Biểu đồ; Đồ thị' },
    });
    expect(report.decided.some(({ what }) => what === 'sheet')).toBe(false);
  });

  test('days and percentages are what their format shows, to the end', async () => {
    const styles =
      '<numFmts count="1"><numFmt numFmtId="200" formatCode="dd/mm/yyyy"/></numFmts>' +
      '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="200"/><xf numFmtId="10"/></cellXfs>';
    const sheet = data(
      text('Xã') + text('Ngày cấp') + text('Tỷ lệ') + text('Ngày nộp'),
      text('A') + number(45123, 1) + number(0.125, 2) + number(45123),
      text('B') + number(45000, 1) + number(0.5, 2) + number(45124),
    );
    const { csv, parquet, report } = await derive(xlsxOf({ sheets: { A: sheet }, styles }), 'a.xlsx');
    expect(csv.slice(1)).toEqual([
      ['A', '2023-07-16', '12.5', '2023-07-16'],
      ['B', '2023-03-15', '50', '2023-07-17'],
    ]);
    expect(parquet.types).toEqual(['VARCHAR', 'DATE', 'DOUBLE', 'DATE']);
    expect(report.schema[2]).toMatchObject({ type: 'number', unit: '%' });
    // Only the column whose days have no format is a question.
    expect(report.decided.filter(({ how }) => how === 'guessed')).toMatchObject([
      { what: 'dates', columnName: 'Ngày nộp', chosen: 'day-number' },
    ]);
    const from1904 = xlsxOf({ sheets: { A: sheet }, styles, workbook: '<workbookPr date1904="1"/>' });
    expect((await reportOn(from1904, 'a.xlsx')).columns.map(({ type }) => type)).toEqual([
      'text',
      'date',
      'decimal',
      'integer',
    ]);
  });

  test('what is hidden, computed, wrong or left out is said', async () => {
    const sheet = `<cols><col min="3" max="3" hidden="1"/></cols><sheetData>
<row r="1">${text('Xã')}${text('Dân số')}${text('Ghi')}</row>
<row r="2">${text('A')}${number(1)}${text('x')}</row>
<row r="3" hidden="1">${text('B')}<c><f>B2*2</f></c>${text('y')}</row>
<row r="4">${text('C')}<c t="e"><v>#REF!</v></c>${text('z')}</row>
<row r="5">${text('D')}<c><f>B2*4</f><v>4</v></c>${text('t')}</row></sheetData>`;
    const more = [
      { name: 'xl/vbaProject.bin', data: 'x' },
      { name: 'xl/externalLinks/externalLink1.xml', data: '<a/>' },
      { name: 'xl/comments1.xml', data: '<a/>' },
    ];
    const { csv, report } = await derive(xlsxOf({ sheets: { A: sheet }, more }), 'a.xlsm');
    expect(csv.slice(1).map(([, people]) => people)).toEqual(['1', '', '', '4']);
    const sheetNote = (code: string) => ({ code, sheet: 'A', facts: { count: 1 } });
    for (const code of ['hidden-rows', 'hidden-columns', 'formulas-without-value'])
      expect(report.notes).toContainEqual(sheetNote(code));
    expect(report.notes).toContainEqual({
      code: 'error-cells-emptied',
      line: 4,
      value: '#REF!',
      facts: { count: 1 },
    });
    expect(codesOf(report.notes)).toEqual(
      expect.arrayContaining(['comments-left-out', 'macros-left-out', 'external-links']),
    );
    // Of two formulas one has no value to be used.
    expect(report.notes).toContainEqual({ code: 'formula-values-used', facts: { count: 1 } });
  });
});

describe('fonts of the old kind', () => {
  const table = [
    ['Mã', 'Tên xã'],
    ['01', 'Thị trấn Đông Hưng'],
    ['02', 'Xã Quỳnh Phụ'],
    ['03', 'Hà'],
  ];
  const repairOf = (report: Awaited<ReturnType<typeof reportOn>>) =>
    report.decided.find((one) => one.what === 'repair');

  test('in an XLSX, VNI too', async () => {
    const styles =
      '<fonts count="2"><font><name val="Arial"/></font><font><name val="VNI-Times"/></font></fonts>' +
      '<cellXfs count="2"><xf fontId="0"/><xf fontId="1"/></cellXfs>';
    const sheet = data(
      ...table.map(([code = '', name = '']) => text(code) + text(encode(name, 'vni').toString('latin1'), 1)),
    );
    const { report, csv } = await derive(xlsxOf({ sheets: { A: sheet }, styles }), 'a.xlsx');
    expect(csv).toEqual(table);
    expect(repairOf(report)).toMatchObject({ chosen: 'vni', how: 'guessed', facts: { byFont: 4 } });
  });

  test.for([
    ['xls', 'utf16le'],
    ['biff5', 'latin1'],
  ] as const)('in an XLS (%s)', async ([bookType, letters]) => {
    const workbook: WorkBook = utils.book_new();
    const old = table.map((row) => row.map((cell) => encodeAbc(cell).toString('latin1')));
    utils.book_append_sheet(workbook, utils.aoa_to_sheet(old), 'A');
    const bytes = write(workbook, { bookType, type: 'buffer' }) as Buffer;
    // The writer knows one font, and no code pages for Excel 5: name and letters are put in afterwards, as long as before.
    bytes.write('.VnTi', bytes.indexOf('Arial', 0, letters), letters);
    if (bookType === 'biff5')
      for (const cell of old.flat())
        bytes.write(cell, bytes.indexOf(cell.replaceAll(/[^\u0000-\u007f]/g, '_')), 'latin1');
    const { report, csv } = await derive(bytes, 'a.xls');
    expect(csv).toEqual(table);
    expect(report.format).toBe('xls');
    expect(repairOf(report)).toMatchObject({ chosen: 'tcvn3', how: 'guessed', facts: { byFont: 5 } });
  });
});

describe('what cannot be opened', () => {
  /** The package leaves its container module untyped. */
  const { utils: parts, write: written } = containers as {
    utils: { cfb_new(): object; cfb_add(file: object, name: string, content: Buffer): void };
    write: (file: object, options: { type: 'buffer' }) => Buffer;
  };
  const container = (name: string): Buffer => {
    const file = parts.cfb_new();
    parts.cfb_add(file, name, Buffer.alloc(5000, 1));
    return written(file, { type: 'buffer' });
  };

  test.for([
    ['office-password', '/EncryptedPackage'],
    ['office-not-a-workbook', '/WordDocument'],
  ] as const)('%s', async ([code, stream]) => {
    expect((await reportOn(container(stream), 'a.xlsx')).problems).toMatchObject([{ code }]);
  });
});
