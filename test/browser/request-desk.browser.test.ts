import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { aCitizen, offered, putFile, sendRequest, someForm } from '../journeys/driver/citizen.ts';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import { body } from '../journeys/driver/desk.ts';
import { theDriver } from '../journeys/driver/index.ts';
import { panel, signIn } from './desk.ts';
import { lookAt } from './look.ts';
import { useVisit, WIDTHS } from './visit.ts';

const driver = theDriver();

describe.each(WIDTHS)('an officer and the requests of citizens at %i pixels', (width) => {
  const visit = useVisit(width);
  const watching = useVisit(width, {}, 'department-');
  const attachment = Buffer.from('bản đồ đính kèm');
  let code = '';

  test('finds a new request in the inbox, with who asks, what, by when and why that day', async () => {
    const received = body(
      await sendRequest(driver, aCitizen(driver), {
        content: someForm('Bản đồ quy hoạch sử dụng đất xã Đông Hưng năm 2024, tờ số 12'),
        attachments: [offered('ban-do.txt', attachment)],
      }),
    );
    code = received.code;
    const [address] = received.uploads;
    expect(address && (await putFile(address, attachment))).toBe(200);
    const { page } = visit();
    await signIn(page, 'focal-nnmt', '/desk/requests');
    await page.getByRole('link', { name: code }).waitFor();
    await lookAt(visit(), 'desk-requests');
    await page.getByRole('link', { name: code }).click();
    await page.getByRole('heading', { level: 1, name: `Yêu cầu ${code}` }).waitFor();
    await panel(page, 'Nội dung').getByText('Nguyễn Thị Hạnh').waitFor();
    await panel(page, 'Thời hạn').getByText('Cách tính hạn và căn cứ').click();
    await panel(page, 'Thời hạn').getByText('104/2016/QH13').first().waitFor();
    await panel(page, 'Thời hạn')
      .getByText('Nếu phải tập hợp thông tin, báo người yêu cầu chậm nhất hết ngày')
      .waitFor();
  });

  test('takes the attachment once it is scanned', async () => {
    const { page } = visit();
    const take = page.getByRole('button', { name: 'Tải về ban-do.txt' });
    for (let turn = 0; turn < 30 && !(await take.isVisible()); turn++) {
      await page.getByRole('button', { name: 'Xem lại tình trạng tệp' }).click();
      await panel(page, 'Tệp')
        .getByText(/Đang quét|Đã quét/)
        .waitFor();
    }
    const saved = page.waitForEvent('download');
    await take.click();
    expect(await readFile(await (await saved).path())).toEqual(attachment);
  });

  test('accepts, then asks; too few words are said at the field, and the clock stands still', async () => {
    const { page } = visit();
    await page.getByRole('button', { name: 'Tiếp nhận yêu cầu hợp lệ' }).click();
    await panel(page, 'Diễn biến').getByText('Cơ quan tiếp nhận yêu cầu hợp lệ').waitFor();
    await page.getByRole('button', { name: 'Đề nghị bổ sung, làm rõ…' }).click();
    const act = panel(page, 'Việc cần làm');
    await act.getByRole('button', { name: 'Đề nghị bổ sung, làm rõ', exact: true }).click();
    await act.getByText('Viết ít nhất 5 ký tự').waitFor();
    await act.getByLabel('Điều cần người yêu cầu bổ sung').fill('Xin ghi rõ mục đích sử dụng bản đồ.');
    await act.getByRole('button', { name: 'Đề nghị bổ sung, làm rõ', exact: true }).click();
    await panel(page, 'Thời hạn').getByText('Người yêu cầu có thể bổ sung đến hết ngày').waitFor();
    await lookAt(visit(), 'desk-request-waiting');
  });

  test('answers with a file that is scanned first; afterwards nothing more is to be done', async () => {
    const { page } = visit();
    await page.getByRole('button', { name: 'Trả lời…' }).click();
    const act = panel(page, 'Việc cần làm');
    await act.getByLabel('Nội dung trả lời').fill('Gửi tờ bản đồ số 12 kèm theo.');
    await act
      .getByLabel('Tệp trả lời (không bắt buộc)')
      .setInputFiles({ name: 'tờ 12.txt', mimeType: 'text/plain', buffer: Buffer.from('tờ bản đồ') });
    await act.getByText('tờ 12.txt').first().waitFor();
    await lookAt(visit(), 'desk-request-answer');
    await act.getByRole('button', { name: 'Gửi trả lời' }).click();
    await panel(page, 'Diễn biến').getByText('Gửi tờ bản đồ số 12 kèm theo.').waitFor({ timeout: 30_000 });
    expect(await panel(page, 'Việc cần làm').count()).toBe(0);
    await lookAt(visit(), 'desk-request-answered');
  });

  test('the Department sees the clock and what happened, and nothing of the person', async () => {
    const { page } = watching();
    await signIn(page, 'department', `/desk/requests/${code}`);
    await panel(page, 'Nội dung').getByText('chỉ hiện với cơ quan đang giải quyết').waitFor();
    await panel(page, 'Diễn biến').getByText('Cơ quan trả lời').waitFor();
    expect(await page.getByText('Nguyễn Thị Hạnh').count()).toBe(0);
    expect(await page.getByText('Gửi tờ bản đồ số 12').count()).toBe(0);
    await lookAt(watching(), 'desk-request-watched');
  });

  test("gives another person's information only with their consent: a file that came, or a paper that was seen", async () => {
    const form = someForm('Hồ sơ thửa đất số 15 của người đã đồng ý');
    const { code: consented } = body(
      await sendRequest(driver, aCitizen(driver), {
        content: { ...form, asks: { ...form.asks, subject: 'consented' } },
        attachments: [offered('dong-y.txt', attachment, 'consent')],
      }),
    );
    const { page } = visit();
    await page.goto(`/desk/requests/${consented}`);
    await page.getByRole('button', { name: 'Trả lời…' }).click();
    const act = panel(page, 'Việc cần làm');
    await act.getByLabel('Nội dung trả lời').fill('Gửi thông tin thửa đất số 15.');
    await act.getByRole('button', { name: 'Gửi trả lời' }).click();
    await act.getByText('Đợi văn bản đồng ý được gửi và quét xong').waitFor();
    await lookAt(visit(), 'desk-request-consent');
    await act.getByLabel(/Tôi xác nhận cơ quan đã có văn bản này bằng giấy/).check();
    await act.getByRole('button', { name: 'Gửi trả lời' }).click();
    await panel(page, 'Diễn biến').getByText('Gửi thông tin thửa đất số 15.').waitFor();
  });

  test('enters what came by post; what is missing is said at its field, and it is refused on a ground of law', async () => {
    const { page } = visit();
    await page.getByRole('navigation', { name: 'Trình đơn' }).getByRole('link', { name: 'Yêu cầu' }).click();
    await page.getByRole('link', { name: 'Ghi nhận yêu cầu tại trụ sở, bưu chính' }).click();
    await page.getByLabel('Nhận', { exact: true }).selectOption('post-or-fax');
    // The portal's day, whatever the clock of this machine says.
    expect(await page.getByLabel('Ngày nhận').inputValue()).toBe(await driver.today());
    await page.getByRole('button', { name: 'Ghi nhận yêu cầu' }).click();
    await page.getByText(/Còn \d+ mục cần sửa/).waitFor();
    await lookAt(visit(), 'desk-request-enter-wrong');
    await page.getByLabel('Thông tin được yêu cầu').fill('Danh sách trạm bơm của xã năm 2023');
    await page.getByLabel('Lý do, mục đích').fill('Phục vụ sản xuất');
    await page.getByLabel('Họ và tên').fill('Trần Văn Bình');
    await page.getByLabel('Nơi cư trú, địa chỉ').fill('Thôn Tây, xã Đông Hưng');
    await page.getByLabel(/Số thẻ căn cước/).fill('034085004321');
    await page.getByRole('button', { name: 'Ghi nhận yêu cầu' }).click();
    await page.getByRole('heading', { level: 1, name: /^Đã ghi nhận yêu cầu YC-/ }).waitFor();
    // Without e-mail nobody else tells them the code and the link.
    await page.getByText(/\/requests\/#YC-[^.]+\.[\w-]{43}$/).waitFor();
    await lookAt(visit(), 'desk-request-slip');
    await page.getByRole('link', { name: 'Mở yêu cầu' }).click();
    await page.getByRole('heading', { level: 1, name: /^Yêu cầu YC-/ }).waitFor();
    await page.getByRole('button', { name: 'Từ chối…' }).click();
    const act = panel(page, 'Việc cần làm');
    await act.getByLabel('Căn cứ từ chối').selectOption('not-accessible');
    await act.getByLabel('Lý do bằng văn bản').fill('Đang là bản dự thảo nội bộ, chưa ban hành.');
    await act.getByRole('button', { name: 'Từ chối yêu cầu' }).click();
    await act.getByText('Chọn loại thông tin.').waitFor();
    await act.getByLabel('Thông tin thuộc loại').selectOption('internal-draft');
    await lookAt(visit(), 'desk-request-refuse');
    await act.getByRole('button', { name: 'Từ chối yêu cầu' }).click();
    await page
      .getByText(/Căn cứ: .*Điều 28/)
      .first()
      .waitFor();
    const saved = page.waitForEvent('download');
    await panel(page, 'Văn bản').getByRole('button', { name: 'Tải văn bản từ chối' }).click();
    expect((await saved).suggestedFilename()).toMatch(/^mau-05-YC-.*\.docx$/);
  });

  test('records a complaint about the refusal; a day before the request is said at its field', async () => {
    const { page } = visit();
    const contests = panel(page, 'Khiếu nại, khởi kiện');
    await contests.getByText('Ghi nhận khiếu nại, khởi kiện').click();
    const filedOn = contests.getByLabel('Ngày nhận đơn hoặc thông báo thụ lý');
    await filedOn.fill('2018-07-01');
    await contests.getByRole('button', { name: 'Ghi nhận' }).click();
    await contests.getByText(/^Chọn một ngày từ/).waitFor();
    await filedOn.fill(await driver.today());
    await lookAt(visit(), 'desk-request-contest');
    await contests.getByRole('button', { name: 'Ghi nhận' }).click();
    await contests.getByText(/^Khiếu nại ngày/).waitFor();
    await panel(page, 'Diễn biến').getByText('Cơ quan ghi nhận: khiếu nại.').waitFor();
    await lookAt(visit(), 'desk-request-contested');
  });

  test('a report of an error wants its dataset, and what the portal refuses stands at its field', async () => {
    const { page, expectTrouble } = visit();
    expectTrouble(/status of 422/);
    await page.goto('/desk/requests/new');
    await page.getByLabel('Loại', { exact: true }).selectOption('error-report');
    await page.getByLabel('Điều phản ánh').fill('Dòng 12 của tệp ghi sai số học sinh.');
    await page.getByRole('button', { name: 'Ghi nhận yêu cầu' }).click();
    const about = page.getByLabel('Bộ dữ liệu được phản ánh');
    await page.getByText('Cần chọn hoặc điền mục này.').waitFor();
    expect(await about.getAttribute('aria-invalid')).toBe('true');
    await lookAt(visit(), 'desk-request-enter-about');
    await page.getByLabel('Loại', { exact: true }).selectOption('challenge');
    const received = page.getByLabel('Ngày nhận');
    await received.fill(addDays(localDate(await driver.today()), 1));
    await page.getByRole('button', { name: 'Ghi nhận yêu cầu' }).click();
    await page.getByText('Ngày, giờ nhận không thể sau lúc này.').waitFor();
    expect(await received.getAttribute('aria-invalid')).toBe('true');
    await lookAt(visit(), 'desk-request-enter-refused');
  });
});
