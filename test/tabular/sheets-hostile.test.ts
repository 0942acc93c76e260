import { expect, test } from 'vitest';
import { rawZip, type RawEntry } from '../fixtures/raw-zip.ts';
import { xlsxEntries, xlsxOf } from '../fixtures/xlsx-parts.ts';
import { fateOf, problemOf, rowsOf, workbookOf } from './sheets-workbench.ts';

const sheet = '<sheetData><row r="1"><c><v>1</v></c></row></sheetData>';
const honest = xlsxEntries({ sheets: { S: sheet } });
const withEntry = (entry: RawEntry): Buffer => rawZip([...honest, entry]);
const MB = 1024 * 1024;

test.for<[string, RawEntry]>([
  ['zip-unsafe-name', { name: '../../etc/cron.d/x', data: 'x' }],
  ['zip-unsafe-name', { name: 'a\\..\\..\\x', data: 'x' }],
  ['zip-unsafe-name', { name: '/etc/passwd', data: 'x' }],
  ['zip-unsafe-name', { name: 'C:\\x', data: 'x' }],
  ['zip-unsafe-name', { name: 'a\0.xml', data: 'x' }],
  ['zip-unsafe-name', { name: 'link', data: '/etc/passwd', attributes: 0xa1ff0000 }],
  ['zip-duplicate-name', { name: 'XL/workbook.xml', data: 'x' }],
  ['zip-encrypted', { name: 'x', data: 'x', flags: 1 }],
  ['office-damaged', { name: 'x', data: 'x', method: 9 }],
  ['zip-bomb', { name: 'x', data: 'x', samePlaceAs: 0 }],
  ['zip-bomb', { name: 'x', data: Buffer.alloc(17 * MB) }],
  ['zip-bomb', { name: 'x', data: 'x', declaredBytes: 3_000_000_000 }],
])('%s: %o', async ([code, entry]) => {
  expect((await problemOf(withEntry(entry)))?.code).toBe(code);
});

test('a bomb that declares little is stopped at what it declared', async () => {
  const bomb = {
    name: 'xl/worksheets/sheet1.xml',
    data: `<worksheet>${' '.repeat(40 * MB)}</worksheet>`,
    declaredBytes: 1000,
  };
  expect(await fateOf(rawZip(honest.map((entry) => (entry.name === bomb.name ? bomb : entry))))).toBe(
    'office-damaged',
  );
});

test('too many entries, a second name, a wrong checksum and bytes in front are refused', async () => {
  const many = Array.from({ length: 50 }, (_, i) => ({ name: `x${i}`, data: 'x' }));
  expect((await problemOf(rawZip(many), 'a.xlsx', { maxZipEntries: 49 }))?.code).toBe('zip-too-many-entries');
  const change = (to: Partial<RawEntry>): Buffer =>
    rawZip(honest.map((entry) => (entry.name === 'xl/workbook.xml' ? { ...entry, ...to } : entry)));
  expect((await problemOf(change({ localName: 'xl/workbook.xmL' })))?.code).toBe('office-damaged');
  expect((await problemOf(change({ crc: 1 })))?.code).toBe('office-damaged');
  expect((await problemOf(rawZip(honest, '%PDF-1.7\n')))?.code).toBe('office-not-a-workbook');
  const gif = Buffer.concat([rawZip(honest), Buffer.from('GIF89a')]);
  expect((await problemOf(gif))?.code).toBe('office-damaged');
});

const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>';
test.for<[string, string, RawEntry]>([
  [
    'xml-doctype',
    'a doctype in a sheet',
    { name: 'xl/worksheets/sheet1.xml', data: `${laughs}<worksheet>&b;</worksheet>` },
  ],
  [
    'xml-doctype',
    'a doctype in the list of sheets',
    { name: 'xl/workbook.xml', data: `${laughs}<workbook/>` },
  ],
  [
    'office-damaged',
    'an entity nobody declared',
    { name: 'xl/worksheets/sheet1.xml', data: '<worksheet>&xxe;</worksheet>' },
  ],
  ['office-damaged', 'tags without end', { name: 'xl/worksheets/sheet1.xml', data: '<a>'.repeat(100_000) }],
  [
    'office-damaged',
    'half a sheet',
    { name: 'xl/worksheets/sheet1.xml', data: '<worksheet><sheetData><row r="1">' },
  ],
  ['office-damaged', 'NUL bytes', { name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(100_000) }],
  [
    'office-damaged',
    'wrong UTF-8',
    { name: 'xl/workbook.xml', data: Buffer.from('<workbook>\xff</workbook>', 'latin1') },
  ],
  [
    'office-damaged',
    'rows going back',
    { name: 'xl/worksheets/sheet1.xml', data: '<worksheet><row r="2"/><row r="1"/></worksheet>' },
  ],
  [
    'office-part-too-large',
    'an endless attribute',
    { name: 'xl/worksheets/sheet1.xml', data: `<worksheet a="${'x'.repeat(3 * MB)}"/>` },
  ],
  [
    'sheet-too-wide',
    'a cell at the far right',
    {
      name: 'xl/worksheets/sheet1.xml',
      data: '<worksheet><row r="1"><c r="XFD1"><v>1</v></c></row></worksheet>',
    },
  ],
])('%s: %s', async ([code, , part]) => {
  expect(await fateOf(rawZip(honest.map((entry) => (entry.name === part.name ? part : entry))))).toBe(code);
});

