import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { EICAR } from '../../functions/publishing/eicar.ts';
import { claimsFor } from '../fixtures/claims.ts';
import { rawZip } from '../fixtures/raw-zip.ts';
import { xlsxEntries } from '../fixtures/xlsx-parts.ts';
import { operations as op } from '../../shared/contract/operations.ts';
import {
  body,
  completeUpload,
  createDataset,
  deskOf,
  partsOf,
  problemId,
  putPart,
  sendFile,
  startUpload,
  submit,
  type Desk,
} from './driver/desk.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
const claim = claimsFor(driver.lacks);
let officer: Desk;

beforeAll(async () => {
  officer = await deskOf(driver, 'focal-y-te');
});

const MIB = 1024 * 1024;
const good = Buffer.from('mã,tên\n01,Một\n02,Hai\n');
let count = 0;
const newDataset = () => createDataset(officer, `Dữ liệu thử lỗi số ${(count += 1)}`);

const nothingPublished = async (id: string) => {
  const file = body(await officer.call(op.readDatasetFile, { params: { id } }));
  expect(file.releases).toEqual([]);
  expect(problemId(await submit(officer, id))).toBe('wrong-state');
  expect((await fetch(`${driver.baseUrl}/datasets/${file.slug}/`)).status).toBe(404);
};

describe('a file that cannot be published is refused in Vietnamese, and nothing of it appears', () => {
  test.each([
    ['broken quotes', 'trich-dan.csv', Buffer.from('mã,tên\n01,"Một\n02,Hai\n'), 'unclosed-quote'],
    ['a binary named .csv', 'nhi-phan.csv', gzipSync(good), 'binary-named-csv'],
    ['the EICAR test string', 'eicar.csv', Buffer.concat([Buffer.from('a,b\n1,'), EICAR]), 'malware-found'],
    ['a header without rows', 'trong.csv', Buffer.from('mã,tên\n'), 'no-rows'],
    ['only blanks', 'trang.csv', Buffer.from('\n\n  \n'), 'empty-file'],
    ['a row with too many cells', 'lech.csv', Buffer.from('mã,tên\n01,Một,thừa\n'), 'ragged-row'],
  ])('%s', async (_what, name, bytes, code) => {
    const { id } = await newDataset();
    const upload = await sendFile(officer, id, name, bytes);
    expect(upload.status).toBe('failed');
    const problem = upload.report?.problems[0];
    expect(problem?.code).toBe(code);
    expect(problem?.sentence).toMatch(/[à-ỹ]/);
    expect(problem?.sentence).not.toMatch(/[{}]/);
    await nothingPublished(id);
  });

  test('an empty file is refused before anything is sent', async () => {
    const { id } = await newDataset();
    const answer = await officer.call(op.startUpload, {
      params: { id },
      body: { fileName: 'rong.csv', bytes: 0 },
    });
    expect(problemId(answer)).toBe('empty-file');
  });

  test('a whole-file checksum that does not match', async () => {
    const { id } = await newDataset();
    const upload = await sendFile(officer, id, 'sai-ma.csv', good, 'f'.repeat(64));
    expect(upload.report?.problems[0]?.code).toBe('checksum-mismatch');
    await nothingPublished(id);
  });
});

