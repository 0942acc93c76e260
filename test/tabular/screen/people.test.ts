import { expect, test } from 'vitest';
import { workbookOf } from '../../fixtures/workbook-of.ts';
import { fileOf } from '../workbench.ts';
import { idsOf, screenFile, screenText, tableOf } from './screening.ts';

const people = ['Nguyễn Văn Bình', 'Trần Thị Bích Ngọc', 'PHẠM ĐỨC HUY', 'Lê Minh Anh'];
const births = ['01/05/1970', '13/12/1985', '20/02/1999', '07/07/1962'];
const years = [1970, 1985, 1999, 1962];

type Columns = Readonly<Record<string, readonly (string | number)[]>>;
const BIRTH = 'name-with-birth-date';
const ADDRESS = 'address-with-name';

const planted: readonly (readonly [what: string, columns: Columns, ids: readonly string[]])[] = [
  ['names and days under names that say nothing', { 'Cột 1': people, 'Cột 2': births }, [`${BIRTH}.cell.2`]],
  ['names and years under names that say nothing', { Column1: people, Column2: years }, [`${BIRTH}.cell.2`]],
  ['a short name of births', { 'Thương binh': people, NS: years }, [`${BIRTH}.cell.2`]],
  ['a short name with a point', { 'Người có công': people, 'N.S': births }, [`${BIRTH}.cell.2`]],
  ['days that can only be births', { 'Họ tên': people, Ngày: births }, [`${BIRTH}.cell.2`]],
  [
    'years of birth under the sexes',
    { 'Họ tên': people, Nam: ['1970', '', '1999', ''], Nữ: ['', '1985', '', '1962'] },
    [`${BIRTH}.cell.2`, `${BIRTH}.cell.3`],
  ],
  [
    'the surname in a column of its own',
    {
      Họ: ['Nguyễn Văn', 'Trần Thị Bích', 'Phạm', 'LÊ'],
      Tên: ['Bình', 'Ngọc', 'Huy', 'ANH'],
      'Năm sinh': years,
    },
    [`${BIRTH}.cell.3`],
  ],
  [
    'small letters without marks',
    { 'Cột A': ['nguyen van an', 'tran thi bich ngoc', 'pham duc huy'], 'Năm sinh': years.slice(0, 3) },
    [`${BIRTH}.cell.2`],
  ],
  [
    'small letters, named',
    { 'ho va ten': ['nguyễn văn an', 'trần thị hoa'], ns: [1970, 1980] },
    [`${BIRTH}.cell.2`],
  ],
  ['a birth behind the name', { 'Nội dung': ['Nguyễn Văn An (sinh 01/05/1970)', 'x'] }, [`${BIRTH}.cell.1`]],
  [
    'a birth in words',
    { 'Ghi chú': ['đã nộp', 'bà Trần Thị Hoa, sinh ngày 5 tháng 3 năm 1970'] },
    [`${BIRTH}.cell.1`],
  ],
  [
    'a birth in capitals',
    { 'Tiêu đề': ['HỒ SƠ ÔNG NGUYỄN VĂN AN, SINH NGÀY 5 THÁNG 3 NĂM 1970', 'x'] },
    [`${BIRTH}.cell.1`],
  ],
  ['a birth without marks', { Ghi: ['ong NGUYEN VAN AN, SN 1970', 'b'] }, [`${BIRTH}.cell.1`]],
  [
    'names that are all with a year',
    { 'Cột 1': ['Nguyễn Văn An (1970)', 'Trần Thị Hoa - 05/03/1980'] },
    [`${BIRTH}.cell.1`],
  ],
  [
    'addresses among remarks',
    { 'Chủ hộ': people, 'Ghi chú': ['Số 5 ngõ 2 đường Lê Lợi', 'Ngõ 12 Trần Phú', '12A tổ 4', ''] },
    [`${ADDRESS}.cell.2`],
  ],
  [
    'addresses without marks',
    { 'Cột 1': people, 'Cột 2': people.map((_, i) => `So ${i} ngo 2 duong Le Loi`) },
    [`${ADDRESS}.cell.2`],
  ],
  [
    'the hamlet of households',
    { 'Chủ hộ': people, Thôn: ['An Bình', 'Đông Mỹ', 'Vũ Lạc', 'An Bình'] },
    [`${ADDRESS}.cell.2`],
  ],
  [
    'numbers that lost their zero, beside people',
    { 'Họ tên': people, 'Số giấy tờ': [34099001234, 1185004321, 34201007777, 37162000001] },
    ['citizen-id.cell.2'],
  ],
];