test('an XLSX cut off anywhere is damaged, never a fault of ours', async () => {
  const whole = xlsxOf({ sheets: { S: sheet } });
  for (let length = 4; length < whole.length; length += 97)
    expect(await fateOf(whole.subarray(0, length))).toBe('office-damaged');
});

test('an XLSX with any one byte changed ends with a verdict', async () => {
  const whole = xlsxOf({ sheets: { S: sheet } });
  for (let at = 0; at < whole.length; at += 7) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ 0xff;
    expect(typeof (await fateOf(changed))).toBe('string');
  }
});

test('a million distinct texts are read in bounded memory, and more than is allowed are refused while reading', async () => {
  const strings = Array.from({ length: 1_000_000 }, (_, i) => `<si><t>Xã số ${i}</t></si>`).join('');
  const bytes = xlsxOf({
    sheets: {
      S: '<sheetData><row r="1"><c t="s"><v>999999</v></c><c t="s"><v>1000000</v></c></row></sheetData>',
    },
    strings,
  });
  // The texts are kept in buffers beside the heap.
  const used = (): number => process.memoryUsage().heapUsed + process.memoryUsage().external;
  const before = used();
  const book = await workbookOf(bytes);
  expect((await rowsOf(book))[0]?.cells.map(({ text }) => text)).toEqual(['Xã số 999999']);
  expect((used() - before) / MB).toBeLessThan(150);
  expect((await problemOf(bytes, 'a.xlsx', { maxStrings: 1000 }))?.code).toBe('sheet-text-too-large');
  expect((await problemOf(bytes, 'a.xlsx', { maxStringBytes: 1000 }))?.code).toBe('sheet-text-too-large');
});

test('formatting far beyond the data costs nothing: the sheet ends at its last value', async () => {
  const empty = Array.from(
    { length: 200_000 },
    (_, i) => `<row r="${i + 2}" s="1"><c s="1"/><c s="1"/></row>`,
  ).join('');
  const xml = `<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c><v>1</v></c></row>${empty}<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>`;
  const book = await workbookOf(xlsxOf({ sheets: { S: xml } }));
  expect(book.sheets[0]).toMatchObject({ rows: 1, columns: 1 });
  expect(await rowsOf(book)).toHaveLength(1);
});

test('merges over each other are refused before they cost time', async () => {
  const refs = Array.from({ length: 5000 }, (_, i) => `<mergeCell ref="A1:B${i + 2}"/>`).join('');
  expect(await fateOf(xlsxOf({ sheets: { S: `${sheet}<mergeCells>${refs}</mergeCells>` } }))).toBe(
    'office-damaged',
  );
});

test('other office files are named', async () => {
  const package_ = (target: string): Buffer =>
    rawZip([
      {
        name: '_rels/.rels',
        data: `<R><Relationship Id="a" Type="x/officeDocument" Target="${target}"/></R>`,
      },
      { name: target, data: 'x' },
    ]);
  expect((await problemOf(package_('word/document.xml')))?.code).toBe('office-not-a-workbook');
  expect((await problemOf(package_('xl/workbook.bin')))?.code).toBe('xlsb-unsupported');
  const ods = rawZip([
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', method: 0 },
  ]);
  expect((await problemOf(ods))?.code).toBe('ods-unsupported');
  expect((await problemOf('<html><table><tr><td>1</td></tr></table></html>', 'a.xls'))?.code).toBe(
    'html-named-xls',
  );
  expect(
    (await problemOf('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'))
      ?.code,
  ).toBe('xml-2003-unsupported');
  expect((await problemOf('mã,tên\n1,a\n', 'a.xls'))?.code).toBe('office-not-a-workbook');
});
