import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import { actOn } from '../journeys/driver/citizen.ts';
import { body, deskOf, type Desk } from '../journeys/driver/desk.ts';
import { eventually } from '../journeys/driver/eventually.ts';
import { theDriver } from '../journeys/driver/index.ts';
import { aDataset, addressOf, codeIn } from './a-request.ts';
import { lookAt } from './look.ts';
import { titled } from './this-run.ts';
import { useVisit, WIDTHS } from './visit.ts';

const title = titled('Trường mầm non có bếp ăn');
let officer: Desk;
let slug: string;

beforeAll(async () => {
  officer = await deskOf(theDriver(), 'focal-nnmt');
  slug = await aDataset(title, 'mầm non');
});

describe.each(WIDTHS)('asking for information at %i pixels', (width) => {
  const visit = useVisit(width);
  const email = addressOf('nguoi-hoi', width);
  let code: string;
  let link: string;

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
    // The province's committee has no focal officer, so nobody would answer.
    const offered = await page.getByLabel('Cơ quan giữ thông tin').locator('option').allTextContents();
    expect(offered).toContain('Văn phòng Ủy ban nhân dân tỉnh');
    expect(offered).not.toContain('Ủy ban nhân dân tỉnh');
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
    link = new URL(page.url()).hash;
    // The whole form as it was sent, and not only what was asked.
    for (const written of [
      'Nguyễn Thị Hạnh',
      'Thôn Đông, xã Đông Hưng',
      '034190001234',
      'Tìm trường cho con',
      email,
    ])
      await page.locator('dd', { hasText: written }).waitFor();
    await page.locator('dd', { hasText: 'Thông tin chung, không riêng của ai' }).waitFor();
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
    await page.locator('.clock-day', { hasText: 'Thời hạn tạm dừng' }).waitFor();
    await page.getByText(/Cơ quan đang chờ bạn bổ sung/).waitFor();
    await lookAt(visit(), 'request-question');
    const [letter] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải văn bản đề nghị bổ sung (Word)' }).click(),
    ]);
    expect(letter.suggestedFilename()).toBe(`de-nghi-bo-sung-${code}.docx`);
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
    const [letter] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải văn bản từ chối (Word)' }).click(),
    ]);
    expect(letter.suggestedFilename()).toBe(`mau-05-${code}.docx`);
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
    expect(await page.content()).not.toMatch(/Nguyễn Thị Hạnh|034190001234|Tìm trường cho con/);
    expect(await page.getByRole('button', { name: /\(Word\)/ }).count()).toBe(0);
    await lookAt(visit(), 'request-standing');
  });

  test('a code that is nobody’s is said so', async () => {
    const { page, expectTrouble } = visit();
    expectTrouble(/status of 404/);
    await page.goto('/requests/#YC-00000-00000');
    await page.reload();
    await page.getByRole('alert').getByText('Không có yêu cầu nào').waitFor();
  });

  test('in English the clock, its sum and what happened are English; citations stay Vietnamese and say so', async () => {
    const { page } = visit();
    await page.goto(`/en/requests/${link}`);
    await page.getByRole('heading', { name: `Request ${code}` }).waitFor();
    await page.getByText('The agency accepted the request as valid.').waitFor();
    await page.getByText(/^Refusal\. The agency refused: Information already public/).waitFor();
    await page.getByText('How this day was counted').first().click();
    const sum = page.locator('ol.sum').first();
    await sum.getByText(/^Start: .* \(the day the valid request was received\)\./).waitFor();
    await sum.locator('a[lang=vi]', { hasText: '104/2016/QH13' }).first().waitFor();
    await page.getByText('Laws are cited in Vietnamese.').first().waitFor();
    const english = await page.evaluate(() => {
      const place = document.querySelector('.request')?.cloneNode(true) as Element;
      // A file is called what its sender called it.
      for (const it of place.querySelectorAll('[lang=vi], .request-files')) it.remove();
      return place.textContent ?? '';
    });
    expect(english).not.toMatch(/[ăđơưạảấầậắằếềệịọốồộớờợụứừựỳ]/);
    await lookAt(visit(), 'request-opened-en');
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
