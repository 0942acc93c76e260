import { expect, test } from 'vitest';
import { encode } from '../../fixtures/legacy-encoders.ts';
import { xlsxOf } from '../../fixtures/xlsx-parts.ts';
import { fileOf } from '../workbench.ts';
import { screenFile, screenText } from './screening.ts';
import { inOldLetters, oldFontStyles } from '../../fixtures/old-fonts.ts';

const shown = ({ findings }: Awaited<ReturnType<typeof screenText>>) =>
  findings.map(({ id, count, cells }) => [id, count, cells[0]]);

test('a workbook in fonts of the old kind: sheet and row, also where the font makes small letters capitals', async () => {
  const [arial, vnTime, vnTimeH] = [0, 1, 2];
  const cell = (text: string, style: number): string =>
    `<c s="${style}" t="inlineStr"><is><t>${style === arial ? text : inOldLetters(text)}</t></is></c>`;
  const rows = [
    cell('tối mật', vnTimeH),
    cell('danh sách người có công', vnTimeH),
    '',
    cell('Họ và tên', vnTime) + cell('Ngày sinh', vnTime) + cell('CMND', arial),
    cell('Nguyễn Văn Bình', vnTime) + cell('01/05/1950', arial) + cell('151234567', arial),
    cell('Trần Thị Bích Ngọc', vnTime) + cell('13/12/1955', arial) + cell('013456789', arial),
    cell('phạm đức huy', vnTimeH) + cell('20/02/1949', arial) + cell('151000111', arial),
  ];
  const xml = rows.map((cells, i) => `<row r="${i + 1}">${cells}</row>`).join('');
  const book = xlsxOf({ sheets: { 'Danh sách': `<sheetData>${xml}</sheetData>` }, styles: oldFontStyles });
  const found = await screenFile(await fileOf(book, 'a.xlsx'), 'a.xlsx');
  expect(found.report.rows).toBe(3);
  const sheet = 'Danh sách';
  expect(shown(found)).toEqual([
    ['secret-marking.title', 1, { sheet, row: 1, shown: 'TỐI MẬT' }],
    ['old-id.cell.3', 3, { sheet, row: 5, shown: '15•••••67' }],
    ['name-with-birth-date.cell.2', 3, { sheet, row: 5, shown: 'N•• V•• B•• · 19••' }],
  ]);
});

test('records of a JSON with objects inside, counted as records', async () => {
  const records = [
    { xa: 'An Bình', chuHo: { hoTen: 'Nguyễn Văn Bình', lienHe: [{ dienThoai: '0912345678' }] } },
    { xa: 'Đông Mỹ', chuHo: { hoTen: 'Trần Thị Hoa', diaChi: 'Thôn 3', cccd: '034185004321' } },
    { xa: 'Vũ Lạc', chuHo: { hoTen: 'Phạm Đức Huy', diaChi: 'Tổ 4' }, ghiChu: 'TUYỆT MẬT' },
  ];
  expect(shown(await screenText(JSON.stringify(records), 'ho.json'))).toEqual([
    ['secret-marking.cell.6', 1, { row: 3, shown: 'TUYỆT MẬT' }],
    ['citizen-id.cell.5', 1, { row: 2, shown: '034•••••••21' }],
    ['phone.cell.3', 1, { row: 1, shown: '091•••••78' }],
    ['address-with-name.cell.4', 2, { row: 2, shown: 'T•• T•• H•• · Thôn••••' }],
  ]);
});

test('properties of a GeoJSON, counted as features', async () => {
  const feature = (properties: object, i: number) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [106.3 + i / 100, 20.5] },
    properties,
  });
  const features = [
    { chuHo: 'Nguyễn Văn Bình', namSinh: 1970, soNguoi: 12 },
    { chuHo: 'Trần Thị Bích Ngọc', namSinh: 1985, soNguoi: 9, nguon: { lienHe: 'an.nguyen@gmail.com' } },
    { chuHo: 'Phạm Đức Huy', namSinh: 1999, soNguoi: 3 },
  ].map(feature);
  const text = JSON.stringify({ type: 'FeatureCollection', features });
  expect(shown(await screenText(text, 'ho.geojson'))).toEqual([
    ['email.cell.4', 1, { row: 2, shown: 'a•••@gmail.com' }],
    ['name-with-birth-date.cell.2', 3, { row: 1, shown: 'N•• V•• B•• · 19••' }],
    ['small-cell.cell.3', 1, { row: 3, shown: '3' }],
  ]);
});

test.for(['tcvn3', 'vni'] as const)('a printed form in %s', async (encoding) => {
  const form = [
    'TỐI MẬT,,',
    'DANH SÁCH NGƯỜI CÓ CÔNG CỦA PHƯỜNG,,',
    ',,',
    'Họ và tên,Năm sinh,Điện thoại',
    'Nguyễn Văn Bình,1950,0912345678',
    'Trần Thị Bích Ngọc,1955,0387654321',
    'Phạm Đức Huy,1949,0965432109',
  ].join('\n');
  const path = await fileOf(encode(form, encoding), 'a.csv');
  expect(shown(await screenFile(path, 'a.csv'))).toEqual([
    ['secret-marking.title', 1, { row: 1, shown: 'TỐI MẬT' }],
    ['phone.cell.3', 3, { row: 5, shown: '091•••••78' }],
    ['name-with-birth-date.cell.2', 3, { row: 5, shown: 'N•• V•• B•• · 19••' }],
  ]);
});
