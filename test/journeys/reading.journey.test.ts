import { beforeAll, describe, expect, test } from 'vitest';
import { EICAR } from '../../functions/publishing/eicar.ts';
import { operations as op } from '../../shared/contract/operations.ts';
import type { Upload } from '../../shared/contract/uploads.ts';
import type { UploadId } from '../../shared/kernel/ids.ts';
import type { Reading } from '../../shared/kernel/reading.ts';
import {
  approve,
  body,
  checked,
  createDataset,
  declaration,
  deskOf,
  problemId,
  published,
  sendFile,
  type Desk,
} from './driver/desk.ts';
import { theDriver } from './driver/index.ts';
import { rawZip } from '../fixtures/raw-zip.ts';
import { xlsxOf } from '../fixtures/xlsx-parts.ts';

const driver = theDriver();
let officer: Desk;
let department: Desk;

beforeAll(async () => {
  [officer, department] = await Promise.all([deskOf(driver, 'focal-y-te'), deskOf(driver, 'department')]);
});

const choose = (desk: Desk, upload: Pick<Upload, 'id'>, reading: Reading) =>
  desk.call(op.chooseReading, { params: { id: upload.id }, body: { reading } });

/** Has the file read in another way, and waits for the new check. */
const readAs = async (upload: Upload, reading: Reading): Promise<Upload> =>
  checked(officer, body(await choose(officer, upload, reading)).id);

const decidedOf = (upload: Upload, what: string) =>
  (upload.report?.decided ?? []).filter((one) => one.what === what);

const cellsOf = (upload: Upload) => upload.report?.preview?.rows;

const submitUnlooked = (id: Upload['datasetId'], upload: UploadId) =>
  officer.call(op.submitRelease, { params: { id }, body: { upload, declaration, notes: '' } });

const monthFirst: Reading = {
  columns: [{ name: 'ngày cấp', type: 'date', dateOrder: 'month-first', constraints: { required: true } }],
};

describe('a file with dates that could be read in two ways', () => {
  const csv = Buffer.from('mã,ngày cấp\nA1,03/04/2025\nA2,05/06/2025\n');
  let guessed: Upload;
  let told: Upload;

  beforeAll(async () => {
    const { id } = await createDataset(officer, 'Giấy phép có ngày đọc được hai cách');
    guessed = await sendFile(officer, id, 'giay-phep.csv', csv);
  });

  test('is read in the Vietnamese order, and said to be a guess', () => {
    expect(guessed.status).toBe('passed');
    expect(decidedOf(guessed, 'dates')).toMatchObject([
      { chosen: 'day-first', how: 'guessed', alternatives: ['month-first', 'string'] },
    ]);
    expect(cellsOf(guessed)).toEqual([
      ['A1', '2025-04-03'],
      ['A2', '2025-06-05'],
    ]);
  });

  test('is not submitted before a person has looked at the guess', async () => {
    expect(problemId(await submitUnlooked(guessed.datasetId, guessed.id))).toBe('guesses-unconfirmed');
  });

  test('is read as the officer says, as an upload of its own, and nothing is a guess any more', async () => {
    told = await readAs(guessed, monthFirst);
    expect(told.id).not.toBe(guessed.id);
    expect(told.report?.reading).toEqual(monthFirst);
    expect(decidedOf(told, 'dates')).toMatchObject([{ chosen: 'month-first', how: 'told' }]);
    expect(cellsOf(told)).toEqual([
      ['A1', '2025-03-04'],
      ['A2', '2025-05-06'],
    ]);
  });

  test('sent again, the same choice is the same upload', async () => {
    const file = body(await officer.call(op.readDatasetFile, { params: { id: told.datasetId } }));
    expect(file.draft?.upload).toBe(told.id);
    expect(body(await choose(officer, guessed, monthFirst)).id).toBe(told.id);
  });

  test('a choice about the file that was there before is refused', async () => {
    expect(problemId(await choose(officer, guessed, { encoding: 'utf-8' }))).toBe('file-changed');
  });

  test('is open to its own agency only', async () => {
    const other = await deskOf(driver, 'focal-noi-vu');
    expect(problemId(await choose(other, told, {}))).toBe('not-your-agency');
    expect(problemId(await choose(department, told, {}))).toBe('not-your-agency');
  });

  test('what was said of the data holds for the next release', async () => {
    body(await submitUnlooked(told.datasetId, told.id));
    body(await approve(department, told.datasetId));
    await published(officer, told.datasetId, 1);
    const next = Buffer.from('mã;ngày cấp\nA3;07/08/2025\n');
    const second = await sendFile(officer, told.datasetId, 'giay-phep-2.csv', next);
    expect(second.report?.reading).toEqual(monthFirst);
    expect(cellsOf(second)).toEqual([['A3', '2025-07-08']]);
  });

  test('and is let go of when the officer chooses nothing', async () => {
    const file = body(await officer.call(op.readDatasetFile, { params: { id: told.datasetId } }));
    const second = await checked(officer, file.draft?.upload ?? '');
    const anew = await readAs(second, {});
    expect(cellsOf(anew)).toEqual([['A3', '2025-08-07']]);
    expect(decidedOf(anew, 'dates')).toMatchObject([{ how: 'guessed' }]);
  });
});

