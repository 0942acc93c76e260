import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import type { Upload } from '../../shared/contract/uploads.ts';
import { body, createDataset, deskOf, problemId, sendFile, submit, type Desk } from './driver/desk.ts';
import { claimsFor } from '../fixtures/claims.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
const claim = claimsFor(driver.lacks);
const csv = Buffer.from(`mã,tên\n${Array.from({ length: 500 }, (_, i) => `M${i},Xã số ${i}`).join('\n')}\n`);
let officer: Desk;
let department: Desk;
let otherAgency: Desk;
let upload: Upload;

beforeAll(async () => {
  [officer, department, otherAgency] = await Promise.all([
    deskOf(driver, 'focal-noi-vu'),
    deskOf(driver, 'department'),
    deskOf(driver, 'focal-y-te'),
  ]);
  const { id } = await createDataset(officer, 'Dữ liệu được xem cả tệp trước khi duyệt');
  upload = await sendFile(officer, id, 'Danh sách xã.csv', csv);
  body(await submit(officer, id));
});

const addressOf = (desk: Desk, name: string) =>
  desk.call(op.downloadUploadFile, { params: { id: upload.id, name } });

const offered = (role: string) => {
  const file = upload.report?.files.find((one) => one.role === role);
  if (!file) throw new Error(`The check offers no ${role}`);
  return file;
};

describe('a release that waits for approval', () => {
  test('is opened whole by the Department: every file, byte for byte as the check reported it', async () => {
    for (const { name, mediaType, bytes, sha256 } of upload.report?.files ?? []) {
      const { url } = body(await addressOf(department, name));
      const answer = await fetch(url);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe(mediaType);
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="/);
      const got = Buffer.from(await answer.arrayBuffer());
      expect([name, got.length]).toEqual([name, bytes]);
      expect(createHash('sha256').update(got).digest('hex')).toBe(sha256);
    }
    const clean = await fetch(body(await addressOf(department, offered('clean-csv').name)).url);
    expect((await clean.text()).trimEnd().split(/\r?\n/)).toHaveLength(501);
  });

  test('is saved by its own agency under the name it was sent with', async () => {
    const answer = await fetch(body(await addressOf(officer, offered('original').name)).url);
    expect(answer.headers.get('content-disposition')).toContain("UTF-8''Danh%20s%C3%A1ch%20x%C3%A3.csv");
    expect(Buffer.from(await answer.arrayBuffer()).equals(csv)).toBe(true);
  });

  test('is not opened by another agency, nor under a name the check does not offer', async () => {
    expect(problemId(await addressOf(otherAgency, offered('clean-csv').name))).toBe('not-your-agency');
    expect(problemId(await addressOf(department, 'report.json'))).toBe('not-found');
  });

  claim('has addresses that say five minutes and open one file as it was signed, nothing else', async () => {
    const { url } = body(await addressOf(department, offered('clean-csv').name));
    expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('300');
    const changed = (change: (url: URL) => void): string => {
      const other = new URL(url);
      change(other);
      return other.href;
    };
    const others = [
      changed((other) => other.searchParams.set('X-Amz-Expires', '3000')),
      changed((other) => other.searchParams.set('response-content-type', 'text/html')),
      changed((other) => other.searchParams.delete('response-content-disposition')),
      changed((other) => (other.pathname = other.pathname.replace(/derived\/[^/]+$/, 'original'))),
      changed((other) => (other.search = '')),
    ];
    for (const other of others) {
      expect(other).not.toBe(url);
      expect((await fetch(other)).status).toBe(403);
    }
  });
});
