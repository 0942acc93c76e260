import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultLimits, identify, isIdentified, readCsv } from '../../shared/tabular/index.ts';
import { checkFile, isReport, reportOn, testFolder } from './workbench.ts';

const codes = (list: readonly { code: string }[]): string[] => list.map((one) => one.code);

test.for([
  [',', 'tên,số\nA,1\nB,2\n'],
  [';', 'tên;số\nA, và B;1\nC;2\n'],
  ['\t', 'tên\tsố\nA\t1\n'],
  ['|', 'tên|số\nA|1\n'],
])('the delimiter %j is found', async ([delimiter, content]) => {
  const report = await reportOn(content ?? '');
  expect(report.delimiter).toBe(delimiter);
  expect(report.columns.map((column) => column.name)).toEqual(['tên', 'số']);
  expect(report.problems).toEqual([]);
});

test('among possible delimiters the one that keeps the columns of the header wins, decimal commas notwithstanding', async () => {
  expect((await reportOn('năm;thu;chi\n2024;1,5;2,5\n2025;3,5;4,5\n')).delimiter).toBe(';');
});

test.for([
  ['lf', 'a,b\n1,2\n3,4\n'],
  ['crlf', 'a,b\r\n1,2\r\n3,4'],
  ['cr', 'a,b\r1,2\r3,4\r'],
  ['mixed', 'a,b\r\n1,2\n3,4\r'],
])('lines may end in %s', async ([lineEnd, content]) => {
  const report = await reportOn(content ?? '');
  expect(report).toMatchObject({ lineEnd, rows: 2, problemTotal: 0 });
  expect(codes(report.notes).includes('mixed-line-ends')).toBe(lineEnd === 'mixed');
});

test('a header alone is a table without rows', async () => {
  expect((await reportOn('a,b\n')).problems).toEqual([{ code: 'no-rows', facts: { columns: 2 } }]);
});

test('empty, repeated and missing names of columns are named', async () => {
  expect((await reportOn('tên,,TÊN, số \nA,1,2,3\n')).problems).toEqual([
    { code: 'header-empty-name', line: 1, column: 2 },
    { code: 'header-duplicate-name', line: 1, column: 3, columnName: 'TÊN', facts: { first: 1 } },
  ]);
  expect(codes((await reportOn('34,336,12433\n')).problems)).toEqual(['header-missing']);
});

test('names differing only in Unicode form are the same name', async () => {
  expect(codes((await reportOn(`Xã,${'Xã'.normalize('NFD')}\n1,2\n`)).problems)).toEqual([
    'header-duplicate-name',
  ]);
});

test('a row with too few or too many cells is named by its row and line', async () => {
  const report = await reportOn('a,b\n"x\ny",2\n1\n1,2,3\n');
  expect(report.problems).toEqual([
    { code: 'ragged-row', row: 2, line: 4, value: '1', facts: { expected: 2, found: 1 } },
    { code: 'ragged-row', row: 3, line: 5, value: '1,2,3', facts: { expected: 2, found: 3 } },
  ]);
  expect(report.problemCounts).toEqual({ 'ragged-row': 2 });
});

test('a quote that is never closed is reported where it was opened', async () => {
  const rows = Array.from({ length: 5000 }, (_, i) => `${i + 1},"Xã số ${i + 1}"`);
  rows[1999] = '2000,"Xã không đóng';
  const report = await reportOn(
    `stt,tên\n${rows.slice(0, 2000).join('\n')}\n${'chữ không ngoặc\n'.repeat(3000)}`,
  );
  expect(report.problems).toHaveLength(1);
  expect(report.problems[0]).toMatchObject({
    code: 'unclosed-quote',
    row: 2000,
    line: 2001,
    column: 2,
    columnName: 'tên',
    facts: { openedLine: 2001 },
  });
});

test('a quote closed by the next one, rows later, is reported where it was opened', async () => {
  const report = await reportOn('stt,tên\n1,A\n2,"B\n3,"C"\n4,D\n');
  expect(report.problems).toMatchObject([
    { code: 'broken-quote', row: 2, line: 3, column: 2, columnName: 'tên', facts: { openedLine: 3 } },
  ]);
});

test('an unclosed quote over a large file is found without reading on', async () => {
  const filler = `1,${'x'.repeat(98)}\n`;
  const report = await reportOn(`stt,tên\n1,"mở\n${filler.repeat(40_000)}`);
  expect(report.problems).toMatchObject([{ code: 'unclosed-quote', row: 1, line: 2 }]);
});

test('quotes inside bare text are kept and said', async () => {
  const report = await reportOn('tên,cỡ\nỐng 5" thép,1\n');
  expect(report).toMatchObject({ rows: 1, problemTotal: 0 });
  expect(report.notes).toContainEqual({ code: 'stray-quotes-kept', facts: { count: 1 } });
});

