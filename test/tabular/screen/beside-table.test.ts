import { describe, expect, test } from 'vitest';
import { workbookOf } from '../../fixtures/workbook-of.ts';
import { checkFile, fileOf } from '../workbench.ts';
import { idsOf, screenFile, screenText } from './screening.ts';

const PERSON = 'Nguyễn Văn Bình - ĐT 0912345678, CCCD 034099001234';

describe('members of a JSON that are no records', () => {
  const records = [
    { xa: 'An Bình', 'so ho': 12 },
    { xa: 'Đông Mỹ', 'so ho': 30 },
  ];
  const json = (beside: object) => screenText(JSON.stringify({ ...beside, data: records }), 'so-lieu.json');

  test('are read: numbers, markings, and at which place', async () => {
    const { findings, report } = await json({ nguoi_lap: PERSON, do_mat: 'TUYỆT MẬT' });
    expect(report.around?.isCut).toBe(false);
    expect(findings.map(({ id, place, count, cells }) => [id, place, count, cells])).toEqual([
      ['secret-marking.outside', 'outside', 1, [{ shown: 'TUYỆT MẬT' }]],
      ['citizen-id.outside', 'outside', 1, [{ shown: '034•••••••34' }]],
      ['phone.outside', 'outside', 1, [{ shown: '091•••••78' }]],
    ]);
  });

  test.for([
    ['a level by the name of its member', { 'Độ mật': 'Mật' }, ['secret-marking.outside']],
    ['a number that lost its zero', { cccd: 34099001234 }, ['citizen-id.outside']],
    ['deep inside', { meta: { ai: [{ lienHe: ['0912 345 678'] }] } }, ['phone.outside']],
    ['as the name of a member', { nguoi: { '0912345678': 1 } }, ['phone.outside']],
    [
      'a person in one object',
      { nguoiLap: { ten: 'Nguyễn Văn Bình', ngaySinh: '1970-05-01', diaChi: 'Thôn 3 xã An Bình' } },
      ['name-with-birth-date.outside', 'address-with-name.outside'],
    ],
    [
      'a person in one text',
      { ghiChu: 'Lập bởi Nguyễn Văn Bình (sinh 01/05/1970)' },
      ['name-with-birth-date.outside'],
    ],
  ] as const)('%s', async ([, beside, ids]) => expect(idsOf(await json(beside))).toEqual(ids));

  test('say nothing of anybody as they mostly are', async () => {
    const found = await json({
      success: true,
      name: 'Hộ nghèo theo xã',
      total: 2,
      updated: '2025-03-01T00:00:00Z',
      license: 'https://opendatacommons.org/licenses/by/1-0/',
      nguon: 'UBND xã Vũ Lạc, đường Lê Quý Đôn',
      lienHe: {
        soDienThoaiCoQuan: '02273831234',
        email: 'vanthu@thaibinh.gov.vn',
        duongDayNong: '0912345678',
      },
    });
    expect(found.findings).toEqual([]);
    expect(found.report.around?.isCut).toBe(false);
  });

  test('more of them than can be read is said, and kept bounded', async () => {
    const many = Array.from({ length: 20_000 }, (_, i) => `ghi chú ${i}`);
    const { report } = await json({ many });
    expect(report.around?.isCut).toBe(true);
    expect(JSON.stringify(report.around).length).toBeLessThan(2_000_000);
    const long = await json({ a: 'một hai ba '.repeat(100_000) });
    expect(long.report.around).toEqual({ texts: [], isCut: true });
  });

  test('a name written twice, also spelled by numbers or by way of an object inside, is said', async () => {
    const said = async (text: string) => {
      const report = await checkFile(await fileOf(text, 'a.json'), 'a.json');
      return 'notes' in report && report.notes.some(({ code }) => code === 'repeated-members');
    };
    expect(await said(`[{"a":"${PERSON}","a":"x"},{"a":"y"}]`)).toBe(true);
    expect(await said(`[{"a":"${PERSON}","\\u0061":"x"},{"a":"y"}]`)).toBe(true);
    expect(await said(`[{"a.b":"${PERSON}","a":{"b":"x"}},{"a.b":"y"}]`)).toBe(true);
    expect(await said('[{"a.b":"x","a":{"c":"x"}},{"a.b":"y"}]')).toBe(false);
  });
});

