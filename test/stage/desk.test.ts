import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openBrowser, type OpenBrowser } from '../browser/browser.ts';
import { createByForm, csvFile, sendFile } from '../browser/desk.ts';
import { accountOf, stageIn } from '../journeys/driver/stage.ts';

const note = inject('stageNote') ?? '';
const stage = stageIn(note);
let open: OpenBrowser;

beforeAll(async () => {
  open = await openBrowser();
});
afterAll(() => open.close());

it('signs an officer in at the pool’s own page, and sends a file from the browser to signed addresses', async () => {
  const { email, password } = accountOf(note, 'focal-noi-vu');
  const page = await open.browser.newPage();
  await page.goto(`${stage.publicUrl}/desk/`);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.locator('input[name=username]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('[type=submit]').click();
  await page.getByRole('button', { name: 'Đăng xuất' }).waitFor();
  await createByForm(page, 'Gửi từ trình duyệt lên bản đã triển khai');
  await sendFile(page, csvFile('tu-trinh-duyet.csv', 'mã,tên\n01,Một\n02,Hai\n'));
  expect(await page.innerText('main')).toContain('tu-trinh-duyet.csv');
});
