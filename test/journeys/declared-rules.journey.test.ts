import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import type { Upload } from '../../shared/contract/uploads.ts';
import type { Reading } from '../../shared/kernel/reading.ts';
import { body, checked, createDataset, deskOf, problemId, sendFile, type Desk } from './driver/desk.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
let officer: Desk;

beforeAll(async () => {
  officer = await deskOf(driver, 'focal-y-te');
});

const csv = Buffer.from(
  [
    'mã cơ sở,mã xã,ngày cấp,số giường',
    'CS-001,13225,01/07/2025,20',
    'CS-002,12433,02/07/2025,1500',
    'CS-002,13225,02/07/2025,',
    'cs3,12433,30/06/2025,=1+1',
    '',
  ].join('\n'),
);

const rules: Reading = {
  primaryKey: ['mã cơ sở'],
  columns: [
    { name: 'mã cơ sở', type: 'string', constraints: { pattern: 'CS-[0-9]{3}' } },
    { name: 'mã xã', type: 'string', reference: { to: 'commune-code', dateColumn: 'ngày cấp' } },
    { name: 'ngày cấp', type: 'date', dateOrder: 'day-first', constraints: { maximum: '2025-12-31' } },
    { name: 'số giường', type: 'string', constraints: { required: true, maxLength: 3 } },
  ],
};

describe('rules that an officer declares of the columns', () => {
  let sent: Upload;
  let failed: Upload;

  const choose = (reading: Reading) =>
    officer.call(op.chooseReading, { params: { id: sent.id }, body: { reading } });

  beforeAll(async () => {
    const { id } = await createDataset(officer, 'Cơ sở khám bệnh có quy tắc');
    sent = await sendFile(officer, id, 'Cơ sở khám bệnh.csv', csv);
  });

  test('a rule that no value can keep is refused at once, in words', async () => {
    const answer = await choose({
      columns: [{ name: 'mã cơ sở', type: 'string', constraints: { pattern: 'CS-(' } }],
    });
    expect(problemId(answer)).toBe('invalid-input');
    expect(answer.ok ? [] : answer.problem.errors).toMatchObject([
      {
        path: 'body.reading.columns.0.constraints.pattern',
        message: expect.stringContaining('sai cú pháp') as string,
      },
    ]);
  });

  test('the file is checked against them: every problem by line, column, value and remedy', async () => {
    failed = await checked(officer, body(await choose(rules)).id);
    expect(failed.status).toBe('failed');
    expect(
      failed.report?.problems.map(({ code, row, columnName, value }) => [code, row, columnName, value]),
    ).toEqual([
      ['code-not-in-force', 3, 'mã xã', '12433'],
      ['value-length', 3, 'số giường', '1500'],
      ['value-repeated', 4, 'mã cơ sở', 'CS-002'],
      ['value-missing', 4, 'số giường', undefined],
      ['value-pattern', 5, 'mã cơ sở', 'cs3'],
      ['value-length', 5, 'số giường', '=1+1'],
    ]);
    expect(failed.report?.problemTotal).toBe(6);
    for (const { sentence } of failed.report?.problems ?? []) expect(sentence).toContain('Hãy ');
  });

  test('the problems can be taken along as a list for Excel, in which nothing runs', async () => {
    const { url } = body(
      await officer.call(op.downloadUploadFile, {
        params: { id: failed.id, name: failed.report?.problemFile ?? '' },
      }),
    );
    const response = await fetch(url);
    expect(response.headers.get('content-disposition')).toContain(
      encodeURIComponent('Cơ sở khám bệnh-loi.csv'),
    );
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(bytes).trim().split('\n');
    expect(lines).toHaveLength(7);
    expect(lines[0]).toBe('Trang tính,Dòng,Cột,Giá trị,Quy tắc,Cách sửa');
    expect(lines.at(-1)).toContain(",5,số giường,'=1+1,");
  });

  test('corrected, the file passes under the same rules', async () => {
    const right = csv
      .toString()
      .replace('12433,02/07', '13225,02/07')
      .replace('1500', '150')
      .replace('CS-002,13225,02/07/2025,\n', 'CS-004,13225,02/07/2025,7\n')
      .replace('cs3', 'CS-003')
      .replace('=1+1', '2');
    const passed = await sendFile(officer, sent.datasetId, 'Cơ sở khám bệnh.csv', Buffer.from(right));
    expect(passed.report?.problems).toEqual([]);
    expect(passed.status).toBe('passed');
  });
});
