import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDataset, deskOf, type Desk } from './driver/desk.ts';
import { theDriver } from './driver/index.ts';
import { rawZip } from '../fixtures/raw-zip.ts';

const driver = theDriver();
const folder = mkdtempSync(join(tmpdir(), 'command-line-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { readonly code: number; readonly out: string; readonly said: string };

/** Runs the command an officer runs, with the access token where it is told to be. */
const run = async (persona: string, ...words: readonly string[]): Promise<Ended> => {
  const PORTAL_TOKEN = await driver.signIn(persona);
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['web/cli/upload.ts', '--url', driver.baseUrl, ...words],
      { env: { ...process.env, PORTAL_TOKEN } },
      (error, out, said) => resolve({ code: error ? Number(error.code) : 0, out, said }),
    );
  });
};

/** Sends these bytes as a file of this name. */
const upload = async (
  persona: string,
  dataset: string,
  name: string,
  bytes: Buffer,
  reading?: unknown,
): Promise<Ended> => {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  const chosen = join(folder, 'reading.json');
  if (reading !== undefined) writeFileSync(chosen, JSON.stringify(reading));
  const told = reading === undefined ? [] : ['--reading', chosen];
  return run(persona, '--dataset', dataset, file, ...told);
};

describe('a file sent from the command line', () => {
  let officer: Desk;
  let dataset: string;

  beforeAll(async () => {
    officer = await deskOf(driver, 'focal-noi-vu');
    dataset = (await createDataset(officer, 'Danh mục thôn gửi từ dòng lệnh')).id;
  });

  test('is checked, and what had to be understood about it is said', async () => {
    const text = '\ufeffmã thôn;tên thôn\r\n01;Thôn Đông\r\n02;Thôn Đoài\r\n';
    const ended = await upload(officer.persona, dataset, 'thon.csv', Buffer.from(text, 'utf16le'));
    expect(ended.said).toContain('Bảng mã của tệp: Unicode (UTF-16');
    expect(ended.said).toContain(`trình công bố tại ${driver.baseUrl}/desk/datasets/${dataset}`);
    expect(JSON.parse(ended.out)).toMatchObject({ status: 'passed', rows: 2 });
    expect(ended.code).toBe(0);
  });

  test('that is wrong ends the command with 1 and the sentence that says what to do', async () => {
    const ended = await upload(officer.persona, dataset, 'sai.csv', Buffer.from('mã,tên\n01,"Thôn\n'));
    expect(ended.said).toContain('không được đóng');
    expect(ended.code).toBe(1);
  });

  test('is read as the command says, and is then an upload of its own', async () => {
    const csv = Buffer.from('mã,ngày\n01,03/04/2025\n');
    const reading = { columns: [{ name: 'ngày', type: 'date', dateOrder: 'month-first' }] };
    const ended = await upload(officer.persona, dataset, 'ngay.csv', csv, reading);
    expect(ended.said).toContain('Tháng trước, ngày sau (Theo lựa chọn của cán bộ');
    expect(JSON.parse(ended.out)).toMatchObject({ status: 'passed', rows: 1 });
  });

  test('with a reading that says nothing sensible is not sent at all', async () => {
    const ended = await upload(officer.persona, dataset, 'a.csv', Buffer.from('a\n1\n'), { encoding: 'vi' });
    expect(ended.said).toContain('không phải cách đọc hợp lệ:\n  encoding: Cần là một trong: utf-8');
    expect(ended.code).toBe(2);
    const misspelt = await upload(officer.persona, dataset, 'a.csv', Buffer.from('a\n1\n'), { bad: 1 });
    expect(misspelt.said).toContain('bad: Không có mục nào tên này');
    expect(misspelt.code).toBe(2);
  });

  test('of several in a zip says how one of them is chosen', async () => {
    const zip = rawZip(['a.csv', 'b.csv'].map((name) => ({ name, data: 'mã,số\n1,2\n' })));
    const ended = await upload(officer.persona, dataset, 'hai.zip', zip);
    expect(ended.said).toContain('{"entry": "a.csv"}, rồi chạy lại với --reading');
    expect(ended.code).toBe(1);
  });

  test('that is not there is said in words', async () => {
    const ended = await run(officer.persona, '--dataset', dataset, join(folder, 'khong-co.csv'));
    expect(ended.said).toContain('khong-co.csv”: không có tệp này.');
    expect(ended.code).toBe(2);
  });

  test('into a dataset of another agency ends the command with 2', async () => {
    const ended = await upload('focal-y-te', dataset, 'thon.csv', Buffer.from('mã,tên\n01,Thôn\n'));
    expect(ended.code).toBe(2);
    expect(ended.out).toBe('');
  });
});
