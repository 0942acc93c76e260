import { expect, test } from 'vitest';
import { idsOf, screenText, tableOf } from './screening.ts';

const places = ['Xã An Bình', 'Xã Bình Minh', 'Xã Đông Mỹ', 'Phường Kỳ Bá'];
const people = ['Nguyễn Văn An', 'Trần Thị Bích Ngọc', 'PHẠM ĐỨC HUY', 'Lê Minh'];

type Case = readonly [
  what: string,
  columns: Record<string, readonly (string | number)[]>,
  ids: readonly string[],
];

const planted: readonly Case[] = [
  [
    'numbers of citizens under their name',
    { 'Số CCCD': ['034099001234', '001301004567'] },
    ['citizen-id.cell.1'],
  ],
  [
    'numbers of citizens in a column that hides them',
    { 'Ký hiệu': ['034099001234', '001301004567'] },
    ['citizen-id.cell.1'],
  ],
  [
    'a number of a citizen among remarks',
    { 'Ghi chú': ['đã nộp', 'thẻ 034 099 001 234, nộp ngày 3/2'] },
    ['citizen-id.cell.1'],
  ],
  [
    'numbers of citizens as tax codes of persons',
    { 'Mã số thuế': ['034099001234', '0101248141'] },
    ['citizen-id.cell.1'],
  ],
  [
    'numbers of citizens that lost their zero',
    { 'Căn cước công dân': ['34099001234', '1301004567'] },
    ['citizen-id.cell.1'],
  ],
  ['one of somebody born abroad, named', { 'Định danh cá nhân': ['109188001234'] }, ['citizen-id.cell.1']],
  ['old numbers under their name', { CMND: ['151234567', '013456789'] }, ['old-id.cell.1']],
  [
    'old numbers beside people',
    { 'Họ tên': people, Số: ['151234567', '013456789', '151000111', '152000222'] },
    ['old-id.cell.2'],
  ],
  ['an old number in a text', { 'Nội dung': ['Ông A, CMND số 151234567 cấp 2009'] }, ['old-id.cell.1']],
  ['mobile numbers', { 'Điện thoại': ['0912345678', '+84 387 654 321', '0227.3831.234'] }, ['phone.cell.1']],
  ['mobile numbers of before 2018', { 'Liên hệ': ['0169 234 5678', '01234567890'] }, ['phone.cell.1']],
  ['mobile numbers without their zero', { SĐT: ['912345678', '387654321'] }, ['phone.cell.1']],
  ['mobile numbers in a column that hides them', { 'Cột 5': ['0912345678', '0387654321'] }, ['phone.cell.1']],
  [
    'the telephone of a person at an agency',
    { 'Điện thoại người đại diện đơn vị': ['0912345678'] },
    ['phone.cell.1'],
  ],
  ['private mail', { Thư: ['an.nguyen@gmail.com', 'ubnd@thaibinh.gov.vn'] }, ['email.cell.1']],
  ['accounts', { 'Số tài khoản': ['0341007123456', '1012 345 678'] }, ['bank-account.cell.1']],
  [
    'accounts beside banks',
    { 'Nơi nhận': ['Vietcombank Thái Bình', 'Agribank Đông Hưng'], Số: ['0341007123456', '3405215001234'] },
    ['bank-account.cell.2'],
  ],
  ['an account in a text', { 'Ghi chú': ['STK: 0341007123456 VCB'] }, ['bank-account.cell.1']],
  [
    'names and days of birth',
    { 'Họ và tên': people, 'Ngày sinh': ['1970-05-01', '1980-02-03', '1999-12-31', '2001-01-01'] },
    ['name-with-birth-date.cell.2'],
  ],
  [
    'names and years of birth in columns by sex',
    { Tên: people.slice(0, 3), 'Năm sinh Nam': ['1970', '', '1999'], 'Năm sinh Nữ': ['', '1980', ''] },
    ['name-with-birth-date.cell.2', 'name-with-birth-date.cell.3'],
  ],
  [
    'names and addresses',
    { 'Chủ hộ': people, 'Địa chỉ': ['Thôn 3', 'Số 5 ngõ 2', 'Tổ 4', 'Thôn 1'] },
    ['address-with-name.cell.2'],
  ],
  ['secret markings', { 'Văn bản': ['MẬT', 'Báo cáo quý'] }, ['secret-marking.cell.1']],
  [
    'markings before and behind a text',
    { 'Trích yếu': ['TỐI MẬT - Kế hoạch A', 'Phương án B (TUYỆT MẬT)', 'Độ mật: Mật', 'c'] },
    ['secret-marking.cell.1'],
  ],
  [
    'markings as printed forms set them',
    { 'Văn bản': ['TỐI  MẬT', 'a'], Dấu: ['M Ậ T', 'b'], Ghi: ['T Ố I   M Ậ T', 'c'] },
    ['secret-marking.cell.1', 'secret-marking.cell.2', 'secret-marking.cell.3'],
  ],
  [
    'a level of secrecy set apart',
    { Số: ['1a', '2b'], 'Độ mật': ['Thường', 'T Ố I  M Ậ T'] },
    ['secret-marking.cell.2'],
  ],
  ['levels of secrecy', { Số: ['1a', '2b'], 'Độ mật': ['Thường', 'Mật'] }, ['secret-marking.cell.2']],
  ['kinds of document', { 'Văn bản': ['TÀI LIỆU MẬT', 'Báo cáo quý'] }, ['secret-marking.cell.1']],
  ['internal documents', { Tên: ['Sổ tay', 'Tài liệu lưu hành nội bộ'] }, ['secret-marking.cell.1']],
  ['few people in a group', { Xã: places, 'Số người nhiễm': [12, 3, 0, 1] }, ['small-cell.cell.2']],
  ['few people by the unit', { Xã: places, 'Khuyết tật (người)': [12, 3, 0, 1] }, ['small-cell.cell.2']],
  ['few households', { Thôn: places, 'Số hộ nghèo': [12, 4, 8, 9] }, ['small-cell.cell.2']],
];