test('blank rows are left out, counted, and do not shift the numbers of other rows', async () => {
  const report = await reportOn('a,b\n1,2\n\n , \n3\n\n');
  expect(report.rows).toBe(1);
  expect(report.notes).toContainEqual({ code: 'blank-rows-dropped', line: 3, facts: { count: 3 } });
  expect(report.problems).toMatchObject([{ code: 'ragged-row', row: 4, line: 5 }]);
});

test('only the first problems are listed, all are counted', async () => {
  const report = await reportOn(`a,b\n${'1\n'.repeat(5000)}`);
  expect(report.problems).toHaveLength(defaultLimits.maxProblems);
  expect(report).toMatchObject({ problemTotal: 5000, problemCounts: { 'ragged-row': 5000 } });
});

test('shown values are clipped', async () => {
  const { problems } = await reportOn(`a,b\n${'đ'.repeat(5000)}\n`);
  expect(problems[0]?.value).toHaveLength(101);
});

test('one row of 100 MB is refused in little memory', { timeout: 30_000 }, async () => {
  const path = join(await testFolder(), 'mot-dong.csv');
  const out = createWriteStream(path);
  out.write('a,b\n');
  for (let i = 0; i < 100; i += 1) if (!out.write('x'.repeat(1 << 20))) await once(out, 'drain');
  out.end();
  await once(out, 'finish');
  const before = process.memoryUsage().rss;
  const report = await checkFile(path, 'mot-dong.csv');
  expect(isReport(report) && report.problems).toMatchObject([
    { code: 'record-too-long', row: 1, line: 2, facts: { limit: 1_000_000 } },
  ]);
  expect(process.memoryUsage().rss - before).toBeLessThan(80 * 1024 * 1024);
});

test('a record over the limit within one block is refused, too', async () => {
  const limits = { ...defaultLimits, maxRecordChars: 100 };
  expect((await reportOn(`a\n${'x'.repeat(200)}\n1\n`, 'a.csv', limits)).problems).toMatchObject([
    { code: 'record-too-long', row: 1 },
  ]);
});

test('columns and rows over the limits are refused', async () => {
  const wide = Array.from({ length: 12 }, (_, i) => `c${i}`).join(',');
  const limits = { ...defaultLimits, maxColumns: 10, maxRows: 3 };
  expect((await reportOn(`${wide}\n1\n`, 'a.csv', limits)).problems).toMatchObject([
    { code: 'too-many-columns', facts: { found: 12, limit: 10 } },
  ]);
  expect((await reportOn('a\nx\nx\nx\nx\nx\n', 'a.csv', limits)).problems).toEqual([
    { code: 'too-many-rows', facts: { limit: 3 } },
  ]);
});

test('names that together weigh more than a record of them may are refused', async () => {
  const names = (each: number) => Array.from({ length: 100 }, (_, i) => `${i}`.padEnd(each, 'ộ')).join(',');
  const row = Array.from({ length: 100 }, () => 'x').join(',');
  expect((await reportOn(`${names(100)}\n${row}\n`)).problems).toEqual([]);
  expect((await reportOn(`${names(120)}\n${row}\n`)).problems).toMatchObject([
    { code: 'header-too-large', line: 1, facts: { limit: defaultLimits.maxHeaderBytes } },
  ]);
});

test('progress grows to the end of the file, and a stopped signal stops the check', async () => {
  const path = join(await testFolder(), 'a.csv');
  const out = createWriteStream(path);
  out.end(`a,b\n${'1,2\n'.repeat(1_000_000)}`);
  await once(out, 'finish');
  const identified = await identify(path, 'a.csv', 4_000_004, { limits: defaultLimits });
  if (!isIdentified(identified)) throw new Error(identified.code);
  const seen: number[] = [];
  await readCsv(path, identified, {
    limits: defaultLimits,
    onProgress: ({ bytesRead }) => seen.push(bytesRead),
  });
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(seen.at(-1)).toBe(4_000_004);
  const stopper = new AbortController();
  const stopped = readCsv(path, identified, {
    limits: defaultLimits,
    signal: stopper.signal,
    onProgress: () => stopper.abort(),
  });
  await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
});

test('many rows near the limit of length are refused before they could fill memory', async () => {
  const limits = { ...defaultLimits, maxBatchChars: 10_000 };
  const heavy = `a,b\n${`1,${'x'.repeat(600)}\n`.repeat(100)}`;
  expect((await reportOn(heavy, 'a.csv', limits)).problems).toEqual([
    { code: 'rows-too-heavy', row: 17, line: 18, facts: { limit: 10_000 } },
  ]);
  const light = `a,b\n${`1,${'x'.repeat(2)}\n`.repeat(10_000)}`;
  expect((await reportOn(light, 'a.csv', limits)).problems).toEqual([]);
});