test.for(planted)('found: %s', async ([, columns, ids]) => {
  const found = await screenText(tableOf(columns));
  expect(found.report.problems).toEqual([]);
  expect(idsOf(found)).toEqual(ids);
  for (const name of ['Bình', 'Hoa', 'Lê Lợi', '1970'])
    expect(JSON.stringify(found.findings)).not.toContain(name);
});

test('every column of people counts: a guardian in one row hides no other', async () => {
  const { findings } = await screenText(
    tableOf({
      'Người giám hộ': ['Trần Văn Cường', '', ''],
      'Họ và tên': ['Nguyễn Văn An', 'Lê Thị Mai', 'Phạm Thu Hà'],
      'Ngày sinh': ['01/05/2015', '02/06/2016', '03/07/2017'],
    }),
  );
  expect(findings).toMatchObject([
    {
      id: `${BIRTH}.cell.3`,
      count: 3,
      facts: { withColumn: 'Người giám hộ”, “Họ và tên' },
      cells: [{ row: 2 }, { row: 3, shown: 'L•• T•• M•• · 20••' }, { row: 4 }],
    },
  ]);
});

test('a list of people in one cell of a JSON is found, and nobody in it shown', async () => {
  const lists = [[{ ten: 'Nguyễn Văn Bình', ngaySinh: '1970-05-01' }], [{ ten: 'Trần Thị Hoa', tuoi: 'x' }]];
  const records = lists.map((nguoi, i) => ({ xa: `Xã ${'ABC'[i]}`, nguoi }));
  const { findings } = await screenText(JSON.stringify(records), 'ho.json');
  expect(findings.map(({ id, cells }) => [id, cells])).toEqual([
    [`${BIRTH}.cell.2`, [{ row: 1, shown: 'N•• V•• B•• · 19••' }]],
  ]);
});

test('numbers of a workbook lost their zero: they are found beside people, with sheet and row', async () => {
  const rows = [['Họ và tên', 'Số giấy tờ'], ...people.map((name, i) => [name, String(34099001234 + i)])];
  const { findings } = await screenFile(await fileOf(workbookOf('Hộ', rows), 'a.xlsx'), 'a.xlsx');
  expect(findings).toMatchObject([{ id: 'citizen-id.cell.2', count: 4, facts: { because: 'values' } }]);
  expect(findings[0]?.cells[0]).toEqual({ sheet: 'Hộ', row: 2, shown: '034•••••••34' });
});

