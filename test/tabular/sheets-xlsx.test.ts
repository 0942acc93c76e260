import { expect, test } from 'vitest';
import { xlsxOf } from '../fixtures/xlsx-parts.ts';
import { rowsOf, workbookOf } from './sheets-workbench.ts';

const data = (rows: string): string => `<sheetData>${rows}</sheetData>`;

const styles = `<numFmts count="4"><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/>
<numFmt numFmtId="165" formatCode="[$-42A]dd\\ mmmm\\ yyyy"/><numFmt numFmtId="166" formatCode="00000"/>
<numFmt numFmtId="167" formatCode="#,##0.00\\ &quot;đ&quot;"/><numFmt numFmtId="168" formatCode="[h]:mm"/></numFmts>
<fonts><font><name val="Calibri"/></font><font><name val=".VnTime"/></font></fonts>
<cellStyleXfs><xf numFmtId="14" fontId="1"/></cellStyleXfs>
<cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="164" fontId="0"/><xf numFmtId="165" fontId="0"/><xf numFmtId="166" fontId="0"/>
<xf numFmtId="10" fontId="0"/><xf numFmtId="167" fontId="0"/><xf numFmtId="0" fontId="1"/><xf numFmtId="20" fontId="0"/>
<xf numFmtId="168" fontId="0"/><xf numFmtId="49" fontId="0"/><xf numFmtId="22" fontId="0"/></cellXfs>
<dxfs><dxf><font><name val="VNI-Times"/></font></dxf></dxfs>`;

/** The cells of a row of numbers, each in the style of its index. */
const styled = async (cells: string, workbook = '') => {
  const book = await workbookOf(
    xlsxOf({ sheets: { S: data(`<row r="1">${cells}</row>`) }, styles, workbook }),
  );
  return (await rowsOf(book))[0]?.cells;
};

test('numbers are in full precision, and mean what their format says', async () => {
  const cells = await styled(
    `<c><v>1234567.8</v></c><c s="1"><v>43831</v></c><c s="2"><v>43831.5</v></c><c s="3"><v>1234</v></c>
     <c s="4"><v>0.125</v></c><c s="5"><v>-1500000</v></c><c><v>0.30000000000000004</v></c><c><v>1.5E-7</v></c>
     <c s="7"><v>0.3125</v></c><c s="8"><v>1.5</v></c><c s="9"><v>12</v></c><c s="10"><v>59</v></c><c><v>2E+21</v></c>`,
  );
  expect(cells).toEqual([
    { text: '1234567.8', is: 'number' },
    { text: '2020-01-01', is: 'date', kept: '43831' },
    { text: '2020-01-01T12:00:00', is: 'date', kept: '43831.5' },
    { text: '01234', is: 'text', padded: true, kept: '1234' },
    { text: '0.125', is: 'number', percent: true },
    { text: '-1500000', is: 'number' },
    { text: '0.3', is: 'number', kept: '0.30000000000000004' },
    { text: '0.00000015', is: 'number' },
    { text: '07:30:00', is: 'text', kept: '0.3125' },
    { text: '36:00:00', is: 'text', kept: '1.5' },
    { text: '12', is: 'text' },
    { text: '1900-02-28', is: 'date', kept: '59' },
    { text: '2000000000000000000000', is: 'number' },
  ]);
});

test('29/2/1900, which never was, and days before the calendar stay numbers', async () => {
  expect(await styled('<c s="1"><v>60</v></c><c s="1"><v>-3</v></c><c s="1"><v>61</v></c>')).toEqual([
    { text: '60', is: 'number' },
    { text: '-3', is: 'number' },
    { text: '1900-03-01', is: 'date', kept: '61' },
  ]);
});

test('dates of the 1904 system are four years and a day later', async () => {
  const cells = await styled('<c s="1"><v>42369</v></c>', '<workbookPr date1904="1"/>');
  expect(cells).toEqual([{ text: '2020-01-01', is: 'date', kept: '42369' }]);
});

test('booleans, errors, ISO dates and formulas keep what they are', async () => {
  const cells = await styled(
    `<c t="b"><v>1</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="d"><v>2024-05-06T00:00:00</v></c>
     <c t="str"><f>"a"</f><v>Tổng</v></c><c><f>A1+1</f></c><c><f>SUM(A1)</f><v>5</v></c>`,
  );
  expect(cells).toEqual([
    { text: 'true', is: 'boolean' },
    { text: '#DIV/0!', is: 'error', formula: true },
    { text: '2024-05-06', is: 'date', kept: '2024-05-06T00:00:00' },
    { text: 'Tổng', is: 'text', font: 'Calibri', formula: true },
    { text: '', formula: true },
    { text: '5', is: 'number', formula: true },
  ]);
});

