import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import Papa from 'papaparse';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { defaultSheetLimits } from '../../shared/tabular/sheets/index.ts';
import { openGated } from '../../shared/tabular/sheets/zip-gate.ts';
import { rawZip } from '../fixtures/raw-zip.ts';
import { realFiles, tallyRealFile } from '../fixtures/real-files.ts';
import { xlsxEntries } from '../fixtures/xlsx-parts.ts';
import { deskOf, publishFile, sendFile, createDataset, type Desk } from './driver/desk.ts';
import { eventually } from './driver/eventually.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
let officer: Desk;
let department: Desk;

beforeAll(async () => {
  [officer, department] = await Promise.all([deskOf(driver, 'focal-gddt'), deskOf(driver, 'department')]);
});

const page = (path: string) => fetch(`${driver.baseUrl}${path}`);
const download = async (slug: string, file: string) => {
  const response = await page(`/datasets/${slug}/releases/1/${file}`);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
};
const rowsOf = (csv: string) => Papa.parse<string[]>(csv.trimEnd(), { delimiter: ',' }).data;

describe('a file of formulas', () => {
  test('is offered byte for byte; what is made of it is neutralised, and both are said', async () => {
    const sent = Buffer.from(
      'mã,ghi chú\r\n01,"=HYPERLINK(""http://a.example"",""xem"")"\r\n02,+84\r\n03,thường\r\n',
    );
    const file = await publishFile(officer, department, 'Tệp có ô giống công thức', 'cong-thuc.csv', sent);
    await eventually('the page', async () => (await page(`/datasets/${file.slug}/`)).status === 200);
    expect((await download(file.slug, 'original.csv')).equals(sent)).toBe(true);
    const clean = rowsOf((await download(file.slug, `${file.slug}.csv`)).toString('utf8'));
    expect(clean.map(([, note]) => note?.slice(0, 12))).toEqual([
      'ghi chú',
      "'=HYPERLINK(",
      "'+84",
      'thường',
    ]);
    const made = JSON.parse((await download(file.slug, `${file.slug}.json`)).toString('utf8')) as unknown;
    expect(made).toMatchObject([{ 'ghi chú': '=HYPERLINK("http://a.example","xem")' }, {}, {}]);
    // Whoever takes the CSV is told as well: on the page, in both languages, and in the headers of an answer.
    for (const [folder, words] of [
      ['', '2 ô bắt đầu như công thức'],
      ['/en', '2 cells that begin like a formula'],
    ] as const)
      expect(await (await page(`${folder}/datasets/${file.slug}/`)).text()).toContain(words);
    const asked = await page(`/api/v1/datasets/${file.slug}/rows?format=csv`);
    expect(asked.headers.get('x-neutralised-cells')).toBe('2');
    const upload = await sendFile(officer, file.id, 'cong-thuc.csv', sent);
    expect(upload.report?.notes.join(' ')).toContain('Tệp gốc không đổi');
  });
});

const utf8Csv = realFiles('.csv').filter((path) => !path.includes('latin1'));

