import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import { actOn } from '../journeys/driver/citizen.ts';
import { body, deskOf, publishFile, type Desk } from '../journeys/driver/desk.ts';
import { eventually } from '../journeys/driver/eventually.ts';
import { theDriver } from '../journeys/driver/index.ts';
import { lookAt } from './look.ts';
import { titled } from './this-run.ts';
import { useVisit, WIDTHS, type Visit } from './visit.ts';

const driver = theDriver();
const title = titled('Trường mầm non có bếp ăn');
let officer: Desk;
let slug: string;

const codeIn = async (email: string): Promise<string> =>
  eventually('the code', async () => {
    const letter = (await driver.mailTo(email)).at(-1);
    return /Mã xác nhận: (\d{6})$/m.exec(letter?.text ?? '')?.[1];
  });
const addressOf = (who: string, width: number): string =>
  `${titled(`${who}-${width}`).replaceAll(' ', '-')}@example.com`;

beforeAll(async () => {
  const department = await deskOf(driver, 'department');
  officer = await deskOf(driver, 'focal-nnmt');
  const file = await publishFile(officer, department, title, 'bep.csv', Buffer.from('mã,tên\n01,Hoa Sen\n'));
  slug = file.slug;
  await eventually(
    'the page',
    async () => (await fetch(`${driver.baseUrl}/datasets/${slug}/`)).status === 200,
  );
  await eventually('the search hit', async () => {
    const answer = await fetch(`${driver.baseUrl}/api/v1/datasets?q=mam+non`);
    return ((await answer.json()) as { total: number }).total > 0;
  });
});

/** Types the code that came by mail and sends; ends on the receipt and gives the code of the request. */
const confirm = async ({ page }: Visit, email: string): Promise<string> => {
  await page.getByRole('button', { name: 'Gửi mã xác nhận' }).click();
  await page.getByText(`Đã gửi mã gồm 6 chữ số tới ${email}`).waitFor();
  await page.getByLabel('Mã xác nhận trong thư').fill(await codeIn(email));
  await page.getByRole('button', { name: 'Gửi yêu cầu', exact: true }).click();
  await page.getByRole('heading', { name: 'Đã gửi yêu cầu' }).waitFor();
  return (await page.locator('.code-shown').textContent()) ?? '';
};