describe('a zip with two data files', () => {
  test('is answered with their names; the one that is chosen is read', async () => {
    const { id } = await createDataset(officer, 'Hai bảng trong một gói');
    const zip = rawZip([
      { name: 'nam-2023.csv', data: 'mã,số\n1,2\n' },
      { name: 'nam-2024.csv', data: 'mã,số\n1,3\n2,4\n' },
    ]);
    const failed = await sendFile(officer, id, 'hai-nam.zip', zip);
    expect(failed.status).toBe('failed');
    expect(failed.report?.problems).toMatchObject([
      { code: 'zip-several-files', choose: { what: 'entry', of: ['nam-2023.csv', 'nam-2024.csv'] } },
    ]);
    const passed = await readAs(failed, { entry: 'nam-2024.csv' });
    expect(passed.status).toBe('passed');
    expect(passed.report?.rows).toBe(2);
  });
});

describe('a choice that does not fit the file', () => {
  test('is answered by row and column, and can be corrected', async () => {
    const { id } = await createDataset(officer, 'Cột chữ bị khai là cột số');
    const sent = await sendFile(officer, id, 'cot-chu.csv', Buffer.from('mã,tên\n1,Một\n2,Hai\n'));
    const wrong = await readAs(sent, { columns: [{ name: 'tên', type: 'integer' }] });
    expect(wrong.status).toBe('failed');
    expect(wrong.report?.problems[0]).toMatchObject({ code: 'value-type', columnName: 'tên', value: 'Một' });
    const right = await readAs(wrong, { columns: [{ name: 'tên', type: 'string' }] });
    expect(right.status).toBe('passed');
  });
});

describe('what is told and cannot be done', () => {
  const csv = Buffer.from('mã,tên\n01,Một\n02,Hai\n');
  let sent: Upload;
  beforeAll(async () => {
    const { id } = await createDataset(officer, 'Cách đọc không hợp tệp');
    sent = await sendFile(officer, id, 'bang.csv', csv);
  });

  const refused = async (reading: unknown) => {
    const reply = await choose(officer, sent, reading as Reading);
    expect(problemId(reply)).toBe('invalid-input');
    return reply.ok ? [] : (reply.problem.errors ?? []);
  };

  test('has no place in a file of its kind, and is refused by its name', async () => {
    const errors = await refused({ sheet: 'M01', entry: 'a.csv', coordinates: 'wgs84' });
    expect(errors.map(({ path }) => path).toSorted()).toEqual(
      ['coordinates', 'entry', 'sheet'].map((field) => `body.reading.${field}`),
    );
    expect(errors.map(({ message }) => message)).toContain(
      'Không áp dụng cho tệp này (trang tính chỉ chọn cho tệp Excel). Hãy bỏ “sheet” rồi đọc lại.',
    );
  });

  test('is a word nobody knows, and is refused where it stands', async () => {
    const errors = await refused({ encodng: 'utf-8', columns: [{ name: 'mã', type: 'string', loai: 1 }] });
    expect(errors.map(({ path }) => path).toSorted()).toEqual([
      'body.reading.columns.0.loai',
      'body.reading.encodng',
    ]);
  });

  test('names rows that the table does not have: the check says so', async () => {
    const failed = await readAs(sent, { headerRows: { first: 99, count: 1 } });
    expect(failed.status).toBe('failed');
    expect(failed.report?.problems.map(({ code }) => code)).toEqual(['told-header-missing']);
    expect(failed.report?.problems[0]?.sentence).toContain('“Tên cột bắt đầu ở dòng 99”');
    sent = failed;
  });

  test('is a delimiter that cuts nothing: the other is a guess, and it is said', async () => {
    const guessed = await readAs(sent, { delimiter: '|' });
    expect(guessed.status).toBe('passed');
    expect(decidedOf(guessed, 'delimiter')).toMatchObject([{ chosen: ',', how: 'guessed' }]);
    expect(guessed.report?.notes).toContainEqual(
      expect.stringContaining('Dấu phân cách đã chọn không cắt được dòng nào'),
    );
  });
});

describe('a file that the scanner held back', () => {
  test('is not read in any way', async () => {
    const { id } = await createDataset(officer, 'Tệp có mã độc, đọc kiểu gì cũng không');
    const sent = await sendFile(officer, id, 'eicar.csv', Buffer.concat([Buffer.from('a,b\n1,'), EICAR]));
    expect(problemId(await choose(officer, sent, { encoding: 'utf-8' }))).toBe('file-unread');
  });
});