describe('members of a GeoJSON that are no properties', () => {
  const point = { type: 'Point', coordinates: [106.34, 20.45] };
  const collection = (root: object, feature: object, geometry: object = point) =>
    JSON.stringify({
      type: 'FeatureCollection',
      ...root,
      features: [
        { type: 'Feature', geometry, properties: { xa: 'An Bình', soHo: 12 }, ...feature },
        { type: 'Feature', geometry: point, properties: { xa: 'Đông Mỹ', soHo: 30 } },
      ],
    });
  const geojson = (text: string) => screenText(text, 'ranh-gioi.geojson');

  test('beside the properties, in the geometry and of the collection are read', async () => {
    const { findings } = await geojson(
      collection({ nguoiLap: 'ĐT 0912345678' }, { cccd: '034099001234' }, { ...point, ghiChu: 'TUYỆT MẬT' }),
    );
    expect(findings.map(({ id, cells }) => [id, cells])).toEqual([
      ['secret-marking.outside', [{ row: 1, shown: 'TUYỆT MẬT' }]],
      ['citizen-id.outside', [{ row: 1, shown: '034•••••••34' }]],
      ['phone.outside', [{ shown: '091•••••78' }]],
    ]);
  });

  test('what programs write there raises no alarm', async () => {
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } };
    const { findings, report } = await geojson(
      collection(
        {
          name: 'ranh_gioi_xa',
          generator: 'overpass-turbo',
          timestamp: '2025-03-01T00:00:00Z',
          crs,
          bbox: [105, 20, 107, 21],
        },
        { bbox: [106.34, 20.45, 106.34, 20.45], style: { fill: '#00ff00' } },
      ),
    );
    expect(findings).toEqual([]);
    expect(report.around?.isCut).toBe(false);
    expect(report.notes.map(({ code }) => code)).not.toContain('feature-members-repeated');
  });

  test('a box that is none is read like any other member', async () => {
    expect(idsOf(await geojson(collection({ bbox: ['0912345678'] }, {})))).toEqual(['phone.outside']);
  });

  test('a name written twice anywhere is counted', async () => {
    const twice = collection({}, {}).replace('"xa":"An Bình"', `"xa":"${PERSON}","xa":"An Bình"`);
    const { report } = await geojson(twice);
    expect(report.notes).toContainEqual({ code: 'feature-members-repeated', facts: { count: 1 } });
    const root = collection({}, {}).replace(
      '{"type":"FeatureCollection"',
      '{"meta":{"a":"0912345678","a":1},"type":"FeatureCollection"',
    );
    expect((await geojson(root)).report.notes).toContainEqual({
      code: 'feature-members-repeated',
      facts: { count: 1 },
    });
  });
});

