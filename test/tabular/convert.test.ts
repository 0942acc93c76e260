import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { convert, defaultLimits } from '../../shared/tabular/index.ts';
import { derive, fileOf, reportOn, testFolder } from './workbench.ts';

test('every file is listed with its true size and SHA-256, and nothing else is left behind', async () => {
  const { folder, converted } = await derive('tên,số\nĐông Hưng,1\n');
  expect((await readdir(folder)).sort()).toEqual(['clean.csv', 'data.json', 'data.parquet', 'preview.json']);
  for (const file of converted.files) {
    const bytes = await readFile(join(folder, file.name));
    expect(file).toMatchObject({
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      rows: 1,
    });
  }
});

test('converting again gives the same files', async () => {
  const path = await fileOf('tên,số\n=1+1,1\nB,2\n');
  const report = await reportOn('tên,số\n=1+1,1\nB,2\n');
  const root = await testFolder();
  const options = { folder: join(root, 'out'), scratch: join(root, 'scratch'), limits: defaultLimits };
  const first = await convert(path, report, options);
  expect(await convert(path, report, options)).toEqual(first);
});

test('the clean CSV is UTF-8 without mark, with commas, LF and as few quotes as needed', async () => {
  const { csvText } = await derive('\ufefftên;ghi chú\r\nA, B;"có ""ngoặc"""\r\n"thường";x\r\n');
  expect(csvText).toBe('tên,ghi chú\n"A, B","có ""ngoặc"""\nthường,x\n');
});

test('types, codes, dates and missing values are the same in Parquet, JSON and CSV', async () => {
  const { parquet, json, csv } = await derive(
    'mã,số,tỷ lệ,ngày,mở,chữ\n007,1,1.50,01/05/2024,TRUE,NA\n008,NA,-,,false,\n',
  );
  expect(parquet.types).toEqual(['VARCHAR', 'BIGINT', 'DOUBLE', 'DATE', 'BOOLEAN', 'VARCHAR']);
  expect(json).toEqual([
    { mã: '007', số: 1, 'tỷ lệ': 1.5, ngày: '2024-05-01', mở: true, chữ: 'NA' },
    { mã: '008', số: null, 'tỷ lệ': null, ngày: null, mở: false, chữ: null },
  ]);
  expect(csv.slice(1)).toEqual([
    ['007', '1', '1.50', '2024-05-01', 'true', 'NA'],
    ['008', '', '', '', 'false', ''],
  ]);
});

test('codes of twenty digits and whole numbers of fifteen lose nothing', async () => {
  const { parquet, json } = await derive(
    'định danh,tiền\n12345678901234567890,999999999999999\n1,-999999999999999\n',
  );
  expect(parquet.rows).toEqual([
    ['12345678901234567890', '999999999999999'],
    ['1', '-999999999999999'],
  ]);
  expect(json[0]).toEqual({ 'định danh': '12345678901234567890', tiền: 999999999999999 });
});

test('decomposed letters become composed ones in every file, and are counted', async () => {
  const nfd = 'Quỳnh Phụ'.normalize('NFD');
  const { report, csv, json, parquet, preview } = await derive(`huyện\n${nfd}\nĐông Hưng\n`);
  expect(report.columns[0]?.normalised).toBe(1);
  expect(csv[1]).toEqual(['Quỳnh Phụ']);
  expect(json[0]).toEqual({ huyện: 'Quỳnh Phụ' });
  expect(parquet.rows[0]).toEqual(['Quỳnh Phụ']);
  expect(preview.rows[0]).toEqual(['Quỳnh Phụ']);
});

test('cells a spreadsheet would run are neutralised in the CSV only, and counted', async () => {
  const cells = ['=1+1', '+84 912', '-cmd', '@SUM(A1)', '\tx', '\rx', '-5', '-5.25', '-', 'a=b', "'=x"];
  const { report, csv, json, parquet } = await derive(
    `chữ,x\n${cells.map((cell) => `"${cell}",x\n`).join('')}`,
  );
  expect(report.columns[0]?.formulas).toBe(6);
  expect(report.notes).toContainEqual({
    code: 'formulas-neutralised',
    column: 1,
    columnName: 'chữ',
    facts: { count: 6 },
  });
  expect(csv.slice(1).map((row) => row[0])).toEqual([
    ...cells.slice(0, 6).map((cell) => `'${cell}`),
    ...cells.slice(6),
  ]);
  expect(json.map((row) => row['chữ'])).toEqual(cells);
  expect(parquet.rows.map((row) => row[0])).toEqual(cells);
});

