import { beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../journeys/driver/eventually.ts';
import { theDriver } from '../journeys/driver/index.ts';
import { aDataset, addressOf, codeIn, confirm } from './a-request.ts';
import { lookAt } from './look.ts';
import { titled } from './this-run.ts';
import { useVisit, WIDTHS } from './visit.ts';

const driver = theDriver();
const title = titled('Nhà trẻ để báo lỗi');
let slug: string;

beforeAll(async () => {
  slug = await aDataset(title, 'nhà trẻ');
});

describe.each(WIDTHS)('an error in a dataset at %i pixels', (width) => {
  const visit = useVisit(width);
  const email = addressOf('nguoi-bao', width);

  test('is reported from its page, which the form knows', async () => {
    const { page } = visit();
    await page.goto(`/datasets/${slug}/`);
    await page.getByRole('link', { name: 'Báo lỗi bộ dữ liệu này' }).click();
    await page.getByRole('link', { name: title }).waitFor();
    expect(await page.getByRole('radio', { name: /Báo lỗi trong bộ dữ liệu/ }).isChecked()).toBe(true);
    await page.getByLabel('Điều sai, thiếu hoặc bị lộ').fill('Dòng 1 ghi sai tên trường.');
    await page.getByLabel('Địa chỉ thư để nhận mã').fill(email);
    await lookAt(visit(), 'error-report');
    const code = await confirm(visit(), email);
    expect(code).toMatch(/^YC-/);
    await lookAt(visit(), 'error-report-receipt');
  });

  test('and is withdrawn after a question, which can be left', async () => {
    const { page } = visit();
    await page.getByRole('link', { name: 'Xem yêu cầu' }).click();
    await page.getByRole('button', { name: 'Rút yêu cầu' }).click();
    await page.getByRole('button', { name: 'Không rút' }).click();
    await page.getByRole('button', { name: 'Rút yêu cầu' }).click();
    await page.getByText('Rút yêu cầu này?').waitFor();
    await lookAt(visit(), 'request-withdraw');
    await page
      .getByRole('group', { name: /Rút yêu cầu này/ })
      .getByRole('button', { name: 'Rút yêu cầu' })
      .click();
    await page.getByText('Đã ghi nhận.').waitFor();
    await lookAt(visit(), 'request-withdrawn');
  });
});

describe('several people through an organisation, about somebody else', () => {
  const visit = useVisit(390);
  const email = addressOf('to-chuc', 390);

  test('rows come and go, and the consent is asked for', async () => {
    const { page } = visit();
    await page.goto('/requests/new/');
    await page.getByLabel('Thông tin cần cung cấp').fill('Giấy chứng nhận của hộ ông Nguyễn Văn A');
    await page.getByLabel('Lý do, mục đích').first().fill('Làm thủ tục thừa kế');
    await page.getByLabel('Thông tin của người khác').check();
    await page.getByLabel('Cơ quan giữ thông tin').selectOption({ label: 'Sở Nông nghiệp và Môi trường' });
    await page.getByLabel(/Nhiều người, thông qua một tổ chức/).check();
    await page.getByLabel('Tên tổ chức').fill('Hội Nông dân xã Đông Hưng');
    await page.getByLabel('Địa chỉ tổ chức').fill('Xã Đông Hưng');
    await page.getByRole('button', { name: 'Thêm một người' }).click();
    const second = page.getByRole('group', { name: 'Người thứ 2' });
    await second.getByLabel('Họ và tên').fill('Trần Văn B');
    await page.getByRole('button', { name: 'Bỏ người thứ 1' }).click();
    const first = page.getByRole('group', { name: 'Người thứ 1' });
    expect(await first.getByLabel('Họ và tên').inputValue()).toBe('Trần Văn B');
    await first.getByLabel('Số căn cước').fill('034190001235');
    await first.getByLabel('Lý do').fill('Là người thừa kế');
    await page.getByLabel('Họ và tên người đại diện').fill('Lê Thị C');
    await page.getByLabel('Nơi cư trú hoặc địa chỉ').fill('Xã Đông Hưng');
    await page.getByLabel('Số căn cước').last().fill('034190001236');
    await page.getByLabel('Địa chỉ thư để nhận mã').fill(email);
    await page.getByRole('button', { name: 'Gửi mã xác nhận' }).click();
    await page.getByText('Thông tin của người khác cần văn bản đồng ý').waitFor();
    await lookAt(visit(), 'request-consent');
    await page
      .getByLabel('Chọn tệp')
      .setInputFiles({ name: 'đồng ý.txt', mimeType: 'text/plain', buffer: Buffer.from('Tôi đồng ý') });
    await page.getByLabel('Tệp này là').selectOption('consent');
    const code = await confirm(visit(), email);
    await page.getByText('Đã gửi xong tất cả tệp.').waitFor();
    expect(code).toMatch(/^YC-/);
  });
});

describe('when the network fails', () => {
  const visit = useVisit(390);
  const email = addressOf('mat-mang', 390);
  const bucket = /\/requests\/YC-[^/]+\/[^/?]+\?.*X-Amz-/;
  let code: string;

  test('an answer that was lost is had by sending again: one request, one letter', async () => {
    const { page, expectTrouble } = visit();
    expectTrouble(/ERR_FAILED/);
    await page.goto(`/requests/new/?kind=breach&about=${slug}`);
    await page.getByRole('link', { name: title }).waitFor();
    await page.getByLabel('Điều sai, thiếu hoặc bị lộ').fill('Cột ghi chú có số điện thoại của phụ huynh.');
    await page
      .getByLabel('Chọn tệp')
      .setInputFiles({ name: 'ảnh chụp.txt', mimeType: 'text/plain', buffer: Buffer.from('ảnh') });
    await page.getByLabel('Địa chỉ thư để nhận mã').fill(email);
    await page.getByRole('button', { name: 'Gửi mã xác nhận' }).click();
    await page.getByText(`Đã gửi mã gồm 6 chữ số tới ${email}`).waitFor();
    await page.getByLabel('Mã xác nhận trong thư').fill(await codeIn(email));
    await page.route(
      '**/api/v1/requests',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    // The bucket is out of reach until the file is sent again.
    await page.route(bucket, (route) => route.abort());
    await page.getByRole('button', { name: 'Gửi yêu cầu', exact: true }).click();
    await page.getByText('gửi lại không tạo ra yêu cầu thứ hai').waitFor();
    await lookAt(visit(), 'request-lost-answer');
    await page.getByRole('button', { name: 'Gửi yêu cầu', exact: true }).click();
    await page.getByRole('heading', { name: 'Đã gửi yêu cầu' }).waitFor();
    code = (await page.locator('.code-shown').textContent()) ?? '';
    const letters = await eventually('the letter', async () => {
      const subjects = (await driver.mailTo(email)).map(({ subject }) => subject);
      return subjects.some((subject) => subject.includes(code)) && subjects;
    });
    expect(letters.filter((subject) => /YC-/.test(subject))).toHaveLength(1);
  });

  test('a file that did not go is said so, and goes later by the private link: that very file', async () => {
    const { page, expectTrouble } = visit();
    expectTrouble(/ERR_FAILED/);
    await page.getByText('Chưa gửi được: ảnh chụp.txt').waitFor();
    await page.getByText('Yêu cầu vẫn được nhận.').waitFor();
    await lookAt(visit(), 'request-file-failed');
    await page.unroute(bucket);
    await page.reload();
    await page.getByRole('heading', { name: `Yêu cầu ${code}` }).waitFor();
    await page.getByText('Chưa nhận được tệp này').waitFor();
    const again = page.getByLabel('Gửi ảnh chụp.txt');
    await again.setInputFiles({ name: 'khác.txt', mimeType: 'text/plain', buffer: Buffer.from('khác') });
    await page.getByText('Tệp vừa chọn không phải tệp đã khai').waitFor();
    await lookAt(visit(), 'request-other-file');
    await again.setInputFiles({ name: 'ảnh.txt', mimeType: 'text/plain', buffer: Buffer.from('ảnh') });
    await page.getByText(/Đang quét mã độc|Lấy được/).waitFor();
  });
});

describe.each(WIDTHS)('the pages of requests at %i pixels', (width) => {
  const visit = useVisit(width);

  test.each(['/requests/', '/requests/new/'])(
    '%s comes to rest without moving under the reader',
    async (path) => {
      const { page } = visit();
      await page.goto(path);
      await page.locator('form').waitFor();
      const shift = await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            let sum = 0;
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
            }).observe({ type: 'layout-shift', buffered: true });
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum), 0)));
          }),
      );
      expect(shift).toBeLessThan(0.05);
    },
  );
});

describe('without JavaScript', () => {
  const visit = useVisit(390, { javaScriptEnabled: false });

  test.each(['/requests/', '/requests/new/'])('%s says what else there is to do', async (path) => {
    const { page } = visit();
    await page.goto(path);
    const advice = page.locator('noscript p');
    await advice.waitFor();
    expect(await advice.textContent()).toContain('cần JavaScript');
    await page.getByText('Tới trụ sở cơ quan').waitFor();
  });
});
