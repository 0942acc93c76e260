import { beforeEach, describe, expect, test } from 'vitest';
import type { SheetData } from 'write-excel-file/node';
import yauzl from 'yauzl';
import { readImportFile } from '../../functions/publishing/import-file.ts';
import { importTemplate } from '../../infra/site/import-template.ts';
import { IMPORT_MAX_ROWS, type ImportCheck } from '../../shared/contract/imports.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { theDeptOfHealth, theDeptOfTransport } from '../fixtures/datasets.ts';
import {
  anImportPortal,
  aRow,
  contact,
  defaults,
  department,
  focal,
  headers,
  op,
  sheetOf,
} from './an-import-portal.ts';

let portal: ReturnType<typeof anImportPortal>;
beforeEach(() => {
  portal = anImportPortal();
});

const errorsOf = ({ rows }: ImportCheck) =>
  rows.flatMap(({ row, errors }) => errors.map(({ column, message }) => [row, column, message]));

describe('the template', () => {
  const lists = {
    topics: [...rulebook.topics.values()].map(({ label }) => label),
    licences: [...rulebook.licences.values()].map(({ label }) => label),
    updateFrequencies: [...rulebook.updateFrequencies.values()].map(({ label }) => label),
  };

  test('is read back by the portal: names in place, no rows yet', async () => {
    expect(await readImportFile(await importTemplate(lists))).toEqual({
      why: 'Trang tính chưa có dòng nào dưới dòng tên cột.',
    });
  });

  test('offers the terms of the rulebook in the cells', async () => {
    const bytes = await importTemplate(lists);
    const xml = await new Promise<string>((resolve, reject) => {
      yauzl.fromBuffer(bytes, { lazyEntries: true }, (fault, zip) => {
        if (fault) return reject(fault);
        zip.on('entry', (entry: { fileName: string }) => {
          if (!entry.fileName.endsWith('worksheets/sheet1.xml')) return zip.readEntry();
          zip.openReadStream(entry as never, (broken, stream) => {
            if (broken) return reject(broken);
            const parts: Buffer[] = [];
            stream.on('data', (part: Buffer) => parts.push(part));
            stream.on('end', () => resolve(Buffer.concat(parts).toString('utf8')));
          });
        });
        zip.readEntry();
      });
    });
    const offered = [...xml.matchAll(/sqref="([A-Z])2:[A-Z](\d+)"><formula1>([^<]+)</g)].map(
      ([, column, last, list]) => [column, Number(last), list],
    );
    expect(offered).toEqual([
      ['D', IMPORT_MAX_ROWS + 1, `'Danh mục'!$A$2:$A$${lists.topics.length + 1}`],
      ['E', IMPORT_MAX_ROWS + 1, `'Danh mục'!$B$2:$B$${lists.updateFrequencies.length + 1}`],
      ['F', IMPORT_MAX_ROWS + 1, `'Danh mục'!$C$2:$C$${lists.licences.length + 1}`],
    ]);
    // The order of siblings is strict: out of place, Excel calls the file damaged.
    expect(xml.indexOf('<dataValidations')).toBeGreaterThan(xml.indexOf('</sheetData>'));
  });
});