const lookAlikes: readonly (readonly [what: string, columns: Columns])[] = [
  [
    'roads and when they got their names',
    {
      'Cột 1': ['Đường Nguyễn Văn Linh', 'Phố Trần Thị Dung', 'Đường Lê Quý Đôn'],
      'Cột 2': [1970, 1985, 1999],
    },
  ],
  [
    'roads by the name alone',
    { 'Tên đường': ['Nguyễn Thị Minh Khai', 'Trần Hưng Đạo', 'Phạm Ngũ Lão'], Năm: [1970, 1975, 1990] },
  ],
  [
    'schools named after people, and when they were founded',
    {
      'Cột 1': ['Trường THPT Nguyễn Đức Cảnh', 'THCS Lê Hồng Phong', 'Trường Tiểu học Trần Quốc Toản'],
      'Cột 2': [1960, 1975, 1991],
    },
  ],
  [
    'companies and the year they began',
    {
      'Tên doanh nghiệp': ['Công ty TNHH Hoàng Gia Phát', 'Công ty CP Lê Trần Nguyễn', 'HTX Vũ Thị Hà'],
      'Năm thành lập': [1990, 2001, 2015],
    },
  ],
  [
    'who represents a company, and since when',
    { 'Người đại diện': people, 'Ngày cấp phép': births, 'Năm thành lập': years },
  ],
  [
    'who signed what, and when',
    { 'Người ký': people, Ngày: ['01/05/2020', '13/12/2021', '20/02/2022', '07/07/2023'] },
  ],
  [
    'who represents a cooperative, and the year of it',
    { 'Tên HTX': ['A', 'B', 'C', 'D'], 'Người đại diện': people, Năm: [1998, 2001, 2015, 1997] },
  ],
  [
    'agencies',
    {
      'Cột 1': ['UBND xã Vũ Lạc', 'Sở Tài chính', 'Ban Quản lý dự án'],
      'Cột 2': ['01/01/1997', '01/02/1998', '03/04/1999'],
    },
  ],
  [
    'communes that begin like surnames',
    { 'Cột 1': ['Vũ Lạc', 'Lê Lợi', 'Hồng Minh', 'Trần Lãm'], 'Cột 2': [1970, 1980, 1990, 1991] },
  ],
  [
    'titles of documents',
    {
      'Trích yếu': [
        'Quyết định phê duyệt dự án đường Nguyễn Văn Cừ',
        'Báo cáo năm 1999',
        'Kế hoạch tổ chức lễ kỷ niệm ngày sinh Nguyễn Bỉnh Khiêm năm 2021',
      ],
      'Ngày ban hành': ['01/05/1970', '13/12/1985', '20/02/1999'],
    },
  ],
  [
    'whom roads are named after, and when they lived',
    { 'Thông tin': ['Nguyễn Văn Trỗi (1940 - 1964)', 'Võ Thị Sáu (1933–1952)', 'Nguyễn Du (sinh năm 1765)'] },
  ],
  ['students', { 'Ghi chú': ['Nguyễn Văn Linh sinh viên năm 2020', 'Trần Phú sinh hoạt hè 2021'] }],
  [
    'things that are called like surnames, in small letters',
    {
      'Cột 1': ['cao su tự nhiên', 'lê nâu đà lạt', 'hồ tiêu đen', 'mai vàng yên tử'],
      'Cột 2': [1970, 1980, 1990, 1991],
    },
  ],
  ['families of plants', { Họ: ['Hoa hồng', 'Cúc', 'Lan', 'Bầu bí'], 'Năm sinh': [1970, 1980, 1990, 1991] }],
  [
    'codes of projects beside those who lead them',
    { 'Chủ nhiệm': people, 'Mã dự án': [34099001234, 1185004321, 34201007777, 37162000001] },
  ],
  [
    'money beside people',
    { 'Họ và tên': people, 'Kinh phí': [350000000, 34099001000, 1200000000, 98765432100] },
  ],
  ['hamlets and who leads them', { 'Trưởng thôn': people, Thôn: ['An Bình', 'Đông Mỹ', 'Vũ Lạc', 'An Cúc'] }],
  [
    'works and where they are',
    {
      'Chủ đầu tư': ['Sở Y tế', 'UBND xã An Bình'],
      'Ghi chú': ['Số 5 ngõ 2 đường Lê Lợi', 'Tổ 4 phường Kỳ Bá'],
    },
  ],
  ['pupils by school', { 'Hiệu trưởng': people, 'Số phòng': [12, 30, 22, 18], 'Cột 4': [25, 31, 40, 22] }],
  ['people by sex', { Xã: ['An Bình', 'Đông Mỹ'], Nam: [1970, 1985], Nữ: [1999, 1962] }],
];

test.for(lookAlikes)('not found: %s', async ([, columns]) => {
  const found = await screenText(tableOf(columns));
  expect(found.report.problems).toEqual([]);
  expect(found.findings).toEqual([]);
});
