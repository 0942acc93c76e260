import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultSheetLimits, openWorkbook, stripProperties } from '../../shared/tabular/sheets/index.ts';
import { openGated } from '../../shared/tabular/sheets/zip-gate.ts';
import { realFiles, tallyRealFile } from '../fixtures/real-files.ts';
import { rawZip } from '../fixtures/raw-zip.ts';
import { xlsxEntries } from '../fixtures/xlsx-parts.ts';
import { allOf, rowsOf } from './sheets-workbench.ts';
import { fileOf, testFolder } from './workbench.ts';

const partsOf = async (path: string): Promise<Map<string, string>> => {
  const zip = await openGated(path, defaultSheetLimits);
  const parts = new Map<string, string>();
  for (const name of zip.entries.keys())
    parts.set(name, Buffer.concat(await allOf(zip.read(name))).toString());
  await zip.close();
  return parts;
};

const entries = [
  ...xlsxEntries({
    sheets: { S: '<sheetData><row r="1"><c><v>1</v></c></row></sheetData>' },
    workbook: `<fileSharing userName="Trần A"/><x:absPath url="C:\\Users\\tran.a\\" xmlns:x="x"/>`,
  }),
  { name: 'docProps/core.xml', data: '<cp><dc:creator>Trần A</dc:creator></cp>' },
  { name: 'docProps/app.xml', data: '<P><Company>Trần A</Company></P>' },
  { name: 'docProps/custom.xml', data: '<P><property name="Trần A"/></P>' },
  { name: 'xl/comments1.xml', data: '<c><authors><author>Trần A</author></authors><t>giữ</t></c>' },
  { name: 'xl/persons/person.xml', data: `<p><person displayName="Trần A" id="1" userId='Trần A'/></p>` },
];

test('no part says who made the file any more, and every other part is the same', async () => {
  const before = await fileOf(rawZip(entries), 'a.xlsx');
  const after = join(await testFolder(), 'b.xlsx');
  const stripped = await stripProperties(before, after);
  expect(stripped).toMatchObject({
    parts: [
      'xl/workbook.xml',
      'docProps/core.xml',
      'docProps/app.xml',
      'docProps/custom.xml',
      'xl/comments1.xml',
      'xl/persons/person.xml',
    ],
  });
  const [was, is] = [await partsOf(before), await partsOf(after)];
  expect([...is.keys()].sort()).toEqual([...was.keys()].sort());
  for (const [name, text] of is) {
    expect(text, name).not.toMatch(/Trần A|tran\.a/);
    if ('parts' in stripped && !stripped.parts.includes(name)) expect(text).toBe(was.get(name));
  }
  expect(is.get('xl/comments1.xml')).toContain('giữ');
});

test('an XLS, a text and a damaged file are refused, and nothing is left behind', async () => {
  const after = join(await testFolder(), 'b.xlsx');
  for (const bytes of [Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('a,b\n')])
    expect(await stripProperties(await fileOf(bytes), after)).toMatchObject({
      problem: { code: 'properties-not-removable' },
    });
  // A part that is copied while the new file is being written already.
  const broken = rawZip(
    entries.map((entry) => ({ ...entry, ...(entry.name === 'xl/worksheets/sheet1.xml' ? { crc: 1 } : {}) })),
  );
  expect(await stripProperties(await fileOf(broken), after)).toMatchObject({
    problem: { code: 'zip-damaged' },
  });
  expect(await readdir(dirname(after))).toEqual([]);
});

test.for(realFiles('.xlsx').map((path) => [basename(path), path] as const))(
  '%s loses its authors and keeps its rows',
  async ([, path]) => {
    tallyRealFile(path);
    const after = join(await testFolder(), 'b.xlsx');
    expect(await stripProperties(path, after)).toMatchObject({
      parts: expect.arrayContaining(['docProps/core.xml']) as string[],
    });
    for (const [name, text] of await partsOf(after))
      expect(text, name).not.toMatch(/jairo|thanh\.huyen|Thanh Huyen/);
    const [was, is] = [await openWorkbook(path), await openWorkbook(after)];
    if ('problem' in was || 'problem' in is) throw new Error('not opened');
    for (const { name } of was.sheets) expect(await rowsOf(is, name)).toEqual(await rowsOf(was, name));
    await was.close();
    await is.close();
  },
);