test.for(planted)('found: %s', async ([, columns, ids]) => {
  const found = await screenText(tableOf(columns));
  expect(found.report.problems).toEqual([]);
  expect(idsOf(found)).toEqual(ids);
});

const lookAlikes: readonly (readonly [what: string, columns: Case[1]])[] = [
  ['tax codes of ten and thirteen digits', { 'Mã số thuế': ['0900108577', '0900108577-001', '1000234124'] }],
  [
    'tax codes of Hưng Yên, which begin like phones, under another name',
    { Số: ['0900108574', '0900232620', '0900213466', '0900988777'] },
  ],
  ['a tax code in a text', { 'Ghi chú': ['Công ty X, MST 0900108577, Hưng Yên'] }],
  ['business codes', { 'Mã số doanh nghiệp': ['0900108577', '0901234560'] }],
  ['codes of communes and districts', { 'Mã xã': ['12433', '12436'], 'Mã huyện': ['336', '338'] }],
  [
    'codes of twelve digits',
    { 'Mã hồ sơ': ['034500000001', '034500000002', '034500000003', '000000012345'] },
  ],
  ['statistics codes', { 'Mã địa bàn': ['3433612433001', '3433612433002'] }],
  ['budget codes', { 'Mã QHNS': ['1099123', '1034567'], Chương: ['422', '618'] }],
  ['nine digits that nobody named', { 'Mã bưu phẩm': ['151234567', '013456789'] }],
  [
    'coordinates',
    {
      'Kinh độ': ['106.34099001234', '106.33450912345'],
      'Toạ độ': ['20.034099001234, 106.0912345678', '20.45, 106.3'],
    },
  ],
  ['amounts', { 'Dự toán (đồng)': ['34099001234', '912345678'] }],
  ['days and times', { Ngày: ['2024-01-15', '2024-02-16'], Lúc: ['2024-03-20 09:10', '2023-09-03 12:34'] }],
  [
    'phones of agencies',
    { 'Tên cơ quan': ['Sở Y tế', 'Sở Tài chính'], 'Số điện thoại cơ quan': ['0912345678', '0227 3831 234'] },
  ],
  ['landlines', { 'Điện thoại': ['02273831234', '0227.3831.234', '(0221) 3863 863'] }],
  ['hotlines in a text', { 'Ghi chú': ['Đường dây nóng: 0912345678', 'Hotline 0963.111.222'] }],
  [
    'mail of agencies and schools',
    { Email: ['xaanbinh@thaibinh.gov.vn', 'thcslehongphong@thaibinh.edu.vn', 'info@congty.com.vn'] },
  ],
  [
    'accounts of bookkeeping and of the treasury',
    { 'Số hiệu tài khoản': ['111', '1121'], 'Tài khoản kho bạc': ['9527.3.1234567', '8113.1.1234567'] },
  ],
  ['counts of accounts', { Xã: places, 'Số tài khoản mở mới': [1200, 300, 45, 12] }],
  [
    'roads named after people',
    {
      Tên: ['Lê Lợi', 'Trần Phú', 'Nguyễn Thị Minh Khai', 'Trần Hưng Đạo'],
      'Địa chỉ': ['Phường Kỳ Bá', 'x', 'y', 'z'],
    },
  ],
  [
    'communes that begin like surnames',
    { Tên: ['Vũ Lạc', 'Thái Hưng', 'Hồng Minh', 'Vũ Thư'], 'Năm sinh': [1970, 1980, 1990, 1991] },
  ],
  [
    'schools',
    {
      'Tên trường': ['Trường THPT Nguyễn Trãi', 'Lê Quý Đôn', 'Nguyễn Đức Cảnh'],
      'Địa chỉ': ['Số 1 Lý Bôn', 'b', 'c'],
    },
  ],
  [
    'hospitals',
    { 'Bệnh viện': ['Bệnh viện Đa khoa tỉnh', 'Bệnh viện Nhi'], 'Địa chỉ': ['530 Lý Bôn', 'Trần Phú'] },
  ],
  [
    '“mật” as a word',
    { Tên: ['MẬT ONG RỪNG', 'Mật ong', 'MẬT ĐỘ DÂN SỐ', 'Bảo vệ bí mật', 'SỮA, MẬT, ĐƯỜNG'] },
  ],
  ['letters set apart', { Tên: ['M Ậ T  O N G', 'M Ặ T  B Ằ N G', 'xem a t', 'BẢNG M A T'] }],
  ['honey', { 'Sản phẩm': ['Mật', 'Đường'] }],
  ['levels of secrecy that are none', { 'Độ mật': ['Thường', 'Không'] }],
  [
    'lists of documents on secrets',
    {
      'Trích yếu': ['Ban hành danh mục bí mật nhà nước độ Tuyệt mật, Tối mật', 'Luật Bảo vệ bí mật nhà nước'],
      'Lĩnh vực': ['Bí mật nhà nước', 'Bảo mật thông tin'],
    },
  ],
  ['people per area', { Xã: places, 'Mật độ dân số (người/km2)': [3, 4, 2, 1] }],
  ['people by the thousand', { Huyện: places, 'Dân số (nghìn người)': [3, 4, 2, 1] }],
  [
    'few things',
    { Xã: places, 'Số trường học': [1, 2, 3, 4], 'Số giường': [1, 2, 3, 4], 'Số phòng học': [1, 2, 3, 4] },
  ],
  ['few people of no group', { 'Số người': [1, 2, 3, 4] }],
  ['names alone', { 'Họ và tên': people }],
  ['years of birth alone', { 'Năm sinh': [1970, 1980], 'Số trẻ sinh ra': [120, 130] }],
];

