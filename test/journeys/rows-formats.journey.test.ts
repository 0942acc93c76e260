import { beforeAll, describe, expect, test } from 'vitest';
import type { RowsAnswer } from '../../shared/contract/rows.ts';
import type { DatasetFile } from '../../shared/contract/publishing.ts';
import { xlsxOf } from '../fixtures/xlsx-parts.ts';
import { collection, feature } from '../tabular/workbench.ts';
import { deskOf, publishFile, type Desk } from './driver/desk.ts';
import { eventually } from './driver/eventually.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
let officer: Desk;
let department: Desk;
beforeAll(async () => {
  [officer, department] = await Promise.all([deskOf(driver, 'focal-gddt'), deskOf(driver, 'department')]);
});

const at = (path: string) => fetch(`${driver.baseUrl}${path}`);
const asked = async ({ slug }: DatasetFile, query = ''): Promise<RowsAnswer> => {
  const response = await eventually('the rows', async () => {
    const answer = await at(`/api/v1/datasets/${slug}/rows?${query}`);
    return answer.status === 200 && answer;
  });
  return (await response.json()) as RowsAnswer;
};
const pageOf = async (slug: string, folder = ''): Promise<string> =>
  eventually('the page', async () => {
    const response = await at(`${folder}/datasets/${slug}/`);
    return response.status === 200 && response.text();
  });

const point = (i: number) => ({ type: 'Point', coordinates: [106.3 + i / 100, 20.5] });

describe('rows of what was no CSV', () => {
  test('of a GeoJSON are the properties of its features', async () => {
    const features = [
      feature(point(0), { 'mã cầu': '001', tên: 'Cầu Tân Đệ', dài: 1210 }),
      feature(point(1), { 'mã cầu': '002', tên: 'Cầu Bo', dài: 120.5 }),
      feature(point(2), { 'mã cầu': '003', tên: 'Cầu Thái Bình', dài: null }),
    ];
    const sent = Buffer.from(collection(...features));
    const file = await publishFile(officer, department, 'Cầu trên bản đồ', 'cau.geojson', sent);
    const found = await asked(file, 'q=cau tan de');
    expect(found).toMatchObject({ total: 1, items: [{ 'mã cầu': '001', tên: 'Cầu Tân Đệ', dài: 1210 }] });
    expect((await asked(file, 'sort=-dài&select=mã cầu')).items).toEqual([
      { 'mã cầu': '001' },
      { 'mã cầu': '002' },
      { 'mã cầu': '003' },
    ]);
    const parquet = await at(`/api/v1/datasets/${file.slug}/rows?format=parquet`);
    expect(
      Buffer.from(await parquet.arrayBuffer())
        .subarray(0, 4)
        .toString(),
    ).toBe('PAR1');
  });

  test('of a workbook are what its formats show: days, percentages, codes', async () => {
    const styles =
      '<numFmts count="2"><numFmt numFmtId="200" formatCode="dd/mm/yyyy"/><numFmt numFmtId="201" formatCode="00000"/></numFmts>' +
      '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="200"/><xf numFmtId="201"/><xf numFmtId="10"/></cellXfs>';
    const text = (one: string): string => `<c t="inlineStr"><is><t>${one}</t></is></c>`;
    const number = (value: number, style: number): string => `<c s="${style}"><v>${value}</v></c>`;
    const rows = [
      text('Mã số') + text('Tên') + text('Ngày cấp') + text('Tỷ lệ'),
      number(7, 2) + text('Chợ Bo') + number(45_123, 1) + number(0.125, 3),
      number(12, 2) + text('Chợ Đậu') + number(45_000, 1) + number(0.5, 3),
    ];
    const data = rows.map((cells, i) => `<row r="${i + 1}">${cells}</row>`).join('');
    const sent = xlsxOf({ sheets: { A: `<sheetData>${data}</sheetData>` }, styles });
    const file = await publishFile(officer, department, 'Chợ trong bảng tính', 'cho.xlsx', sent);
    expect((await asked(file)).items).toEqual([
      { 'Mã số': '00007', Tên: 'Chợ Bo', 'Ngày cấp': '2023-07-16', 'Tỷ lệ': 12.5 },
      { 'Mã số': '00012', Tên: 'Chợ Đậu', 'Ngày cấp': '2023-03-15', 'Tỷ lệ': 50 },
    ]);
    const late = await asked(file, 'Ngày cấp__gte=2023-07-01');
    expect(late).toMatchObject({ total: 1, items: [{ Tên: 'Chợ Bo' }] });
  });
});

test('shapes without attributes are published, and the page says why there is no table', async () => {
  const sent = Buffer.from(collection(feature(point(0), {}), feature(point(1), {})));
  const file = await publishFile(officer, department, 'Điểm không có thuộc tính', 'diem.geojson', sent);
  expect(await pageOf(file.slug)).toContain('chỉ có hình vẽ, không có cột thuộc tính');
  expect(await pageOf(file.slug, '/en')).toContain('holds shapes only and no attribute');
  const answer = await at(`/api/v1/datasets/${file.slug}/rows`);
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ type: expect.stringContaining('no-rows') as string });
});