describe('a check of an import file', () => {
  test('answers what would be created, and creates nothing', async () => {
    const found = await portal.checked([
      aRow({
        'Dữ liệu từ ngày': new Date('2024-01-01T00:00:00Z'),
        'Đến ngày': '31/12/2024',
        'Từ khóa': 'thuốc; nhà thuốc, dược',
      }),
    ]);
    expect(found).toMatchObject({ ready: 1, exists: 0, wrong: 0, ignoredColumns: [] });
    expect(found.rows[0]?.dataset).toMatchObject({
      agency: theDeptOfHealth,
      contact,
      metadata: {
        topic: [...rulebook.topics.keys()][0],
        licence: [...rulebook.licences.values()].find((one) => one.default)?.id,
        temporalCoverage: { from: '2024-01-01', until: '2024-12-31' },
        keywords: ['thuốc', 'nhà thuốc', 'dược'],
      },
    });
    expect(portal.tables.ledger.size).toBe(0);
  });

  test('names row, column and remedy of everything that is wrong', async () => {
    const found = await portal.checked([
      aRow({ 'Tên bộ dữ liệu': 'Một' }),
      aRow({ 'Tên bộ dữ liệu': 'Hai dòng mô tả', 'Mô tả': undefined }),
      aRow({ 'Tên bộ dữ liệu': 'Ba chủ đề', 'Chủ đề': 'Thiên văn' }),
      aRow({ 'Tên bộ dữ liệu': 'Bốn ngày sai', 'Dữ liệu từ ngày': '31/02/2024' }),
      aRow({ 'Tên bộ dữ liệu': 'Năm ngược ngày', 'Dữ liệu từ ngày': '02/02/2024', 'Đến ngày': '01/02/2024' }),
      aRow({ 'Tên bộ dữ liệu': 'Sáu địa chỉ', 'Địa chỉ': 'Địa Chỉ' }),
      aRow({ 'Tên bộ dữ liệu': 'Bảy đầu mối', 'Đầu mối: họ tên': 'Lan' }),
      aRow({ 'Tên bộ dữ liệu': 'Tám cơ quan', 'Mã cơ quan': 'H54.99' }),
      aRow({ 'Tên bộ dữ liệu': 'Chín cơ quan khác', 'Mã cơ quan': theDeptOfTransport }),
      aRow({ 'Tên bộ dữ liệu': 'Mười ký tự\u202e lạ' }),
      aRow({ 'Tên bộ dữ liệu': '\u200b'.repeat(6) }),
      aRow({ 'Tên bộ dữ liệu': 'Mười hai', 'Dữ liệu từ ngày': 'đầu năm' }),
    ]);
    expect(found.wrong).toBe(12);
    const topics = [...rulebook.topics.values()].map(({ label }) => label.vi).join('; ');
    expect(errorsOf(found)).toEqual([
      [2, 'Tên bộ dữ liệu', 'Cần ít nhất 5 ký tự.'],
      [3, 'Mô tả', 'Cần điền mục này.'],
      [4, 'Chủ đề', `“Thiên văn” không có trong danh sách. Chọn một trong: ${topics}.`],
      [5, 'Dữ liệu từ ngày', 'Không có ngày “31/02/2024” trong lịch. Hãy sửa lại ngày.'],
      [6, 'Đến ngày', 'Ngày kết thúc trước ngày bắt đầu.'],
      [7, 'Địa chỉ', expect.stringContaining('ví dụ: danh-sach-truong-hoc.')],
      [8, 'Đầu mối: thư điện tử', expect.stringContaining('Cần họ tên và thư điện tử')],
      [9, 'Mã cơ quan', 'Cổng không có cơ quan mang mã “H54.99”.'],
      [10, 'Mã cơ quan', expect.stringContaining('Chỉ cán bộ của cơ quan này')],
      [11, 'Tên bộ dữ liệu', 'Chỉ gồm một dòng, không có ký tự điều khiển.'],
      [12, 'Tên bộ dữ liệu', 'Chỉ có ký tự không nhìn thấy, hoặc quá ít ký tự nhìn thấy được.'],
      [13, 'Dữ liệu từ ngày', expect.stringContaining('Viết ngày theo dạng ngày/tháng/năm')],
    ]);
  });

  test('asks for agency and contact where neither row nor caller names them', async () => {
    const found = await portal.checked([aRow()], {});
    expect(errorsOf(found).map(([, column]) => column)).toEqual(['Mã cơ quan', 'Đầu mối: họ tên']);
  });

  test('says which row another one repeats', async () => {
    const found = await portal.checked([aRow(), aRow({ 'Tên bộ dữ liệu': 'CƠ SỞ BÁN LẺ THUỐC' })]);
    expect(errorsOf(found)).toEqual([[3, 'Tên bộ dữ liệu', expect.stringContaining('Trùng với dòng 2')]]);
  });

  test('lets the Department register datasets of any agency', async () => {
    const found = await portal.checked([aRow()], defaults, department);
    expect(found.ready).toBe(1);
    expect(await portal.create(found, department)).toEqual([201]);
  });

  test('reads names below a title, in any case, and says which columns it does not know', async () => {
    const names = ['GHI CHÚ', ...headers.map((name) => name.toUpperCase())];
    const row = Object.fromEntries(
      Object.entries(aRow()).map(([name, value]) => [name.toUpperCase(), value]),
    );
    const title: SheetData = [[{ value: 'DANH MỤC BỘ DỮ LIỆU' }], []];
    const { checked } = await portal.check(await sheetOf([{ ...row, 'GHI CHÚ': 'x' }], names, title));
    expect(checked).toMatchObject({ ready: 1, ignoredColumns: ['GHI CHÚ'] });
    expect(checked?.rows[0]?.row).toBe(4);
  });
});

