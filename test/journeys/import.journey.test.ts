import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readImportFile } from '../../functions/publishing/import-file.ts';
import { operations as op } from '../../shared/contract/operations.ts';
import { createRows, type Made } from '../../web/desk/import/create-rows.ts';
import { aRow, sheetOf } from '../functions/an-import-portal.ts';
import { body, deskOf, problemId, someContact, type Desk } from './driver/desk.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
const folder = mkdtempSync(join(tmpdir(), 'import-journey-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Titles of this run alone: the portal may keep what an earlier one created. */
const run = Date.now().toString(36);
const titled = (word: string) => `Nhập hàng loạt ${run} ${word}`;

let officer: Desk;
beforeAll(async () => {
  officer = await deskOf(driver, 'focal-y-te');
});

const check = (desk: Desk, file: Buffer, agency = officer.agency) =>
  desk.call(op.checkImport, {
    body: { file: file.toString('base64'), agency, contact: someContact },
  });

const createAll = async (desk: Desk, file: Buffer): Promise<Made[]> => {
  const made: Made[] = [];
  await createRows(body(await check(desk, file)), {
    call: desk.call,
    signal: new AbortController().signal,
    wait: () => Promise.resolve(),
    onMade: (one) => made.push(one),
  });
  return made;
};

describe('many datasets from one sheet', () => {
  test('begin with the template the portal offers', async () => {
    const response = await fetch(`${driver.baseUrl}/desk/mau-nhap-hang-loat.xlsx`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('spreadsheetml');
    // Read as an import file it is whole, and has no rows yet.
    expect(await readImportFile(Buffer.from(await response.arrayBuffer()))).toMatchObject({
      why: expect.stringContaining('chưa có dòng nào') as string,
    });
  });

  test('are filled into the template itself by another program, and sent back', async () => {
    const offered = Buffer.from(
      await (await fetch(`${driver.baseUrl}/desk/mau-nhap-hang-loat.xlsx`)).arrayBuffer(),
    );
    const book = read(offered, { type: 'buffer' });
    const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
    const rows = utils.sheet_to_json<unknown[]>(sheet, { header: 1 });
    const at = rows.findIndex((cells) => cells.includes('Tên bộ dữ liệu *'));
    const names = (rows[at] ?? []).map(String);
    const filled = aRow({ 'Tên bộ dữ liệu': titled('mẫu') });
    const cells = names.map((name) => filled[name.replace(/ \*$/, '')] ?? null);
    utils.sheet_add_aoa(sheet, [cells], { origin: { r: rows.length, c: 0 } });
    const sent = write(book, { bookType: 'xlsx', type: 'buffer' }) as Buffer;
    const found = body(await check(officer, sent));
    expect(found).toMatchObject({ ready: 1, exists: 0, wrong: 0 });
    expect(found.ignoredColumns).toEqual([]);
    expect(await createAll(officer, sent)).toMatchObject([{ outcome: 'created' }]);
    expect(body(await check(officer, sent))).toMatchObject({ ready: 0, exists: 1 });
  });

  test('are checked without creating anything; what is wrong is named by row and column', async () => {
    const file = await sheetOf([
      aRow({ 'Tên bộ dữ liệu': titled('một') }),
      aRow({ 'Tên bộ dữ liệu': titled('hai'), 'Chủ đề': 'Không có chủ đề này' }),
    ]);
    const found = body(await check(officer, file));
    expect(found).toMatchObject({ ready: 1, exists: 0, wrong: 1 });
    expect(found.rows[1]?.errors).toMatchObject([{ column: 'Chủ đề' }]);
    expect(body(await check(officer, file))).toMatchObject({ ready: 1, exists: 0 });
  });

  test('two hundred are created one by one, once, however often the file is sent', async () => {
    const rows = Array.from({ length: 200 }, (_, n) => aRow({ 'Tên bộ dữ liệu': titled(`số ${n + 1}`) }));
    const file = await sheetOf(rows);
    const made = await createAll(officer, file);
    expect(made.filter(({ outcome }) => outcome === 'created')).toHaveLength(200);
    const again = body(await check(officer, file));
    expect(again).toMatchObject({ ready: 0, exists: 200, wrong: 0 });
    const id = again.rows[199]?.existing?.id ?? '';
    const opened = body(await officer.call(op.readDatasetFile, { params: { id } }));
    expect(opened).toMatchObject({
      status: 'draft',
      metadata: { title: titled('số 200') },
      contact: someContact,
    });
  });

  test('are for the agency of the officer; the Department registers them for any', async () => {
    const file = await sheetOf([aRow({ 'Tên bộ dữ liệu': titled('khác') })]);
    const other = await deskOf(driver, 'focal-gddt');
    expect(body(await check(other, file))).toMatchObject({ wrong: 1 });
    const department = await deskOf(driver, 'department');
    expect(await createAll(department, file)).toMatchObject([{ outcome: 'created' }]);
    expect(body(await check(officer, file))).toMatchObject({ exists: 1 });
  });

  test('a file that is no sheet is answered with the reason', async () => {
    const answer = await check(officer, Buffer.from('mã,tên\n'));
    expect(problemId(answer)).toBe('import-unreadable');
    expect(answer.ok ? '' : answer.problem.title).toContain('không phải XLSX');
  });

  test('are checked and created from the command line', async () => {
    const path = join(folder, 'danh-sach.xlsx');
    writeFileSync(
      path,
      await sheetOf([aRow({ 'Tên bộ dữ liệu': titled('dòng lệnh') }), aRow({ 'Tên bộ dữ liệu': 'x' })]),
    );
    const PORTAL_TOKEN = await driver.signIn(officer.persona);
    const command = (...more: string[]) =>
      new Promise<{ code: number; out: string; said: string }>((resolve) => {
        const contact = `${someContact.name},${someContact.email}`;
        const options = ['--url', driver.baseUrl, '--agency', officer.agency, '--contact', contact];
        execFile(
          process.execPath,
          ['web/cli/import.ts', path, ...options, ...more],
          { env: { ...process.env, PORTAL_TOKEN } },
          (error, out, said) => resolve({ code: error ? Number(error.code) : 0, out, said }),
        );
      });
    const first = await command();
    expect(JSON.parse(first.out)).toEqual({ rows: 2, ready: 1, exists: 0, wrong: 1, created: 0 });
    expect(first.said).toContain('Dòng 3, cột Tên bộ dữ liệu: Cần ít nhất 5 ký tự.');
    const second = await command('--create');
    expect(JSON.parse(second.out)).toMatchObject({ created: 1 });
    expect(second.code).toBe(1);
    expect(JSON.parse((await command('--create')).out)).toMatchObject({ ready: 0, exists: 1, created: 0 });
  });
});
