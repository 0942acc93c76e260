import { beforeAll, describe, expect, test } from 'vitest';
import { deskOf, publishFile } from '../journeys/driver/desk.ts';
import { eventually } from '../journeys/driver/eventually.ts';
import { theDriver } from '../journeys/driver/index.ts';
import { lookAt } from './look.ts';
import { titled } from './this-run.ts';
import { useVisit, WIDTHS } from './visit.ts';

const driver = theDriver();
const places = ['Thái Bình', 'Đông Hưng', 'Vũ Thư', 'Tiền Hải'];
const csv = [
  'mã,tên trường,huyện,học sinh,lập ngày',
  ...Array.from(
    { length: 130 },
    (_, i) =>
      `${String(i).padStart(4, '0')},Trường Hoà Bình ${i},${places[i % 4] ?? ''},${(i * 7) % 90},2020-0${1 + (i % 9)}-11`,
  ),
  '',
].join('\n');
let slug = '';

beforeAll(async () => {
  const [officer, department] = await Promise.all([
    deskOf(driver, 'focal-gddt'),
    deskOf(driver, 'department'),
  ]);
  const file = await publishFile(
    officer,
    department,
    titled('Trường học để hỏi từng dòng'),
    'truong.csv',
    Buffer.from(csv),
  );
  slug = file.slug;
  await eventually(
    'the page',
    async () => (await fetch(`${driver.baseUrl}/datasets/${slug}/`)).status === 200,
  );
});

describe.each(WIDTHS)('asking a table at %i pixels', (width) => {
  const visit = useVisit(width);
  const cells = (column: number) =>
    visit().page.locator(`[data-island=rows] tbody tr td:nth-child(${column})`).allTextContents();
  const found = async (n: string): Promise<void> => {
    await visit().page.getByText(`Tìm thấy ${n} dòng`, { exact: true }).waitFor();
  };

  test('nothing is asked until somebody asks; the preview stands', async () => {
    const asked: string[] = [];
    visit().page.on('request', (request) => {
      if (request.url().includes('/rows')) asked.push(request.url());
    });
    await visit().page.goto(`/datasets/${slug}/`);
    await visit().page.getByLabel('Tìm trong mọi cột chữ, không cần gõ dấu').waitFor();
    expect(await visit().page.locator('#preview-rows').isVisible()).toBe(true);
    expect(asked.filter((url) => url.includes('/api/'))).toEqual([]);
    await lookAt(visit(), 'rows-before');
  });

  test('searches without marks by keyboard, and the address holds the question', async () => {
    const box = visit().page.getByLabel('Tìm trong mọi cột chữ, không cần gõ dấu');
    await box.fill('thai binh');
    await box.press('Enter');
    await found('33');
    expect(new Set(await cells(3))).toEqual(new Set(['Thái Bình']));
    expect(new URL(visit().page.url()).searchParams.get('q')).toBe('thai binh');
    expect(await visit().page.locator('#preview-rows').isVisible()).toBe(false);
  });

  test('filters by a column of its own type and sorts by its heading', async () => {
    const { page } = visit();
    await page.getByRole('button', { name: 'Thêm bộ lọc' }).click();
    await page.getByLabel('Cột của bộ lọc 1').selectOption('học sinh');
    await page.getByLabel('Phép so sánh của bộ lọc 1').selectOption('gte');
    await page.getByLabel('Giá trị của bộ lọc 1').fill('60');
    await page.getByRole('button', { name: 'Tìm', exact: true }).click();
    await page.waitForURL(/gte=60/);
    const heading = page.getByRole('columnheader', { name: 'học sinh' });
    await heading.getByRole('button').press('Enter');
    await page.waitForURL(/sort=/);
    await page.locator('th[aria-sort=ascending]').waitFor();
    await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
    const numbers = (await cells(4)).map(Number);
    expect(numbers.length).toBeGreaterThan(3);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(60);
    await lookAt(visit(), 'rows-asked');
  });

  test('goes on page by page, and back by the browser’s own button', async () => {
    const { page } = visit();
    await page.goto(`/datasets/${slug}/?rows=all`);
    await found('130');
    expect((await cells(1))[0]).toBe('0000');
    await page.getByRole('button', { name: 'Trang sau' }).click();
    await page.getByRole('cell', { name: '0050', exact: true }).waitFor();
    await page.goBack();
    await page.locator('[data-island=rows]').getByRole('cell', { name: '0000', exact: true }).waitFor();
    const link = await page.getByRole('link', { name: 'Tải kết quả (CSV)' }).getAttribute('href');
    const text = await (await fetch(driver.baseUrl + (link ?? ''))).text();
    expect(text.trimEnd().split('\n')).toHaveLength(131);
  });

  test('an address that asks opens with its answer, in English too', async () => {
    const { page } = visit();
    await page.goto(`/en/datasets/${slug}/?huy%E1%BB%87n__exact=V%C5%A9+Th%C6%B0&sort=-m%C3%A3`);
    await page.getByText('32 rows found', { exact: true }).waitFor();
    expect((await cells(1))[0]).toBe('0126');
    await lookAt(visit(), 'rows-asked-en');
  });
});

describe('without JavaScript', () => {
  const visit = useVisit(1280, { javaScriptEnabled: false });
  test('the preview stands alone', async () => {
    await visit().page.goto(`/datasets/${slug}/`);
    expect(await visit().page.locator('#preview-rows').isVisible()).toBe(true);
    expect(await visit().page.locator('[data-island=rows] *').count()).toBe(0);
  });
});