test('a name of a column cannot be a formula in the clean CSV, nor leave the SQL it stands in', async () => {
  const names = ['=HYPERLINK("x")', `a"; DROP TABLE x; --`, "b' OR 1=1", '[c]', 'đ{e}', '$f'];
  const header = names.map((name) => `"${name.replaceAll('"', '""')}"`).join(',');
  const { csv, parquet, json } = await derive(`${header}\n1,2,3,4,5,6\n`);
  expect(csv[0]).toEqual([`'${names[0] ?? ''}`, ...names.slice(1)]);
  expect(parquet.names).toEqual(names);
  expect(Object.keys(json[0] ?? {})).toEqual(names);
});

test('a single column keeps its empty cells as rows', async () => {
  const { csv, parquet, report } = await derive('tên\nA\n""\nB\n');
  expect(report.rows).toBe(3);
  expect(csv).toEqual([['tên'], ['A'], [''], ['B']]);
  expect(parquet.rows).toEqual([['A'], [null], ['B']]);
});

test('the preview says what it holds and clips what is too long', async () => {
  const { preview } = await derive(
    `số,chữ\n${Array.from({ length: 80 }, (_, i) => `${i},${'đ'.repeat(i === 0 ? 900 : 3)}\n`).join('')}`,
  );
  expect(preview.notice).toEqual({ holds: 'first-rows', shown: 50, of: 80, clippedCells: 1 });
  expect(preview.columns).toEqual([
    { name: 'số', type: 'integer' },
    { name: 'chữ', type: 'text' },
  ]);
  expect(preview.rows[0]?.[1]).toHaveLength(501);
  expect(preview.rows[1]).toEqual([1, 'đđđ']);
});

test('a table with problems is not converted', async () => {
  const path = await fileOf('a,b\n1\n');
  const report = await reportOn('a,b\n1\n');
  const root = await testFolder();
  const options = { folder: join(root, 'out'), scratch: join(root, 'scratch'), limits: defaultLimits };
  await expect(convert(path, report, options)).rejects.toThrow(/problems/);
});

test('a file that changed after its check gives no half-written file', async () => {
  const report = await reportOn('a,b\n1,2\n3,4\n');
  const path = await fileOf('a,b\n1,2\n3\n');
  const root = await testFolder();
  const options = { folder: join(root, 'out'), scratch: join(root, 'scratch'), limits: defaultLimits };
  await expect(convert(path, report, options)).rejects.toThrow(/changed/);
  expect((await readdir(join(root, 'out'))).filter((name) => !name.endsWith('.part'))).toEqual([]);
});

test('a file is kept while the next is made, and the conversion ends with the last that was kept', async () => {
  const content = 'a,b\n1,2\n3,4\n';
  const [path, report, root] = [await fileOf(content), await reportOn(content), await testFolder()];
  const options = { folder: join(root, 'out'), scratch: join(root, 'scratch'), limits: defaultLimits };
  const seen: { name: string; beside: readonly string[] }[] = [];
  let underWay = 0;
  const { files } = await convert(path, report, {
    ...options,
    keep: async ({ name }) => {
      underWay += 1;
      seen.push({ name, beside: await readdir(options.folder) });
      underWay -= 1;
    },
  });
  expect(underWay).toBe(0);
  expect(seen.map(({ name }) => name)).toEqual(files.map(({ name }) => name));
  expect(seen[0]?.beside).toContain('clean.csv');
  expect(seen[0]?.beside).not.toContain('data.parquet');
  const failing = { ...options, keep: () => Promise.reject(new Error('the store is full')) };
  await expect(convert(path, report, failing)).rejects.toThrow(/the store is full/);
});

test('rows that stand as they will be written and rows that do not keep their order, over many blocks', async () => {
  const rows = Array.from({ length: 12_000 }, (_, i) => [
    i % 7 === 0 ? `=${i}` : `chữ ${i}`,
    i % 13 === 0 ? `hai\ndòng ${i}` : `${'đ'.repeat(i % 60)}x`,
  ]);
  const lines = rows.map(([first = '', second = ''], i) => {
    const line = `${first},${second.includes('\n') ? `"${second}"` : second}`;
    return `${line}${i % 5 === 0 ? '\r\n' : '\n'}${i % 11 === 0 ? '\n' : ''}`;
  });
  const { report, csv, parquet } = await derive(`một,hai\n${lines.join('')}`);
  expect(report.rows).toBe(rows.length);
  expect(csv.slice(1)).toEqual(rows.map(([first = '', second]) => [first.replace(/^=/, "'="), second]));
  expect(parquet.rows).toEqual(rows);
});