describe('a file made to harm who reads it', () => {
  const entries = xlsxEntries({ sheets: { S: '<sheetData><row r="1"><c><v>1</v></c></row></sheetData>' } });
  const sheet = 'xl/worksheets/sheet1.xml';
  const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>';
  const hostile: readonly (readonly [what: string, name: string, bytes: Buffer, code: string])[] = [
    ['a zip bomb', 'bom.xlsx', rawZip([...entries, { name: 'x', data: Buffer.alloc(17 * MIB) }]), 'zip-bomb'],
    [
      'a sheet with entities of its own',
      'thuc-the.xlsx',
      rawZip(entries.map((one) => (one.name === sheet ? { ...one, data: laughs } : one))),
      'xml-doctype',
    ],
    ['JSON a million deep', 'sau.json', Buffer.from(`[{"a":${'['.repeat(1_000_000)}`), 'json-too-deep'],
    ['one row of 9 MB', 'mot-dong.csv', Buffer.from(`a,b\n${'x'.repeat(9 * MIB)}`), 'record-too-long'],
    ['a PDF that is a zip, too', 'hai-loai.xlsx', rawZip(entries, '%PDF-1.7\n'), 'binary-named-csv'],
    [
      'a path out of the folder',
      'leo-thu-muc.zip',
      rawZip([{ name: '../../so-lieu.csv', data: good }]),
      'zip-unsafe-name',
    ],
  ];

  test('is refused by name in Vietnamese, one after the other, and the next good file passes', async () => {
    const { id } = await newDataset();
    for (const [what, name, bytes, code] of hostile) {
      const upload = await sendFile(officer, id, name, bytes);
      const problem = upload.report?.problems[0];
      expect([what, upload.status, problem?.code]).toEqual([what, 'failed', code]);
      expect(problem?.sentence).toMatch(/[à-ỹ]/);
      expect(problem?.sentence).not.toMatch(/[{}]/);
    }
    await nothingPublished(id);
    expect((await sendFile(officer, id, 'tot.csv', good)).status).toBe('passed');
  });
});

describe('parts that are not what was announced', () => {
  test('a part of another length is neither signed nor stored', async () => {
    const { id } = await newDataset();
    const upload = await startUpload(officer, id, 'lech.csv', good);
    const [part] = partsOf(upload, good);
    if (!part) throw new Error('no part');
    const longer = { ...part, bytes: Buffer.concat([good, good]) };
    const signed = await officer.call(op.signParts, {
      params: { id: upload.id },
      body: { parts: [{ number: 1, bytes: longer.bytes.length, sha256: part.sha256 }] },
    });
    expect(problemId(signed)).toBe('upload-mismatch');
    expect(await putPart(officer, upload, part, longer.bytes)).toBeGreaterThanOrEqual(400);
  });

  claim('a part with another content is refused by the store', async () => {
    const { id } = await newDataset();
    const upload = await startUpload(officer, id, 'khac.csv', good);
    const [part] = partsOf(upload, good);
    if (!part) throw new Error('no part');
    expect(await putPart(officer, upload, part, Buffer.from(good).reverse())).toBe(400);
  });

  test('a part never sent: completion names it, and sending it completes', async () => {
    const { id } = await newDataset();
    const bytes = Buffer.alloc(9 * MIB, 'mã,tên\n01,Một\n');
    const upload = await startUpload(officer, id, 'thieu.csv', bytes);
    expect(upload.partCount).toBe(2);
    const parts = partsOf(upload, bytes);
    const [first, second] = parts;
    if (!first || !second) throw new Error('no parts');
    expect(await putPart(officer, upload, second)).toBe(200);
    const early = await completeUpload(officer, upload, parts);
    expect(problemId(early)).toBe('upload-incomplete');
    expect(early.ok ? '' : early.problem.title).toContain('phần 1');
    // Resume: the server says what it has.
    const state = body(await officer.call(op.readUpload, { params: { id: upload.id } }));
    expect(state.partsReceived).toEqual([2]);
    expect(await putPart(officer, upload, first)).toBe(200);
    expect(body(await completeUpload(officer, upload, parts)).status).not.toBe('receiving');
    // Told again, it answers again.
    expect((await completeUpload(officer, upload, parts)).ok).toBe(true);
  });

  test('an address for the parts of somebody else is not signed', async () => {
    const { id } = await newDataset();
    const upload = await startUpload(officer, id, 'cua-toi.csv', good);
    const stranger = await deskOf(driver, 'focal-tu-phap');
    const [part] = partsOf(upload, good);
    const signed = await stranger.call(op.signParts, {
      params: { id: upload.id },
      body: { parts: [{ number: 1, bytes: good.length, sha256: part?.sha256 ?? '' }] },
    });
    expect(problemId(signed)).toBe('not-your-agency');
  });
});