describe('rows that are no rows of the table', () => {
  const rows = [
    ['STT', 'Đơn vị', 'Số hộ'],
    ['I', 'Tổ 1 (CCCD 034099001234, ĐT 0912345678)', '30'],
    ['1', 'Thôn An Bình', '10'],
    ['2', 'Thôn Đông Mỹ', '20'],
    ['II', 'Tổ 2', '45'],
    ['1', 'Thôn Vũ Lạc', '15'],
    ['2', 'Thôn Kỳ Bá', '30'],
    ['', 'Tổng cộng (liên hệ an.nguyen@gmail.com)', '75'],
  ];
  const title = [['SỐ HỘ CỦA TỪNG THÔN NĂM 2024'], ['']];
  const csv = (all: readonly (readonly string[])[]) =>
    all.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n');

  const expected = (sheet: object) => [
    ['citizen-id.left-out', [{ row: 4, ...sheet, shown: '034•••••••34' }]],
    ['phone.left-out', [{ row: 4, ...sheet, shown: '091•••••78' }]],
    ['email.left-out', [{ row: 10, ...sheet, shown: 'a•••@gmail.com' }]],
  ];
  const shown = (found: Awaited<ReturnType<typeof screenText>>) =>
    found.findings.map(({ id, cells }) => [id, cells]);

  test('headings and sums of a CSV are read', async () => {
    const found = await screenText(csv([...title, ...rows]));
    expect(found.report.rows).toBe(4);
    expect(shown(found)).toEqual(expected({}));
  });

  test('and of a workbook, with their sheet', async () => {
    const path = await fileOf(workbookOf('Số hộ', [...title, ...rows]), 'so-ho.xlsx');
    const found = await screenFile(path, 'so-ho.xlsx');
    expect(found.report.rows).toBe(4);
    expect(shown(found)).toEqual(expected({ sheet: 'Số hộ' }));
  });

  test('a head of a household as a heading, with births under their name', async () => {
    const found = await screenText(
      csv([
        ['DANH SÁCH HỘ'],
        [''],
        ['STT', 'Họ và tên', 'Năm sinh', 'Nơi ở', 'Số tiền'],
        ['I', 'Nguyễn Văn Bình', '1970', 'Thôn 3', '100000'],
        ['1', 'Nguyễn Văn An', '1990', 'Thôn 3', '100000'],
        ['2', 'Nguyễn Thị Hoa', '1995', 'Thôn 3', '200000'],
        ['3', 'Nguyễn Thị Huệ', '1998', 'Thôn 3', '200000'],
      ]),
    );
    expect(idsOf(found)).toContain('name-with-birth-date.left-out');
    expect(idsOf(found)).toContain('address-with-name.left-out');
    expect(found.findings.find(({ place }) => place === 'left-out')?.cells).toEqual([
      { row: 4, shown: 'N•• V•• B•• · 19••' },
    ]);
  });

  test('rows below the last that an officer told are read, however many', async () => {
    const data = Array.from({ length: 400 }, (_, i) => [`Thôn ${i}`, 'Nguyễn Văn Bình', '1970']);
    const path = await fileOf(csv([['Thôn', 'Họ và tên', 'Năm sinh'], ...data]));
    const { findings, report } = await screenFile(path, 'a.csv', { lastRow: 3 });
    expect(report.rows).toBe(2);
    expect(findings.map(({ id, count }) => [id, count])).toContainEqual([
      'name-with-birth-date.left-out',
      398,
    ]);
  });

  test('the whole of a note is read, not its beginning', async () => {
    const note = `Ghi chú: ${'số liệu do các xã báo cáo, '.repeat(200)} liên hệ 0912345678`;
    expect(
      idsOf(await screenText(csv([...title, ...rows.slice(0, 1), ...rows.slice(2, 4), [''], [note]]))),
    ).toEqual(['phone.notes']);
  });

  test('sums, headings of regions and signatures raise no alarm', async () => {
    const found = await screenText(
      csv([
        ['UBND TỈNH HƯNG YÊN', '', 'Biểu số 01/TH'],
        ['BÁO CÁO NĂM 2024', '', 'Đơn vị tính: triệu đồng'],
        [''],
        ['STT', 'Đơn vị', 'Chủ đầu tư', 'Năm hoàn thành', 'Địa chỉ', 'Kinh phí'],
        [
          'A',
          'Thành phố Thái Bình',
          'Ban Quản lý dự án Lê Quý Đôn',
          '2020',
          'Số 5 đường Lê Lợi',
          '340990012345',
        ],
        ['1', 'Trường THPT Nguyễn Trãi', 'Sở GD', '2021', 'Phường Kỳ Bá', '151234567'],
        ['2', 'Bệnh viện', 'Sở Y tế', '2022', 'Phường Đề Thám', '912345678'],
        ['3', 'Đường Trần Phú', 'Sở Xây dựng', '2023', 'Phường Kỳ Bá', '212345678'],
        ['', 'Tổng cộng', '', '', '', '1275925691'],
        [''],
        ['', '', 'Hưng Yên, ngày 05 tháng 3 năm 2025'],
        ['', 'Người lập biểu', 'Giám đốc'],
        ['', 'Nguyễn Thị Hoa', 'Trần Văn Bình'],
      ]),
    );
    expect(found.report.rows).toBe(3);
    expect(found.findings).toEqual([]);
  });

  test('as many as are kept cost little time', async () => {
    const many = Array.from({ length: 9000 }, (_, i) => [
      `${'I'.repeat((i % 3) + 1)}`,
      `Tổ ${i} ĐT 09123456`,
      '5',
    ]);
    const data = [
      ['1', 'a', '11'],
      ['2', 'b', '12'],
      ['3', 'c', '13'],
    ];
    const filled = [
      ...data,
      ...many,
      ...Array.from({ length: 20_000 }, (_, i) => [`${i + 4}`, `t${i}`, '7']),
    ];
    const started = performance.now();
    const { report, findings } = await screenText(csv([...title, ...rows.slice(0, 1), ...filled]));
    expect(report.around?.isCut).toBe(false);
    expect(findings).toEqual([]);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  test('hostile blanks and brackets around a table cost no time', async () => {
    const note = `Ghi chú: ${'\n('.repeat(100_000)}`;
    const started = performance.now();
    await screenText(csv([...title, ...rows.slice(0, 1), ...rows.slice(2, 4), [''], [note]]));
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