test('texts keep spaces, zeros and line ends; reading aids are left out; runs keep their fonts', async () => {
  const strings = `<si><t xml:space="preserve"> THÁI BÌNH</t></si><si><t>00123</t></si>
<si><t>漢</t><rPh sb="0" eb="1"><t>かん</t></rPh></si>
<si><r><rPr><rFont val=".VnTime"/></rPr><t>Th¸i </t></r><r><rPr><rFont val="Arial"/></rPr><t>B</t></r></si>
<si><r><t>một</t></r><r><rPr><b/></rPr><t> hai</t></r></si><si><t>a_x000D_b</t></si>`;
  const row = `<row r="3">${[0, 1, 2, 3, 4, 5].map((i) => `<c t="s" s="${i === 1 ? 6 : 0}"><v>${i}</v></c>`).join('')}
<c r="H3" t="inlineStr"><is><t>trong ô</t></is></c></row>`;
  const book = await workbookOf(xlsxOf({ sheets: { S: data(row) }, styles, strings }));
  expect(await rowsOf(book)).toEqual([
    {
      number: 3,
      cells: [
        { text: ' THÁI BÌNH', is: 'text', font: 'Calibri' },
        { text: '00123', is: 'text', font: '.VnTime' },
        { text: '漢', is: 'text', font: 'Calibri' },
        {
          text: 'Th¸i B',
          is: 'text',
          font: '.VnTime',
          runs: [
            { text: 'Th¸i ', font: '.VnTime' },
            { text: 'B', font: 'Arial' },
          ],
        },
        { text: 'một hai', is: 'text', font: 'Calibri' },
        { text: 'a\rb', is: 'text', font: 'Calibri' },
        { text: '' },
        { text: 'trong ô', is: 'text', font: 'Calibri' },
      ],
    },
  ]);
});

test('cells under a merge say where their value stands', async () => {
  const xml = `${data(`<row r="1"><c r="B1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>
<row r="5"><c r="D5"><v>3</v></c></row>`)}<mergeCells><mergeCell ref="B1:XFD1"/><mergeCell ref="C1:C2"/><mergeCell ref="A2:B5"/></mergeCells>`;
  const rows = await rowsOf(await workbookOf(xlsxOf({ sheets: { S: xml } })));
  const marks = rows.map(({ number, cells }) => [number, cells.map((c) => c.mergedFrom ?? c.text).join('|')]);
  expect(marks).toEqual([
    [1, '|1|left|left'],
    [2, '2|left|above'],
    [5, 'above|above||3'],
  ]);
});

test('every sheet is told with what is hidden in it, and can be read by its name', async () => {
  const book = await workbookOf(
    xlsxOf({
      sheets: {
        'Số liệu': `<cols><col min="2" max="16384" hidden="1"/></cols>${data(
          '<row r="1"><c><v>1</v></c><c><v>2</v></c></row><row r="4" hidden="1"><c><f>A1</f></c></row>',
        )}`,
        'Nháp &amp; ghi chú': { state: 'veryHidden', xml: data('<row r="2"><c s="3"/></row>') },
      },
      more: [
        { name: 'xl/vbaProject.bin', data: 'x' },
        { name: 'xl/externalLinks/externalLink1.xml', data: '<a/>' },
        { name: 'xl/comments1.xml', data: '<a/>' },
      ],
    }),
  );
  expect(book.sheets).toEqual([
    {
      name: 'Số liệu',
      hidden: false,
      isEmpty: false,
      rows: 4,
      columns: 2,
      formulas: 1,
      formulasWithoutValue: 1,
      mergedRanges: 0,
      hiddenRows: 1,
      hiddenColumns: 1,
    },
    expect.objectContaining({ name: 'Nháp & ghi chú', hidden: true, isEmpty: true, rows: 0, columns: 0 }),
  ]);
  expect(book.notes).toMatchObject({ macros: true, externalLinks: 1, comments: true, dateSystem: 1900 });
  expect(await rowsOf(book, 'Nháp & ghi chú')).toEqual([]);
  await expect(rowsOf(book, 'không có')).rejects.toThrow('office-sheet-missing');
});

test('a prefix on every tag changes nothing', async () => {
  const inner = '<x:sheetData xmlns:x="a"><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row></x:sheetData>';
  expect(await rowsOf(await workbookOf(xlsxOf({ sheets: { S: inner } })))).toEqual([
    { number: 1, cells: [{ text: '7', is: 'number' }] },
  ]);
});