describe('creating what was checked', () => {
  const twoHundred = Array.from({ length: 200 }, (_, n) =>
    aRow({ 'Tên bộ dữ liệu': `Bộ dữ liệu số ${n + 1}` }),
  );

  test('two hundred rows are created once each; the same file again finds them all', async () => {
    const file = await sheetOf(twoHundred);
    const { checked } = await portal.check(file);
    if (!checked) throw new Error('not checked');
    expect(checked.ready).toBe(200);
    expect(new Set(await portal.create(checked))).toEqual(new Set([201]));
    const cases = portal.tables.ledger.size;
    // As after a lost answer: every row is sent again under its key.
    expect(new Set(await portal.create(checked))).toEqual(new Set([201]));
    expect(portal.tables.ledger.size).toBe(cases);
    const { checked: again } = await portal.check(file);
    expect(again).toMatchObject({ ready: 0, exists: 200, wrong: 0 });
    expect(again?.rows[0]?.existing?.slug).toBe('bo-du-lieu-so-1');
  });

  test('stopped half-way, the file checked again offers the rest', async () => {
    const checked = await portal.checked(twoHundred.slice(0, 10));
    await portal.create({ ...checked, rows: checked.rows.slice(0, 4) });
    expect(await portal.checked(twoHundred.slice(0, 10))).toMatchObject({ ready: 6, exists: 4 });
  });

  test('an address that another agency has is wrong, not there already', async () => {
    await portal.create(await portal.checked([aRow()]));
    const other = await portal.checked([aRow({ 'Mã cơ quan': theDeptOfTransport })], defaults, department);
    expect(errorsOf(other)).toEqual([[2, 'Địa chỉ', expect.stringContaining('cơ quan khác')]]);
  });

  test('another file that says the same of a dataset that is there skips it under its other address too', async () => {
    await portal.create(await portal.checked([aRow()]));
    const found = await portal.checked([aRow({ 'Địa chỉ': 'nha-thuoc' })]);
    expect(found).toMatchObject({ exists: 1 });
  });
});

describe('a file that is no import file', () => {
  const why = async (file: Buffer) => {
    const { status, body } = await portal.check(file);
    expect([status, body['type']]).toEqual([422, '/problems/import-unreadable']);
    return String(body['title']);
  };

  test('is answered with the reason', async () => {
    expect(await why(Buffer.from('a,b\n1,2\n'))).toContain('không phải XLSX');
    expect(await why(Buffer.from('PK\u0003\u0004 nothing of a zip', 'latin1'))).not.toBe('');
    expect(await why(await sheetOf([], ['a', 'b']))).toContain('Hãy dùng tệp mẫu');
    const many = Array.from({ length: IMPORT_MAX_ROWS + 1 }, (_, n) => aRow({ 'Tên bộ dữ liệu': `Bộ ${n}` }));
    expect(await why(await sheetOf(many))).toContain(`hơn ${IMPORT_MAX_ROWS} dòng`);
  });

  test('is refused by shape when it is not base64, or too large', async () => {
    for (const file of ['không', '', 'A'.repeat(3_000_000)])
      expect((await portal.ask(focal, op, { file })).status).toBe(400);
  });
});
