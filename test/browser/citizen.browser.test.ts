import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Download } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import { createClient } from '../../shared/contract/client.ts';
import type { DatasetFile } from '../../shared/contract/publishing.ts';
import { body, deskOf, publishFile } from '../journeys/driver/desk.ts';
import { eventually } from '../journeys/driver/eventually.ts';
import { theDriver } from '../journeys/driver/index.ts';
import { titled } from './this-run.ts';
import { screenshots, useVisit, WIDTHS } from './visit.ts';

const driver = theDriver();
const title = titled('Đường bộ do tỉnh quản lý');
const csv = [
  'mã đường,tên đường,dài (km)',
  ...Array.from({ length: 60 }, (_, i) => `0${i + 10},Đường tỉnh ĐT.${i + 10},"${i},5"`),
  '',
].join('\n');

let kept: DatasetFile;
let pipes: DatasetFile;
let gone: DatasetFile;

beforeAll(async () => {
  const [officer, department] = await Promise.all([
    deskOf(driver, 'focal-xay-dung'),
    deskOf(driver, 'department'),
  ]);
  kept = await publishFile(officer, department, title, 'duong.csv', Buffer.from(csv));
  pipes = await publishFile(
    officer,
    department,
    titled('Đường ống thủy lợi nội đồng'),
    'duong-ong.csv',
    Buffer.from('mã,tên\n01,Đường ống Bắc\n'),
    'nong-nghiep',
  );
  gone = await publishFile(
    officer,
    department,
    titled('Cầu sắp bị thu hồi'),
    'cau.csv',
    Buffer.from('mã,tên\n01,Cầu Bo\n'),
  );
  const reason = 'Số liệu gốc có sai sót, đang rà soát lại.';
  body(await officer.call(op.withdrawDataset, { params: { id: gone.id }, body: { reason } }));
  await eventually(
    'the tombstone',
    async () => (await fetch(`${driver.baseUrl}/datasets/${gone.slug}/`)).status === 410,
  );
  const anyone = createClient({ baseUrl: driver.baseUrl });
  await eventually('the search hit', async () =>
    body(await anyone(op.searchDatasets, { query: { q: 'duong bo' } })).items.some(
      ({ slug }) => slug === kept.slug,
    ),
  );
});

const bytesOf = async (download: Download): Promise<Buffer> => readFile(await download.path());

