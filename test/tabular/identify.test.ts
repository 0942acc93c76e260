import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { defaultLimits } from '../../shared/tabular/index.ts';
import { check, reportOn } from './workbench.ts';

const table = 'mã xã,tên\n04321,Đông Hưng\n';

test('a file of no bytes, of a byte order mark only, or of blank lines only is empty', async () => {
  for (const content of ['', '\ufeff', '\n\n  \r\n'])
    expect(await check(content)).toMatchObject({ code: 'empty-file' });
});

test('UTF-8 is accepted with and without a byte order mark, and the mark is said', async () => {
  expect((await reportOn(table)).notes.map((note) => note.code)).not.toContain('byte-order-mark');
  const marked = await reportOn(`\ufeff${table}`);
  expect(marked.encoding).toBe('utf-8-bom');
  expect(marked.columns[0]?.name).toBe('mã xã');
  expect(marked.notes.map((note) => note.code)).toContain('byte-order-mark');
});

test('the SHA-256 is that of the whole file', async () => {
  const sha256 = createHash('sha256').update(table).digest('hex');
  expect(await reportOn(table)).toMatchObject({ sha256, bytes: Buffer.byteLength(table) });
});

test.for([
  ['pdf', '%PDF-1.7'],
  ['png', '\x89PNG\r\n'],
  ['elf', '\x7fELF'],
  ['gzip', '\x1f\x8b\x08'],
])('a %s file named .csv is refused as what it is', async ([found, magic]) => {
  const bytes = Buffer.concat([Buffer.from(magic ?? '', 'latin1'), Buffer.from('more,bytes\n1,2\n')]);
  expect(await check(bytes)).toMatchObject({ code: 'binary-named-csv', facts: { found } });
});

test.for([
  ['zip-damaged', 'PK\x03\x04'],
  ['office-damaged', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
])('%s: a workbook or zip by its first bytes only, whatever its name', async ([code, magic]) => {
  const bytes = Buffer.concat([Buffer.from(magic ?? '', 'latin1'), Buffer.from('more,bytes\n1,2\n')]);
  const outcome = await check(bytes);
  expect('problems' in outcome ? outcome.problems[0] : outcome).toMatchObject({ code });
});

test('a zip cut short is a damaged workbook where its name says so', async () => {
  const bytes = Buffer.from('PK\x03\x04more', 'latin1');
  expect(await check(bytes, 'bang.xlsx')).toMatchObject({ code: 'office-damaged' });
  expect(await check(bytes, 'bang.zip')).toMatchObject({ code: 'zip-damaged' });
});

test('a NUL byte anywhere makes it binary, with the place', async () => {
  const content = `${'x'.repeat(2_000_000)}\n\0`;
  expect(await check(content)).toEqual({
    code: 'binary-named-csv',
    line: 2,
    facts: { byteOffset: 2_000_001, found: 'nul-byte' },
  });
});

test('UTF-16 is read, with and without its mark', async () => {
  const marked = await reportOn(Buffer.from(`\ufeff${table}`, 'utf16le'));
  expect(marked).toMatchObject({ encoding: 'utf-16le', rows: 1, problems: [] });
  const bare = await reportOn(Buffer.from(table, 'utf16le').swap16());
  expect(bare).toMatchObject({ encoding: 'utf-16be', rows: 1, problems: [] });
});

test('a wrong byte is found exactly, also behind a block boundary and after many accented letters', async () => {
  const good = Buffer.from('tên\n' + 'Đường bộ ở Quỳnh Phụ\n'.repeat(60_000));
  const bad = Buffer.concat([good, Buffer.from([0x41, 0xe3, 0x28]), good]);
  expect(await check(bad)).toMatchObject({
    code: 'not-utf8',
    line: 60_002,
    facts: { byteOffset: good.length + 1 },
  });
});

test('a character cut off at the end of the file is not UTF-8', async () => {
  const bytes = Buffer.from('tên\nĐ');
  expect(await check(bytes.subarray(0, bytes.length - 1))).toMatchObject({
    code: 'not-utf8',
    line: 2,
    facts: { byteOffset: bytes.length - 2 },
  });
});

test('a character on the boundary of two blocks is read whole', async () => {
  for (const shift of [0, 1, 2]) {
    const content = `tên\n${'x'.repeat(1024 * 1024 - 7 + shift)}ạ\n`;
    expect(
      (await reportOn(content, 'a.csv', { ...defaultLimits, maxRecordChars: 2_000_000 })).problems,
    ).toEqual([]);
  }
});

test('a page of HTML named .csv and a table with an unknown name are not supported', async () => {
  expect(await check('<!DOCTYPE html><p>Lỗi</p>')).toMatchObject({
    code: 'unsupported-type',
    facts: { found: 'markup' },
  });
  expect(await check(table, 'so-lieu.docx')).toMatchObject({
    code: 'unsupported-type',
    facts: { extension: 'docx' },
  });
});

test('a file over the limit is refused by its size alone', async () => {
  expect(await check(table, 'a.csv', { ...defaultLimits, maxCsvBytes: 10 })).toEqual({
    code: 'too-large',
    facts: { bytes: Buffer.byteLength(table), limit: 10 },
  });
});

test('a FeatureCollection named .csv is recognised by its bytes', async () => {
  const content = '{"type": "FeatureCollection", "features": []}';
  expect(await reportOn(content)).toMatchObject({ format: 'geojson' });
});