describe.each(WIDTHS)('asking for information at %i pixels', (width) => {
  const visit = useVisit(width);
  const email = addressOf('nguoi-hoi', width);
  let code: string;

  test('begins at the menu and sees both ways, and what else there is', async () => {
    const { page } = visit();
    await page.goto('/');
    await page
      .getByRole('navigation', { name: 'Trình đơn chính' })
      .getByRole('link', { name: 'Yêu cầu' })
      .click();
    await page.getByRole('heading', { level: 1, name: 'Yêu cầu thông tin và phản ánh' }).waitFor();
    await page.getByLabel('Mã theo dõi hoặc liên kết riêng').waitFor();
    await lookAt(visit(), 'requests');
    await page.getByRole('link', { name: 'Viết yêu cầu mới' }).click();
    await page.getByRole('group', { name: 'Bạn muốn làm gì?' }).waitFor();
    await lookAt(visit(), 'request-form');
  });

  test('an empty form says at each field what to do, and puts the cursor into the first', async () => {
    const { page } = visit();
    await page.getByRole('button', { name: 'Gửi mã xác nhận' }).click();
    await page.getByText(/^Còn \d+ mục cần sửa/).waitFor();
    const asked = page.getByLabel('Thông tin cần cung cấp');
    expect(await asked.evaluate((it) => it === document.activeElement)).toBe(true);
    expect(await asked.getAttribute('aria-describedby')).toContain('ask-information-wrong');
    await lookAt(visit(), 'request-form-wrong');
  });

  test('while it is written, what is open already is offered', async () => {
    const { page } = visit();
    await page
      .getByLabel('Thông tin cần cung cấp')
      .fill('Xin cung cấp danh sách trường mầm non có bếp ăn trên địa bàn xã Đông Hưng năm 2024');
    await page.getByText(/Có thể bạn đã có thông tin này/).waitFor();
    expect(await page.getByLabel('Thông tin cần cung cấp').getAttribute('aria-invalid')).toBeNull();
    expect(await page.getByRole('link', { name: new RegExp(title) }).getAttribute('href')).toContain(slug);
    await lookAt(visit(), 'request-offer');
  });

  test('nothing typed is lost when the page is loaded again, and the tab forgets once it was sent', async () => {
    const { page } = visit();
    await page.getByLabel('Lý do, mục đích').fill('Tìm trường cho con');
    await page.getByLabel('Họ và tên').fill('Nguyễn Thị Hạnh');
    await page.getByLabel('Nơi cư trú hoặc địa chỉ').fill('Thôn Đông, xã Đông Hưng');
    await page.getByLabel('Số căn cước').fill('034190001234');
    await page.reload();
    await page.getByText('Đã khôi phục nội dung bạn gõ dở.').waitFor();
    expect(await page.getByLabel('Họ và tên').inputValue()).toBe('Nguyễn Thị Hạnh');
    await page.getByLabel('Cơ quan giữ thông tin').selectOption({ label: 'Sở Nông nghiệp và Môi trường' });
    await page
      .getByLabel('Chọn tệp')
      .setInputFiles({ name: 'đơn kèm theo.txt', mimeType: 'text/plain', buffer: Buffer.from('Nội dung') });
    await page.getByLabel('Địa chỉ thư để nhận mã').fill(email);
    await lookAt(visit(), 'request-filled');
  });

  test('a wrong code says what to do; the right one gives code, day, sum and private link, and the file goes', async () => {
    const { page, expectTrouble } = visit();
    expectTrouble(/status of 422/);
    await page.getByRole('button', { name: 'Gửi mã xác nhận' }).click();
    await page.getByText(`Đã gửi mã gồm 6 chữ số tới ${email}`).waitFor();
    const right = await codeIn(email);
    await page.getByLabel('Mã xác nhận trong thư').fill(right === '000000' ? '000001' : '000000');
    await page.getByRole('button', { name: 'Gửi yêu cầu', exact: true }).click();
    await page.getByText('Mã chưa đúng, đã dùng hoặc đã hết hạn').waitFor();
    await lookAt(visit(), 'request-wrong-code');
    await page.getByLabel('Mã xác nhận trong thư').fill(`${right.slice(0, 3)} ${right.slice(3)}`);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Đã gửi yêu cầu' }).waitFor();
    await page.getByText('Đã gửi: đơn kèm theo.txt').waitFor();
    await page.getByText('Ngày này tính thế nào').click();
    await page.getByText(/104\/2016\/QH13/).waitFor();
    code = (await page.locator('.code-shown').textContent()) ?? '';
    expect(code).toMatch(/^YC-/);
    await lookAt(visit(), 'request-receipt');
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  test('the private link opens all of it; the file is taken once it was scanned', async () => {
    const { page } = visit();
    await page.getByRole('link', { name: 'Xem yêu cầu' }).click();
    await page.getByRole('heading', { name: `Yêu cầu ${code}` }).waitFor();
    await page.getByText('Nguyễn Thị Hạnh').waitFor();
    await eventually('the scan', async () => {
      await page.reload();
      await page.getByRole('heading', { name: `Yêu cầu ${code}` }).waitFor();
      return (await page.getByRole('button', { name: 'Tải đơn kèm theo.txt' }).count()) === 1;
    });
    await lookAt(visit(), 'request-opened');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải đơn kèm theo.txt' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('đơn kèm theo.txt');
  });

  test('a question of the agency stands there with its last day, and is answered there', async () => {
    const { page } = visit();
    body(await actOn(officer, op.acceptRequest, code));
    body(await actOn(officer, op.askClarification, code, { text: 'Xin ghi rõ năm học nào.' }));
    await page.reload();
    await page.getByText('Xin ghi rõ năm học nào.').waitFor();
    await page.getByText('Đồng hồ đang dừng').waitFor();
    await page.getByText(/Cơ quan đang chờ bạn bổ sung/).waitFor();
    await lookAt(visit(), 'request-question');
    await page.getByRole('button', { name: 'Gửi bổ sung' }).click();
    await page.getByText('Viết rõ hơn').waitFor();
    await page.getByLabel('Nội dung bổ sung').fill('Năm học 2024–2025.');
    await page.getByRole('button', { name: 'Gửi bổ sung' }).click();
    await page.getByText('Đã ghi nhận.').waitFor();
    await page.getByText('Năm học 2024–2025.').waitFor();
    await lookAt(visit(), 'request-answered-question');
  });

  test('a refusal stands there with its ground in law', async () => {
    const { page } = visit();
    body(
      await actOn(officer, op.refuseRequest, code, {
        ground: 'already-public',
        text: 'Danh sách đã có trên cổng.',
      }),
    );
    await page.reload();
    await page.getByRole('heading', { name: 'Căn cứ từ chối' }).waitFor();
    await page.getByText('Danh sách đã có trên cổng.').waitFor();
    await lookAt(visit(), 'request-refused');
  });

  test('the code alone, typed as people type it, shows where it stands and nothing of what was written', async () => {
    const { page } = visit();
    await page.getByRole('button', { name: 'Xem yêu cầu khác' }).click();
    await page.getByLabel('Mã theo dõi hoặc liên kết riêng').fill('YC-1');
    await page.keyboard.press('Enter');
    await page.getByText('Mã có dạng YC-XXXXX-XXXXX').waitFor();
    await page.getByLabel('Mã theo dõi hoặc liên kết riêng').fill(code.toLowerCase().replaceAll('-', ' '));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `Yêu cầu ${code}` }).waitFor();
    await page.getByText('Bạn đang xem bằng mã theo dõi').waitFor();
    expect(await page.content()).not.toContain('Nguyễn Thị Hạnh');
    await lookAt(visit(), 'request-standing');
  });

  test('a code that is nobody’s is said so', async () => {
    const { page, expectTrouble } = visit();
    expectTrouble(/status of 404/);
    await page.goto('/requests/#YC-00000-00000');
    await page.reload();
    await page.getByRole('alert').getByText('Không có yêu cầu nào').waitFor();
  });

  test('in English the frame is English', async () => {
    const { page } = visit();
    await page.goto(`/en/requests/#${code}`);
    await page.getByRole('heading', { name: `Request ${code}` }).waitFor();
    await lookAt(visit(), 'request-standing-en');
    await page.goto('/en/requests/new/');
    await page.getByRole('group', { name: 'What do you want to do?' }).waitFor();
    await lookAt(visit(), 'request-form-en');
  });
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