describe.each(WIDTHS)('a citizen at %i pixels', (width) => {
  const visit = useVisit(width);
  const hrefOf = (lang: '' | '/en') => `${lang}/datasets/${kept.slug}/`;

  test('finds a dataset from the front page with the keyboard alone, without diacritics', async () => {
    const { page } = visit();
    await page.goto('/');
    const box = page.getByRole('searchbox', { name: 'Tìm bộ dữ liệu' });
    const isFocused = () => box.evaluate((element) => element === document.activeElement);
    for (let steps = 0; steps < 15 && !(await isFocused()); steps += 1) await page.keyboard.press('Tab');
    expect(await isFocused()).toBe(true);
    await page.keyboard.type('duong bo');
    await page.getByRole('status').filter({ hasText: 'khớp với “duong bo”' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/datasets\/\?q=duong\+bo$/);
    await page.getByRole('heading', { level: 2, name: /khớp với “duong bo”/ }).waitFor();
    const hit = page.locator(`main a[href="${hrefOf('')}"]`);
    await hit.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    expect(new URL(page.url()).pathname).toBe(hrefOf(''));
  });

  test('narrows what was found by topic, with the count beside it, and takes that back', async () => {
    const { page } = visit();
    await page.goto('/datasets/?q=duong');
    await page.getByRole('heading', { level: 2, name: /khớp với “duong”/ }).waitFor();
    const links = (file: DatasetFile) => page.locator(`main a[href="/datasets/${file.slug}/"]`);
    await links(kept).waitFor();
    await links(pipes).waitFor();
    const toggle = page.getByRole('button', { name: /^Bộ lọc/ });
    if (await toggle.isVisible()) await toggle.click();
    const topic = page
      .getByRole('group', { name: 'Chủ đề' })
      .getByRole('radio', { name: /^Nông nghiệp \d+$/ });
    await topic.check();
    await expect.poll(() => links(kept).count()).toBe(0);
    await links(pipes).waitFor();
    expect(new URL(page.url()).searchParams.get('topic')).toBe('nong-nghiep');
    await page.screenshot({ path: join(screenshots, `datasets-narrowed-${width}.png`), fullPage: true });
    await page.reload();
    await expect.poll(() => links(kept).count()).toBe(0);
    await links(pipes).waitFor();
    if (await toggle.isVisible()) await toggle.click();
    await page.getByRole('group', { name: 'Chủ đề' }).getByRole('radio').first().check();
    await links(kept).waitFor();
    await page.goto(hrefOf(''));
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  });

  test('reads the first rows with codes and diacritics as they are', async () => {
    const preview = visit().page.getByRole('region', { name: 'Bảng xem trước, cuộn ngang được' });
    await preview.getByRole('cell', { name: '010', exact: true }).waitFor();
    await preview.getByRole('cell', { name: 'Đường tỉnh ĐT.10', exact: true }).waitFor();
    expect(await preview.getByRole('row').count()).toBe(26);
    await preview.getByText('25 dòng đầu trong tổng số 60 dòng').waitFor();
  });

  test('opens the sum behind the due day', async () => {
    const { page } = visit();
    const last = page.getByText(/^Đến hạn/);
    expect(await last.isVisible()).toBe(false);
    await page.getByText('Vì sao là ngày này?').click();
    await last.waitFor();
    await page
      .getByText(/47\/2020\/NĐ-CP/)
      .filter({ visible: true })
      .first()
      .waitFor();
    await page.screenshot({ path: join(screenshots, `dataset-sum-${width}.png`), fullPage: true });
  });

  test.each(['csv', 'parquet'])('downloads the %s under its name, with the checksum shown', async (kind) => {
    const { page } = visit();
    const name = `${kept.slug}.${kind}`;
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
    const promised = await row.getByRole('code').getAttribute('title');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      row.getByRole('link', { name: `Tải về ${name}` }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`${kept.slug}-v1.${kind}`);
    const bytes = await bytesOf(download);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(promised);
    if (kind === 'csv') expect(bytes.toString()).toContain('010,Đường tỉnh ĐT.10');
    else expect([bytes.subarray(0, 4).toString(), bytes.subarray(-4).toString()]).toEqual(['PAR1', 'PAR1']);
  });

  test('reads the same page in English, and comes back', async () => {
    const { page } = visit();
    await page.getByRole('link', { name: 'English' }).click();
    await page.waitForURL(hrefOf('/en'));
    await page.getByRole('heading', { level: 2, name: 'Download', exact: true }).waitFor();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.getByRole('link', { name: 'Tiếng Việt' }).click();
    await page.waitForURL(hrefOf(''));
  });

  test('learns from the agency’s page who answers for its data', async () => {
    const { page } = visit();
    await page.getByRole('main').getByRole('link', { name: 'Sở Xây dựng' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Sở Xây dựng' }).waitFor();
    const focal = page.locator('section').filter({
      has: page.getByRole('heading', { level: 2, name: 'Cán bộ đầu mối' }),
    });
    await focal.getByRole('link', { name: /@/ }).waitFor();
    await page.locator(`main a[href="${hrefOf('')}"]`).waitFor();
  });

  test('is told what became of a withdrawn dataset, and that a wrong address is wrong', async () => {
    const { page, expectTrouble } = visit();
    expectTrouble(/status of 4(04|10)/);
    expect((await page.goto(`/datasets/${gone.slug}/`))?.status()).toBe(410);
    await page.getByRole('heading', { level: 1, name: 'Bộ dữ liệu đã được thu hồi' }).waitFor();
    await page.getByText('Số liệu gốc có sai sót, đang rà soát lại.').waitFor();
    expect((await page.goto('/datasets/khong-he-co/'))?.status()).toBe(404);
    await page.getByRole('searchbox', { name: 'Tìm bộ dữ liệu' }).fill('duong bo');
    await page.getByRole('button', { name: 'Tìm' }).click();
    await page.locator(`main a[href="${hrefOf('')}"]`).waitFor();
  });
});

describe.each(WIDTHS)('a citizen without JavaScript at %i pixels', (width) => {
  const visit = useVisit(width, { javaScriptEnabled: false });

  test('sees the first page of the list and where to go on', async () => {
    const { page } = visit();
    await page.goto('/datasets/');
    expect(await page.getByRole('heading', { level: 3 }).count()).toBeGreaterThan(0);
    await page.locator(`main a[href="/datasets/${kept.slug}/"]`).waitFor();
    // Searching by text passes over <noscript>, even where it is shown.
    const note = page.locator('noscript p');
    await note.waitFor();
    expect(await note.textContent()).toContain('Tìm kiếm và bộ lọc cần JavaScript.');
    await page.screenshot({
      path: join(screenshots, `datasets-without-script-${width}.png`),
      fullPage: true,
    });
  });

  test('reads the dataset’s page and downloads a file', async () => {
    const { page } = visit();
    await page.goto(`/datasets/${kept.slug}/`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: `Tải về ${kept.slug}.csv` }).click(),
    ]);
    expect((await bytesOf(download)).toString()).toContain('Đường tỉnh ĐT.10');
  });
});
