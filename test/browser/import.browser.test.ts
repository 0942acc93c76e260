import { describe, expect, test } from 'vitest';
import { conversion } from '../../shared/tabular/coordinates/zone.ts';
import { aRow, sheetOf } from '../functions/an-import-portal.ts';
import { createByForm, panel, signIn } from './desk.ts';
import { lookAt } from './look.ts';
import { titled } from './this-run.ts';
import { useVisit, WIDTHS } from './visit.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe.each(WIDTHS)('an officer with many datasets to describe, at %i pixels', (width) => {
  const visit = useVisit(width);
  const title = (n: number) => titled(`Nhập hàng loạt ${width} số ${n}`);
  const choose = async (rows: Parameters<typeof sheetOf>[0]): Promise<void> =>
    visit()
      .page.getByLabel(/Chọn tệp và kiểm tra/)
      .setInputFiles({ name: 'danh-sach.xlsx', mimeType: xlsx, buffer: await sheetOf(rows) });

  test('finds the page and the template', async () => {
    const { page } = visit();
    await signIn(page, 'focal-y-te');
    await page.goto('/desk/datasets');
    await page.getByRole('link', { name: 'Nhập hàng loạt' }).click();
    await page.getByRole('heading', { level: 1, name: 'Nhập hàng loạt' }).waitFor();
    // The published contact of the agency is offered.
    await expect.poll(() => page.getByLabel('Thư điện tử').inputValue(), { timeout: 20_000 }).toContain('@');
    const address = await page.getByRole('link', { name: 'Tải tệp mẫu' }).getAttribute('href');
    expect((await page.request.get(address ?? '')).status()).toBe(200);
    await lookAt(visit(), 'desk-import');
  });

  test('sees row by row what is wrong, and nothing is created', async () => {
    const { page } = visit();
    await choose([
      aRow({ 'Tên bộ dữ liệu': title(1) }),
      aRow({ 'Tên bộ dữ liệu': title(2), 'Chủ đề': 'Thiên văn', 'Mô tả': 'Ngắn' }),
      aRow({ 'Tên bộ dữ liệu': title(3) }),
    ]);
    await page.getByText('3 dòng; 2 tạo được; 0 đã có; 1 cần sửa').first().waitFor();
    await page.getByText(/“Thiên văn” không có trong danh sách/).waitFor();
    await lookAt(visit(), 'desk-import-checked');
  });

  test('creates what is right, and the mended file skips what is there', async () => {
    const { page } = visit();
    await page.getByRole('button', { name: 'Tạo 2 bộ dữ liệu' }).click();
    await page.getByText('Đã tạo 2/2').waitFor();
    await page.getByRole('link', { name: title(3) }).waitFor();
    await lookAt(visit(), 'desk-import-created');
    await choose([1, 2, 3].map((n) => aRow({ 'Tên bộ dữ liệu': title(n) })));
    await page.getByText('3 dòng; 1 tạo được; 2 đã có; 0 cần sửa').first().waitFor();
  });

  test('chooses the central meridian of a map in VN-2000', async () => {
    const { page } = visit();
    await createByForm(page, titled(`Mốc VN-2000 ${width}`));
    const { fromWgs84 } = conversion({ width: '3', meridian: 108.5 });
    const features = [106.2, 106.3].map((longitude) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: fromWgs84(longitude + 3, 12.4) },
      properties: { ten: 'Mốc' },
    }));
    const buffer = Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
    await page
      .getByLabel('Chọn tệp')
      .setInputFiles({ name: 'moc.geojson', mimeType: 'application/geo+json', buffer });
    await page.getByText(/không rõ kinh tuyến trục/).waitFor({ timeout: 60_000 });
    await lookAt(visit(), 'desk-meridian-asked');
    await page
      .getByLabel('Hệ tọa độ', { exact: true })
      .selectOption({ label: 'VN-2000, múi 3°, kinh tuyến trục 108°30′' });
    await page.getByRole('button', { name: 'Đọc lại tệp theo lựa chọn này' }).click();
    await panel(page, 'Kiểm tra tệp')
      .getByText(/kinh tuyến trục 108°30′, hệ số 0,9999/)
      .waitFor({ timeout: 60_000 });
    await lookAt(visit(), 'desk-meridian-told');
  });
});
