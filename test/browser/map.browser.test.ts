import { beforeAll, describe, expect, test } from 'vitest';
import { deskOf, publishFile } from '../journeys/driver/desk.ts';
import { eventually } from '../journeys/driver/eventually.ts';
import { theDriver } from '../journeys/driver/index.ts';
import { lookAt } from './look.ts';
import { titled } from './this-run.ts';
import { useVisit, WIDTHS } from './visit.ts';

const driver = theDriver();
const HOSTILE = '<img src=x onerror=alert(1)>';
/** Twelve squares side by side; the text of each is its number, that of all is hostile. */
const squares = Array.from({ length: 12 }, (_, i) => {
  const [west, south] = [106.2 + (i % 4) * 0.1, 20.3 + Math.floor(i / 4) * 0.1];
  const corners = [
    [west, south],
    [west + 0.08, south],
    [west + 0.08, south + 0.08],
    [west, south + 0.08],
    [west, south],
  ];
  return {
    type: 'Feature',
    geometry: { type: 'Polygon', coordinates: [corners] },
    properties: { tên: `Khu ${i + 1}`, 'ghi chú': HOSTILE, 'diện tích': 10 + i * i },
  };
});
const geojson = JSON.stringify({ type: 'FeatureCollection', features: squares });
let slug = '';

beforeAll(async () => {
  const [officer, department] = await Promise.all([
    deskOf(driver, 'focal-xay-dung'),
    deskOf(driver, 'department'),
  ]);
  const title = titled('Khu quy hoạch để xem bản đồ');
  const file = await publishFile(officer, department, title, 'khu.geojson', Buffer.from(geojson));
  slug = file.slug;
  await eventually(
    'the page',
    async () => (await fetch(`${driver.baseUrl}/datasets/${slug}/`)).status === 200,
  );
});

describe.each(WIDTHS)('a page with shapes at %i pixels', (width) => {
  const visit = useVisit(width);

  test('loads neither the file nor what draws it before somebody asks', async () => {
    const asked: string[] = [];
    visit().page.on('request', (request) => asked.push(request.url()));
    await visit().page.goto(`/datasets/${slug}/`);
    await visit().page.getByRole('button', { name: 'Xem bản đồ' }).waitFor();
    expect(asked.filter((url) => /\.geojson|\/draw-/.test(url))).toEqual([]);
    expect(asked.filter((url) => !url.startsWith(driver.baseUrl))).toEqual([]);
    await lookAt(visit(), 'shapes-before');
  });

  test('draws every shape from the portal’s own file, and asks nobody else', async () => {
    const { page } = visit();
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(driver.baseUrl))
        elsewhere.push(request.url());
    });
    await page.getByRole('button', { name: 'Xem bản đồ' }).click();
    await page.getByText('Đã vẽ 12 hình.').waitFor();
    await page.getByRole('button', { name: 'Phóng to' }).waitFor();
    expect(elsewhere).toEqual([]);
    await lookAt(visit(), 'shapes-drawn');
  });

  test('tells of the shape that is pressed, and takes its texts for nothing but text', async () => {
    const { page } = visit();
    const map = page.getByRole('region', { name: 'Bản đồ các hình' });
    // Twelve squares lie in the map's middle: steps smaller than a gap meet one.
    const box = await map.boundingBox();
    const told = page.locator('.map-chosen dd').first();
    for (let i = 0; box && i < 12 && !(await told.isVisible()); i += 1)
      await map.click({ position: { x: box.width * (0.3 + i * 0.03), y: box.height * 0.47 } });
    expect(await told.textContent()).toMatch(/^Khu \d+$/);
    expect(await page.locator('.map-chosen').textContent()).toContain(HOSTILE);
    expect(await page.locator('.map-chosen img').count()).toBe(0);
  });

  test('shows its chart with the reason for it, and its quality with every indicator', async () => {
    const { page } = visit();
    await page.getByText('Vì sao là biểu đồ này?').click();
    await page.getByText('Hệ thống chọn theo kiểu cột').waitFor();
    await page.getByText('Xem cả 23 chỉ báo').click();
    expect(await page.locator('#quality table.data tbody tr').count()).toBe(23);
    await lookAt(visit(), 'chart-and-quality');
  });
});

describe('without JavaScript', () => {
  const visit = useVisit(390, { javaScriptEnabled: false });

  test('the page says what there is and links the file; charts and tables stand', async () => {
    const { page } = visit();
    await page.goto(`/datasets/${slug}/`);
    expect(await page.getByRole('link', { name: /Tải tệp GeoJSON/ }).isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: 'Xem bản đồ' }).count()).toBe(0);
    expect(await page.locator('#chart table.bars tbody tr').count()).toBe(12);
  });
});