test.for(lookAlikes)('not found: %s', async ([, columns]) => {
  const found = await screenText(tableOf(columns));
  expect(found.report.problems).toEqual([]);
  expect(found.findings).toEqual([]);
});

test('a finding says how many, where and why, and shows nobody', async () => {
  const rows = Array.from({ length: 30 }, (_, i) => `0340990012${String(i).padStart(2, '0')}`);
  const { findings } = await screenText(tableOf({ 'Số CCCD': [...rows, '', 'không rõ'] }));
  expect(findings).toMatchObject([
    {
      kind: 'citizen-id',
      place: 'cell',
      column: 1,
      columnName: 'Số CCCD',
      count: 30,
      facts: { because: 'header' },
    },
  ]);
  expect(findings[0]?.cells).toHaveLength(20);
  expect(findings[0]?.cells[0]).toEqual({ row: 2, shown: '034•••••••00' });
});

test('names, births and addresses are masked', async () => {
  const { findings } = await screenText(
    tableOf({
      'Họ và tên': people,
      'Ngày sinh': people.map(() => '01/05/1970'),
      'Nơi ở': people.map(() => 'Số 5 ngõ 2'),
    }),
  );
  expect(findings.map(({ cells }) => cells[0]?.shown)).toEqual([
    'N•• V•• A•• · 19••',
    'N•• V•• A•• · Số 5••••',
  ]);
  expect(findings.map(({ facts }) => facts)).toEqual([
    { withColumn: 'Họ và tên' },
    { withColumn: 'Họ và tên' },
  ]);
});

test('rows of a plain file are its lines: cells of several lines and blank lines count', async () => {
  const { findings } = await screenText(
    'Ghi chú,Số CCCD\n"một\nhai\nba",034099001234\n\n"bốn",034185004321\n,034201007777\n',
  );
  expect(findings[0]?.cells.map(({ row }) => row)).toEqual([2, 6, 7]);
});

test('a printed form: what stands above and below the table is read, rows are those of the source', async () => {
  const { findings } = await screenText(
    [
      'MẬT,,',
      'DANH SÁCH HỘ NGHÈO,,',
      ',,',
      'STT,Xã,Số hộ nghèo',
      '1,An Bình,12',
      '2,Bình Minh,3',
      '3,Đông Mỹ,20',
      ',,',
      'Người lập biểu: Nguyễn Văn A – ĐT 0912345678,,',
    ].join('\n'),
    'TUYET_MAT-ho-ngheo.csv',
  );
  expect(findings.map(({ id, cells }) => [id, cells])).toEqual([
    ['secret-marking.file-name', [{ shown: 'TUYET MAT' }]],
    ['secret-marking.title', [{ row: 1, shown: 'MẬT' }]],
    ['phone.notes', [{ row: 9, shown: '091•••••78' }]],
    ['small-cell.cell.3', [{ row: 6, shown: '3' }]],
  ]);
});

test('more than a hundred columns of one kind are one question', async () => {
  const columns = Object.fromEntries(
    Array.from({ length: 130 }, (_, i) => [`Số ca bệnh ${i}`, [1, 9]] as const),
  );
  const { findings } = await screenText(
    tableOf({ Xã: places.slice(0, 2), 'Số CCCD': ['034099001234', ''], ...columns }),
  );
  expect(idsOf({ findings })).toEqual(['citizen-id.cell.2', 'small-cell.columns']);
  expect(findings[1]).toMatchObject({ count: 130, facts: { columns: 130 } });
});