describe('what the officer chooses for the file as a whole', () => {
  const of = async (title: string, name: string, bytes: Buffer): Promise<Upload> => {
    const { id } = await createDataset(officer, title);
    return sendFile(officer, id, name, bytes);
  };

  test('an encoding, where none could be found', async () => {
    const bytes = Buffer.concat([Buffer.from('mã,tên\n01,Xã Đông\n'), Buffer.from('02,X\xe3\n', 'latin1')]);
    const refused = await of('Tệp không rõ bảng mã', 'la.csv', bytes);
    expect(refused.status).toBe('failed');
    expect(refused.report?.problems).toMatchObject([{ code: 'not-utf8', choose: { what: 'encoding' } }]);
    expect(refused.report?.problems[0]?.choose?.of).toContain('utf-8');
    const told = await readAs(refused, { encoding: 'utf-8' });
    expect(told.status).toBe('passed');
    expect(cellsOf(told)?.[0]).toEqual(['01', 'Xã Đông']);
  });

  test('whether sums stay, and the letters of old fonts', async () => {
    const old = 'huyÖn,d©n sè\nTh¸i Thôy,12\nQuúnh Phô,15\nVò Th­,9\nTæng céng,36\n';
    const guessed = await of('Dân số có dòng cộng', 'dan-so.csv', Buffer.from(old));
    expect(decidedOf(guessed, 'repair')).toMatchObject([{ chosen: 'tcvn3', how: 'guessed' }]);
    expect(decidedOf(guessed, 'subtotals')).toMatchObject([{ chosen: 'keep', how: 'guessed' }]);
    const told = await readAs(guessed, { repair: 'tcvn3', subtotals: 'drop' });
    expect(cellsOf(told)).toEqual([
      ['Thái Thụy', '12'],
      ['Quỳnh Phụ', '15'],
      ['Vũ Thư', '9'],
    ]);
    expect(told.report?.decided?.filter(({ how }) => how === 'guessed')).toEqual([]);
  });

  test('the sheet, and the table on it', async () => {
    const cell = (value: string | number): string =>
      typeof value === 'number' ? `<c><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${value}</t></is></c>`;
    const sheet = (...rows: (readonly [at: number, ...cells: (string | number)[]])[]): string =>
      `<sheetData>${rows.map(([at, ...cells]) => `<row r="${at}">${cells.map(cell).join('')}</row>`).join('')}</sheetData>`;
    const people = sheet([1, 'Xã', 'Dân số'], [2, 'A Sào', 12], [3, 'An Bài', 15], [4, 'An Cầu', 9]);
    const two = sheet(
      [1, 'Huyện', 'Trường'],
      [2, 'Vũ Thư', 40],
      [3, 'Kiến Xương', 50],
      [4, 'Tiền Hải', 60],
      [7, 'Ngành', 'Lao động'],
      [8, 'Nông nghiệp', 100],
      [9, 'Dịch vụ', 50],
    );
    const bytes = xlsxOf({ sheets: { 'Dân số': people, Khác: two } });
    const guessed = await of('Sổ có hai trang tính', 'so.xlsx', bytes);
    expect(decidedOf(guessed, 'sheet')).toMatchObject([{ chosen: 'Dân số', alternatives: ['Khác'] }]);
    expect(cellsOf(guessed)?.[0]).toEqual(['A Sào', '12']);
    const told = await readAs(guessed, { sheet: 'Khác', table: 2 });
    expect(decidedOf(told, 'sheet')).toMatchObject([{ chosen: 'Khác', how: 'told' }]);
    expect(decidedOf(told, 'table')).toMatchObject([{ chosen: '2', how: 'told', alternatives: ['1'] }]);
    expect(cellsOf(told)).toEqual([
      ['Nông nghiệp', '100'],
      ['Dịch vụ', '50'],
    ]);
  });

  test('the delimiter under a bare title', async () => {
    const rows = 'mã;tên;số\n01;Đông Hưng;12\n02;Hưng Hà;15\n';
    const guessed = await of('Danh sách có tiêu đề', 'xa.csv', Buffer.from(`DANH SÁCH XÃ\n\n${rows}`));
    expect(decidedOf(guessed, 'delimiter')).toMatchObject([{ chosen: ';', how: 'guessed' }]);
    expect(cellsOf(guessed)?.[0]).toEqual(['01', 'Đông Hưng', '12']);
    const told = await readAs(guessed, { delimiter: ';' });
    expect(decidedOf(told, 'delimiter')).toMatchObject([{ chosen: ';', how: 'told' }]);
  });
});
