import { utils, write, type BookType, type WorkBook } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { BIFF } from '../../shared/tabular/sheets/biff.ts';
import { BiffStyles } from '../../shared/tabular/sheets/biff-styles.ts';
import { fateOf, problemOf, rowsOf, workbookOf } from './sheets-workbench.ts';

const book = (): WorkBook => {
  const sheet = utils.aoa_to_sheet([
    ['Tỉnh', 'Dân số', 'Ngày', 'Đúng'],
    ['Thái Bình', 1234567.8, 43831, true],
    ['00123', 0.125, null, null],
  ]);
  sheet['C2'] = { t: 'n', v: 43831, z: 'dd/mm/yyyy' };
  sheet['!merges'] = [utils.decode_range('A1:B1'), utils.decode_range('A2:A3')];
  const hidden = utils.aoa_to_sheet([['nháp']]);
  const workbook = utils.book_new();
  utils.book_append_sheet(workbook, sheet, 'Số liệu');
  utils.book_append_sheet(workbook, hidden, 'Ẩn');
  workbook.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
  return workbook;
};

const bytesOf = (bookType: BookType, workbook = book()): Buffer =>
  write(workbook, { bookType, type: 'buffer' }) as Buffer;

test.for<BookType>(['xls', 'xlsx'])('%s: another program’s file is read alike', async (type) => {
  const workbook = await workbookOf(bytesOf(type), 'a.xls');
  expect(workbook.notes.format).toBe(type);
  expect(workbook.sheets.map(({ name, hidden, rows, columns }) => [name, hidden, rows, columns])).toEqual([
    ['Số liệu', false, 3, 4],
    ['Ẩn', true, 1, 1],
  ]);
  const rows = await rowsOf(workbook);
  expect(rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
    ['Tỉnh', 'Dân số', 'Ngày', 'Đúng'],
    ['Thái Bình', '1234567.8', '2020-01-01', 'true'],
    ['00123', '0.125'],
  ]);
  expect(rows[1]?.cells.map(({ is }) => is)).toEqual(['text', 'number', 'date', 'boolean']);
  expect(await rowsOf(workbook, 'Ẩn')).toHaveLength(1);
});

test('Excel 5 keeps its texts in a code page', async () => {
  const workbook = utils.book_new();
  utils.book_append_sheet(workbook, utils.aoa_to_sheet([['Th¸i B×nh', 7]]), 'A');
  // The writer has no code pages: the letters are put in afterwards, byte for byte.
  const bytes = bytesOf('biff5', workbook);
  bytes.write('Th¸i B×nh', bytes.indexOf('Th_i B_nh'), 'latin1');
  const read = await workbookOf(bytes, 'a.xls');
  expect((await rowsOf(read))[0]?.cells.map(({ text }) => text)).toEqual(['Th¸i B×nh', '7']);
});

test('what is older than Excel 5, too large or no workbook is refused by name', async () => {
  expect((await problemOf(bytesOf('biff2'), 'a.xls'))?.code).toBe('xls-too-old');
  expect((await problemOf(bytesOf('xls'), 'a.xls', { maxXlsBytes: 100 }))?.code).toBe('xls-too-large');
  expect((await problemOf(bytesOf('xls'), 'a.xls', { maxXlsCells: 3 }))?.code).toBe('xls-too-large');
  expect((await problemOf(Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'a.xls'))?.code).toBe('office-damaged');
});

test('an XLS cut off or changed anywhere ends with a verdict', async () => {
  const whole = bytesOf('xls');
  for (let length = 600; length < whole.length; length += 211)
    expect(typeof (await fateOf(whole.subarray(0, length), 'a.xls'))).toBe('string');
  for (let at = 0; at < whole.length; at += 13) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ 0x5f;
    expect(typeof (await fateOf(changed, 'a.xls'))).toBe('string');
  }
});

test('an XLS numbers its fonts without a fourth: styles beyond it show the right one', () => {
  const styles = new BiffStyles();
  const font = (name: string): Buffer => {
    const body = Buffer.alloc(16 + name.length);
    body[14] = name.length;
    body.write(name, 16, 'latin1');
    return body;
  };
  const style = (index: number): Buffer => {
    const body = Buffer.alloc(20);
    body.writeUInt16LE(index, 0);
    return body;
  };
  const fonts = ['Arial', 'Arial', 'Calibri', 'Tahoma', '.VnTime', '.VnTimeH', 'VNI-Times'];
  for (const name of fonts) styles.read({ at: 0, depth: 0, type: BIFF.FONT, body: font(name) }, true);
  const indexes = [0, 3, 5, 6, 7];
  for (const index of indexes) styles.read({ at: 0, depth: 0, type: BIFF.XF, body: style(index) }, true);
  expect(indexes.map((_, i) => styles.of(i).font)).toEqual([
    'Arial',
    'Tahoma',
    '.VnTime',
    '.VnTimeH',
    'VNI-Times',
  ]);
});
