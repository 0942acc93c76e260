import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { Page, Route } from 'playwright-core';
import {
  checkPassed,
  chooseFile,
  createByForm,
  csvFile,
  panel,
  sendFile,
  signIn,
  submitByForm,
} from './desk.ts';
import { aTable } from './a-table.ts';
import { lookAt } from './look.ts';
import { titled } from './this-run.ts';
import { useVisit, WIDTHS, type Visit } from './visit.ts';

/** Three parts of 8 MiB: two whole ones and a shorter one. */
const BIG_BYTES = 21 * 1024 * 1024;

const isPart = (url: URL): boolean => url.searchParams.has('partNumber');
const partOf = (url: string): number => Number(new URL(url).searchParams.get('partNumber'));

/** Parts let through to the store, in order; the others stand at the barrier until it is lifted or they are called back. */
const countParts = async (page: Page, isHeld: (part: number) => boolean) => {
  const sent: number[] = [];
  const answer = async (route: Route): Promise<void> => {
    const part = partOf(route.request().url());
    if (isHeld(part)) return;
    sent.push(part);
    await route.continue();
  };
  await page.route(isPart, answer);
  return { sent, stop: () => page.unroute(isPart, answer) };
};

const startNew = async ({ page }: Visit, persona: string, title: string): Promise<void> => {
  await signIn(page, persona);
  await createByForm(page, title);
};

describe.each(WIDTHS)('an officer with a big file on a bad line, at %i pixels', (width) => {
  const visit = useVisit(width);
  const big = aTable('giao-thong.csv', BIG_BYTES);
  let first: { sent: number[]; stop: () => Promise<void> };

  test('describes a new dataset; what is missing is said at its field', async () => {
    const { page } = visit();
    await signIn(page, 'focal-xay-dung');
    await page.goto('/desk/datasets/new');
    await page.getByRole('heading', { level: 1, name: 'Tạo bộ dữ liệu' }).waitFor();
    await page.getByRole('button', { name: 'Tạo và tải tệp lên' }).click();
    await page.getByText(/^Còn \d+ mục cần sửa/).waitFor();
    const name = page.getByLabel('Tên bộ dữ liệu');
    expect(await name.getAttribute('aria-invalid')).toBe('true');
    expect(await name.evaluate((element) => element === document.activeElement)).toBe(true);
    await lookAt(visit(), 'desk-create-wrong');
    await createByForm(page, titled(`Lưu lượng giao thông ${width}`));
    await lookAt(visit(), 'desk-file-new');
  });

  test('sees the parts go, and pauses in the middle', async () => {
    const { page } = visit();
    first = await countParts(page, (part) => part > 1);
    await chooseFile(page, big);
    const bar = page.getByRole('progressbar');
    await expect
      .poll(async () => Number(await bar.getAttribute('value')), { timeout: 30_000 })
      .toBeGreaterThanOrEqual(38);
    await page.getByRole('button', { name: 'Tạm dừng' }).click();
    await page.getByRole('button', { name: 'Gửi tiếp' }).waitFor();
    await lookAt(visit(), 'desk-upload-paused');
    expect(first.sent).toEqual([1]);
  });

  test('reloads the page, is refused another file, and sends only what is missing', async () => {
    const { page } = visit();
    await first.stop();
    await page.reload();
    const resume = panel(page, 'Tải tiếp tệp đang dở');
    await resume.getByText('Đã nhận 1/3 phần').waitFor();
    await lookAt(visit(), 'desk-upload-resume');
    await chooseFile(page, csvFile('khac.csv', 'a,b\n1,2\n'));
    await resume.getByRole('alert').waitFor();
    const second = await countParts(page, () => false);
    await chooseFile(page, big);
    await page.getByRole('progressbar', { name: /kiểm tra/i }).waitFor({ timeout: 60_000 });
    await lookAt(visit(), 'desk-checking');
    expect(second.sent.toSorted()).toEqual([2, 3]);
    await second.stop();
  });

  test('follows the check and reads what it found', async () => {
    const { page } = visit();
    await checkPassed(page, big, 120_000);
    const report = panel(page, 'Kiểm tra tệp');
    const rows = big.buffer.toString('latin1').split('\n').length - 2;
    await report.getByText(rows.toLocaleString('vi-VN'), { exact: true }).first().waitFor();
    const profile = report.getByRole('region', { name: 'Các cột' });
    await profile.getByRole('row').filter({ hasText: 'mã trạm' }).getByText('Văn bản').waitFor();
    await report.getByText(/^Xem trước \d+ dòng đầu$/).click();
    await report.getByRole('region', { name: 'Xem trước' }).getByRole('cell', { name: '000001' }).waitFor();
    await lookAt(visit(), 'desk-report');
  });

  test('can not submit before all four statements are given', async () => {
    const { page } = visit();
    const submissions: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/submission')) submissions.push(request.url());
    });
    const submit = panel(page, /^Trình công bố/);
    const send = submit.getByRole('button', { name: 'Trình phê duyệt' });
    const steps = [
      () => submit.getByLabel('1. Tôi xác nhận tệp không chứa bí mật nhà nước.').check(),
      () => submit.getByLabel('Tệp không chứa dữ liệu cá nhân.').check(),
      () => submit.getByLabel('3. Tôi đã xem xét nguy cơ tái định danh').check(),
      () => submit.getByLabel('4. Căn cứ pháp lý').fill('Khoản 1 Điều 6 Quy chế kèm theo QĐ 10/2021/QĐ-UBND'),
    ];
    const complaints = submit.getByText(
      /^(Cần xác nhận mục này|Chọn một trong ba|Cần ít nhất|Cần điền mục này|Cần chọn)/,
    );
    for (const [given, step] of steps.entries()) {
      await send.click();
      await expect.poll(() => complaints.count()).toBe(steps.length - given);
      if (given === 0) await lookAt(visit(), 'desk-gate-wrong');
      await step();
    }
    expect(submissions).toEqual([]);
    await send.click();
    await page.getByText('Đã trình. Chờ cơ quan đầu mối dữ liệu của tỉnh phê duyệt').waitFor();
    expect(submissions).toHaveLength(1);
    expect(await page.getByRole('button', { name: 'Phê duyệt và công bố' }).count()).toBe(0);
    await lookAt(visit(), 'desk-submitted');
  });
});

