import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDataset, deskOf, type Desk } from './driver/desk.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
const folder = mkdtempSync(join(tmpdir(), 'command-line-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { readonly code: number; readonly out: string; readonly said: string };

/** Runs the command an officer runs, with the access token where it is told to be. */
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
  const PORTAL_TOKEN = await driver.signIn(persona);
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [
        'web/cli/upload.ts',
        ...['--url', driver.baseUrl, '--dataset', dataset, file],
        ...(reading === undefined ? [] : ['--reading', chosen]),
      ],
      { env: { ...process.env, PORTAL_TOKEN } },
      (error, out, said) => resolve({ code: error ? Number(error.code) : 0, out, said }),
    );
  });
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
    expect(ended.said).toContain('Kiểm tra đạt');
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
    expect(ended.said).toContain('không phải cách đọc hợp lệ');
    expect(ended.code).toBe(2);
  });

  test('into a dataset of another agency ends the command with 2', async () => {
    const ended = await upload('focal-y-te', dataset, 'thon.csv', Buffer.from('mã,tên\n01,Thôn\n'));
    expect(ended.code).toBe(2);
    expect(ended.out).toBe('');
  });
});
