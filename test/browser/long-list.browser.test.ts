import { beforeAll, describe, expect, test } from 'vitest';
import { createDataset, deskOf } from '../journeys/driver/desk.ts';
import { theDriver } from '../journeys/driver/index.ts';
import { signIn } from './desk.ts';
import { lookAt } from './look.ts';
import { titled } from './this-run.ts';
import { useVisit, WIDTHS } from './visit.ts';

/** What the desk shows at first. */
const A_PAGE = 50;
const title = titled('Danh sách dài');

beforeAll(async () => {
  const desk = await deskOf(theDriver(), 'focal-y-te');
  for (let n = 1; n <= A_PAGE + 2; n += 1) await createDataset(desk, `${title} số ${n}`);
});

describe.each(WIDTHS)('an officer with more datasets than a page shows, at %i pixels', (width) => {
  const visit = useVisit(width);
  const rows = () => visit().page.getByRole('rowheader', { name: title });
  const more = () => visit().page.getByRole('button', { name: 'Xem thêm' });

  test('sees the first page of what was looked for', async () => {
    const { page } = visit();
    await signIn(page, 'focal-y-te');
    await page.goto('/desk/datasets');
    await page.getByLabel('Tìm bộ dữ liệu').fill(title);
    await page.getByLabel('Tìm bộ dữ liệu').press('Enter');
    await expect.poll(() => rows().count(), { timeout: 20_000 }).toBe(A_PAGE);
  });

  test('is told when the next page did not come, and keeps what is there', async () => {
    const { page, expectTrouble } = visit();
    expectTrouble(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
    await page.route('**/api/v1/desk/datasets?**', (route) => route.abort('internetdisconnected'));
    await more().click();
    await page.getByRole('alert').getByText('Kiểm tra mạng rồi thử lại').waitFor();
    expect(await rows().count()).toBe(A_PAGE);
    await lookAt(visit(), 'desk-list-next-page-failed');
  });

  test('reads on, each dataset once, to the end', async () => {
    const { page } = visit();
    await page.unroute('**/api/v1/desk/datasets?**');
    await page.getByRole('button', { name: 'Tải lại' }).click();
    await expect.poll(() => rows().count(), { timeout: 20_000 }).toBe(A_PAGE + 2);
    expect(new Set(await rows().allTextContents()).size).toBe(A_PAGE + 2);
    expect(await more().count()).toBe(0);
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});