describe.each(WIDTHS)('an officer with a map at %i pixels', (width) => {
  const visit = useVisit(width);
  const points = [
    ['Trạm bơm Bắc', 106.3, 20.5],
    ['Trạm bơm Nam', 106.4, 20.4],
  ] as const;

  test('sends a GeoJSON, reads its objects and their properties, and submits it', async () => {
    const { page } = visit();
    await startNew(visit(), 'focal-nnmt', titled(`Trạm bơm ${width}`));
    await sendFile(page, {
      name: 'tram-bom.geojson',
      mimeType: 'application/geo+json',
      buffer: Buffer.from(
        JSON.stringify({
          type: 'FeatureCollection',
          features: points.map(([tên, ...coordinates]) => ({
            type: 'Feature',
            properties: { tên, 'mã trạm': '007' },
            geometry: { type: 'Point', coordinates },
          })),
        }),
      ),
    });
    const report = panel(page, 'Kiểm tra tệp');
    await report.getByText(String(points.length), { exact: true }).first().waitFor();
    await report
      .getByRole('region', { name: 'Các cột' })
      .getByRole('row')
      .filter({ hasText: 'mã trạm' })
      .waitFor();
    await lookAt(visit(), 'desk-report-map');
    await submitByForm(page);
  });
});

describe.each(WIDTHS)('an officer whose file or line is faulty, at %i pixels', (width) => {
  const visit = useVisit(width);

  test('is told the row and the remedy of a broken quote, and mends it', async () => {
    const { page } = visit();
    await startNew(visit(), 'focal-xay-dung', titled(`Trạm cân ${width}`));
    await chooseFile(page, csvFile('hong.csv', 'mã,tên\n01,Trạm một\n02,"Trạm hai\n03,Trạm ba\n'));
    const report = panel(page, 'Kiểm tra tệp');
    const problem = report.getByRole('table').getByRole('row').nth(1);
    await problem.waitFor({ timeout: 60_000 });
    expect(await problem.getByRole('cell').first().textContent()).toBe('3');
    expect(await problem.getByRole('cell').last().textContent()).toMatch(/ngoặc kép/);
    await page.getByText('Tệp chưa đạt. Xem danh sách lỗi bên dưới').waitFor();
    expect(await page.getByRole('button', { name: 'Trình phê duyệt' }).count()).toBe(0);
    const coming = page.waitForEvent('download');
    await report.getByRole('button', { name: 'Tải về danh sách lỗi (CSV, mở bằng Excel)' }).click();
    const list = await coming;
    expect(list.suggestedFilename()).toMatch(/\.csv$/);
    const lines = (await readFile(await list.path(), 'utf8')).split('\n');
    expect(lines[0]).toBe('\ufeffTrang tính,Dòng,Cột,Giá trị,Quy tắc,Cách sửa');
    expect(lines[1]).toMatch(/^,3,/);
    await lookAt(visit(), 'desk-report-wrong');
    await sendFile(page, csvFile('lanh.csv', 'mã,tên\n01,Trạm một\n02,Trạm hai\n'));
  });

  test('does not notice that an address ran out: another is asked for and the part arrives', async () => {
    const { page, expectTrouble } = visit();
    await createByForm(page, titled(`Bến xe ${width}`));
    expectTrouble(/status of 403/);
    const answers: number[] = [];
    await page.route(isPart, async (route) => {
      answers.push(partOf(route.request().url()));
      if (answers.length > 1) return route.continue();
      return route.fulfill({
        status: 403,
        headers: { 'access-control-allow-origin': '*', 'content-type': 'application/xml' },
        body: '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
      });
    });
    const signed: string[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('/parts')) signed.push(response.url());
    });
    await sendFile(page, csvFile('ben.csv', 'mã,tên\n01,Bến một\n'));
    expect(answers).toEqual([1, 1]);
    expect(signed).toHaveLength(2);
  });
});
