import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { openZip } from '../../shared/tabular/sheets/index.ts';
import { rawZip, type RawEntry } from '../fixtures/raw-zip.ts';
import { fileOf, testFolder } from './workbench.ts';

const unpack = async (entries: readonly RawEntry[], entry?: string) => {
  const folder = await testFolder();
  const outcome = await openZip(await fileOf(rawZip(entries), 'a.zip'), {
    folder,
    ...(entry === undefined ? {} : { entry }),
  });
  return { outcome, folder };
};

test('the one data file is unpacked under a name of ours; litter and notes are passed over', async () => {
  const { outcome, folder } = await unpack([
    { name: 'Số liệu/', data: '' },
    { name: 'Số liệu/xã.CSV', data: 'mã,tên\n1,An Bài\n' },
    { name: '__MACOSX/Số liệu/._xã.CSV', data: 'x' },
    { name: 'Thumbs.db', data: 'x' },
    { name: 'đọc trước.txt', data: 'x' },
  ]);
  expect(outcome).toMatchObject({ entry: 'Số liệu/xã.CSV', ignored: ['đọc trước.txt'] });
  expect(await readdir(folder)).toEqual(['unpacked.csv']);
  expect(await readFile('path' in outcome ? outcome.path : '', 'utf8')).toBe('mã,tên\n1,An Bài\n');
});

test('several data files are listed to choose from, and the chosen one is taken', async () => {
  const entries = [
    { name: 'a.csv', data: 'a\n1\n' },
    { name: 'b.xlsx', data: 'PK' },
  ];
  const { outcome } = await unpack(entries);
  expect(outcome).toEqual({
    problem: { code: 'zip-several-files', facts: { files: 2 }, choices: ['a.csv', 'b.xlsx'] },
  });
  expect((await unpack(entries, 'a.csv')).outcome).toMatchObject({
    entry: 'a.csv',
    bytes: 4,
    ignored: ['b.xlsx'],
  });
  expect((await unpack(entries, 'c.csv')).outcome).toMatchObject({ problem: { code: 'zip-entry-missing' } });
});

test.for<[string, RawEntry[]]>([
  ['zip-nested', [{ name: 'a.zip', data: 'x' }]],
  ['zip-no-data', [{ name: 'a.pdf', data: 'x' }]],
  ['zip-no-data', []],
  ['zip-unsafe-name', [{ name: '../a.csv', data: 'x' }]],
  ['zip-bomb', [{ name: 'a.csv', data: Buffer.alloc(17 * 1024 * 1024, 0x31) }]],
  ['zip-encrypted', [{ name: 'a.csv', data: 'x', flags: 1 }]],
  ['zip-damaged', [{ name: 'a.csv', data: 'x', crc: 5 }]],
  ['zip-method-unsupported', [{ name: 'a.csv', data: 'x', method: 12 }]],
])('%s', async ([code, entries]) => {
  const { outcome, folder } = await unpack(entries);
  expect(outcome).toMatchObject({ problem: { code } });
  expect(await readdir(folder)).toEqual([]);
});