describe('an agency publishes a real file and a citizen downloads it', () => {
  test.each(utf8Csv.map((path) => [basename(path), path] as const))('%s', async (name, path) => {
    tallyRealFile(path);
    const original = readFileSync(path);
    const file = await publishFile(officer, department, `Tệp thật ${name}`, name, original);

    const html = await eventually('the dataset page', async () => {
      const response = await page(`/datasets/${file.slug}/`);
      return response.status === 200 && response.text();
    });
    expect(html).toContain(`Tệp thật ${name}`);

    // The original, byte for byte.
    expect(await download(file.slug, 'original.csv')).toEqual(original);

    // The clean CSV: the same rows and cells, leading zeros and diacritics included.
    const before = rowsOf(original.toString('utf8'));
    const after = rowsOf((await download(file.slug, `${file.slug}.csv`)).toString('utf8'));
    expect(after.length).toBe(before.length);
    expect(after.map((row) => row.map((cell) => cell.normalize('NFC')))).toEqual(
      before.map((row, i) => row.map((cell, column) => cleaned(cell, i === 0, after[i]?.[column] ?? ''))),
    );

    const json = JSON.parse((await download(file.slug, `${file.slug}.json`)).toString('utf8')) as unknown[];
    expect(json.length).toBe(before.length - 1);
    expect((await download(file.slug, `${file.slug}.parquet`)).subarray(0, 4).toString()).toBe('PAR1');
  });

  test.each(realFiles('.geojson').map((path) => [basename(path), path] as const))(
    '%s',
    async (name, path) => {
      tallyRealFile(path);
      const original = readFileSync(path);
      const file = await publishFile(officer, department, `Bản đồ thật ${name}`, name, original);
      const source = JSON.parse(original.toString('utf8')) as { features: { properties: object }[] };
      const made = JSON.parse(
        (await download(file.slug, `${file.slug}.geojson`)).toString('utf8'),
      ) as typeof source;
      expect(made.features.length).toBe(source.features.length);
      expect(made.features.map((feature) => feature.properties)).toEqual(
        source.features.map((feature) => feature.properties),
      );
    },
  );

  test.each([
    ['papi-2011-2016.xlsx', 64],
    ['danh-sach-quan-huyen-phuong-xa-thai-binh.xls', 260],
  ] as const)('%s, its first sheet with %i rows', async (name, rows) => {
    const [path] = realFiles(name);
    if (!path) return expect(realFiles('.xls', '.xlsx')).toEqual([]);
    tallyRealFile(path);
    const file = await publishFile(officer, department, `Bảng tính thật ${name}`, name, readFileSync(path));
    const csv = rowsOf((await download(file.slug, `${file.slug}.csv`)).toString('utf8'));
    expect(csv).toHaveLength(rows + 1);
    const json = JSON.parse((await download(file.slug, `${file.slug}.json`)).toString('utf8')) as unknown[];
    expect(json).toHaveLength(rows);
    // The one has sheets that nobody looked through, the other people's names that cannot be taken out.
    const [release] = file.releases;
    expect(release?.files.filter(({ role }) => role === 'original')).toEqual([]);
  });

  test('what is offered of a workbook says nothing about the people who made it', async () => {
    const author = { name: 'docProps/core.xml', data: '<cp><dc:creator>Nguyễn Văn A</dc:creator></cp>' };
    const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
    const row = (...texts: string[]) => `<row>${texts.map(cell).join('')}</row>`;
    const xml = `<sheetData>${row('mã', 'tên')}${row('01', 'Một')}${row('02', 'Hai')}</sheetData>`;
    const workbook = rawZip(xlsxEntries({ sheets: { A: xml }, more: [author] }));
    const file = await publishFile(officer, department, 'Bảng tính một trang', 'a.xlsx', workbook);
    const folder = mkdtempSync(join(tmpdir(), 'offered-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const authorIn = async (name: string, bytes: Buffer): Promise<string> => {
      writeFileSync(join(folder, name), bytes);
      const zip = await openGated(join(folder, name), defaultSheetLimits);
      const parts: Uint8Array[] = [];
      for await (const part of zip.read(author.name)) parts.push(part);
      await zip.close();
      return Buffer.concat(parts).toString('utf8');
    };
    expect(await authorIn('sent.xlsx', workbook)).toContain('Nguyễn Văn A');
    expect(await authorIn('offered.xlsx', await download(file.slug, 'original.xlsx'))).not.toContain(
      'Nguyễn',
    );
  });

  test('codes keep their leading zeros in every derived file', async () => {
    const csv = 'mã xã,tên\n00123,Đường bộ\n01234,Xã Đông\n';
    const file = await publishFile(officer, department, 'Mã có số không ở đầu', 'ma.csv', Buffer.from(csv));
    expect((await download(file.slug, `${file.slug}.csv`)).toString('utf8')).toContain('00123,Đường bộ');
    expect((await download(file.slug, `${file.slug}.json`)).toString('utf8')).toContain('"00123"');
  });

  test('a file in another encoding is read, and the guess is said', async () => {
    const path = realFiles('latin1.csv')[0];
    if (!path) return expect(realFiles('.csv')).toEqual([]);
    tallyRealFile(path);
    const created = await createDataset(officer, 'Ngân sách mã Latin-1');
    const upload = await sendFile(officer, created.id, basename(path), readFileSync(path));
    expect(upload.status).toBe('passed');
    expect(upload.report?.encoding).toBe('windows-1252');
    const guess = upload.report?.decided?.find(({ what }) => what === 'encoding');
    expect(guess).toMatchObject({ chosen: 'windows-1252', how: 'guessed' });
    expect(guess?.alternatives).toContain('windows-1258');
    expect(guess?.samples.map(({ before, after }) => before !== after && after)).toContain(
      'Libellé fonction;Nature; BP2015 ',
    );
  });
});

/** A missing-value word may become an empty cell; everything else stays. */
const missingWords = new Set(['NA', 'N/A', 'null', '-']);
const cleaned = (cell: string, isHeader: boolean, made: string): string =>
  !isHeader && missingWords.has(cell) && made === '' ? '' : cell.normalize('NFC');
