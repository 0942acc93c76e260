import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { fold } from '../../shared/kernel/vietnamese-text.ts';
import { createDataset, deskOf, sendFile as sendFileByApi, submit } from '../journeys/driver/desk.ts';
import { eventually } from '../journeys/driver/eventually.ts';
import { theDriver } from '../journeys/driver/index.ts';
import { createByForm, csvFile, panel, sendFile, signIn, submitByForm } from './desk.ts';
import { lookAt } from './look.ts';
import { titled } from './this-run.ts';
import { useVisit, WIDTHS } from './visit.ts';

const driver = theDriver();
const reasons = 'Cột “tên” thiếu dấu ở dòng 2, đề nghị kiểm tra lại với hồ sơ gốc.';
const whyTakenBack = 'Bản này có cột số điện thoại riêng, chưa được phép công khai.';
const whyWithdrawn = 'Phát hiện số liệu trùng với đơn vị khác, cần rà soát lại.';

describe.each(WIDTHS)('an agency and the Department at %i pixels', (width) => {
  const officer = useVisit(width, {}, 'officer-');
  const department = useVisit(width, {}, 'department-');
  const title = titled(`Cầu trên đường tỉnh ${width}`);
  const place = { desk: '', public: '' };
  let correlation = '';

  test('the officer sends a first release', async () => {
    const { page } = officer();
    await signIn(page, 'focal-xay-dung');
    await createByForm(page, title);
    place.desk = new URL(page.url()).pathname;
    await sendFile(page, csvFile('cau.csv', 'mã,tên\n01,Cầu Bo\n02,Cau Tan De\n'));
    await submitByForm(page);
  });

  test('the Department finds it in its queue and returns it with reasons', async () => {
    const { page } = department();
    await signIn(page, 'department');
    await page.getByRole('heading', { level: 1, name: 'Nhiệm vụ của các cơ quan' }).waitFor();
    await lookAt(department(), 'desk-duties-department');
    await page.getByRole('link', { name: 'Chờ phê duyệt' }).click();
    await page.getByRole('rowheader', { name: title }).waitFor();
    const search = page.getByLabel('Tìm bộ dữ liệu');
    await search.fill('không có bộ nào tên như thế');
    await search.press('Enter');
    await page.getByText('Không thấy bộ dữ liệu nào khớp với').waitFor();
    await search.fill(fold(title));
    await search.press('Enter');
    await page.getByRole('rowheader', { name: title }).waitFor();
    expect(await page.getByRole('rowheader').count()).toBe(1);
    await lookAt(department(), 'desk-queue');
    await page.getByRole('link', { name: title }).click();
    await page.getByText('Đây là bản phát hành đầu tiên.').waitFor();
    await lookAt(department(), 'desk-approval');
    const saved = page.waitForEvent('download');
    await panel(page, 'Phê duyệt bản 1').getByRole('button', { name: 'Tải về original.csv' }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe('cau.csv');
    expect(await readFile(await download.path(), 'utf8')).toBe('mã,tên\n01,Cầu Bo\n02,Cau Tan De\n');
    await page.getByRole('button', { name: 'Trả lại kèm lý do' }).click();
    await page.getByRole('button', { name: 'Trả lại', exact: true }).click();
    await page.getByText('Nêu rõ lý do, ít nhất 5 ký tự.').waitFor();
    await page.getByLabel('Lý do trả lại').fill(reasons);
    await page.getByRole('button', { name: 'Trả lại', exact: true }).click();
    await panel(page, 'Lịch sử').getByText('Trả lại').first().waitFor();
    expect(await page.getByRole('button', { name: 'Phê duyệt và công bố' }).count()).toBe(0);
  });

  test('the officer mends the description; what is missing is said at its field', async () => {
    const { page } = officer();
    await page.reload();
    const metadata = panel(page, 'Siêu dữ liệu');
    await metadata.getByRole('button', { name: 'Sửa siêu dữ liệu' }).click();
    await metadata.getByLabel('Mô tả').fill('Ngắn');
    await metadata.getByRole('button', { name: 'Lưu' }).click();
    await metadata.getByText('Cần ít nhất 20 ký tự.').waitFor();
    await lookAt(officer(), 'desk-metadata-wrong');
    await metadata.getByLabel('Mô tả').fill('Mã và tên các cầu trên đường tỉnh, theo hồ sơ quản lý.');
    await metadata.getByRole('button', { name: 'Lưu' }).click();
    await metadata.getByText('theo hồ sơ quản lý.').waitFor();
    await panel(page, 'Lịch sử').getByText('Sửa siêu dữ liệu').waitFor();
  });

  test('the officer reads why, mends the file and submits again, but may not approve', async () => {
    const { page } = officer();
    await page.reload();
    await panel(page, 'Việc tiếp theo').getByText(reasons).waitFor();
    await lookAt(officer(), 'desk-returned');
    await sendFile(page, csvFile('cau-sua.csv', 'mã,tên\n01,Cầu Bo\n02,Cầu Tân Đệ\n'));
    await submitByForm(page);
    expect(await page.getByRole('button', { name: 'Phê duyệt và công bố' }).count()).toBe(0);
    await page.goto('/desk/approvals');
    await page.getByRole('heading', { level: 1, name: 'Không có trang này' }).waitFor();
    await page.goto(place.desk);
  });

  test('the Department approves, and the public page stands with its download', async () => {
    const { page } = department();
    await page.goto(place.desk);
    const asked = page.waitForRequest((request) => request.url().endsWith('/approval'));
    await page.getByRole('button', { name: 'Phê duyệt và công bố' }).click();
    correlation = (await (await asked).headerValue('x-correlation-id')) ?? '';
    await panel(page, 'Các bản đã công bố').getByText('Bản 1', { exact: true }).waitFor({ timeout: 60_000 });
    await page.getByText('Đã công bố', { exact: true }).first().waitFor();
    await lookAt(department(), 'desk-published');
    const link = page.getByRole('link', { name: 'Xem trang công khai' });
    place.public = (await link.getAttribute('href')) ?? '';
    await expect
      .poll(async () => (await fetch(driver.baseUrl + place.public)).status, { timeout: 30_000 })
      .toBe(200);
    await link.click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('link', { name: /^Tải về .*\.csv/ })
        .first()
        .click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/-v1\.csv$/);
  });

  test('the id the desk sent with the approval is in the logs of all it set off, to the letter', async () => {
    expect(correlation).toMatch(/^[0-9a-f-]{36}$/);
    const services = ['publishing', 'publish-release', 'index-search', 'react-to-releases', 'send-mail'];
    await eventually('its lines', async () => {
      const lines = (await driver.logLines()).filter((line) => line.includes(correlation));
      return services.every((service) => lines.some((line) => line.includes(`"service":"${service}"`)));
    });
  });

  test('the next release shows what changed, to the Department and to the public', async () => {
    const { page } = officer();
    await page.reload();
    await sendFile(page, csvFile('cau-moi.csv', 'mã,chiều dài\n01,100\n02,250\n03,90\n'));
    const submission = panel(page, /^Trình công bố bản 2/);
    await submission.getByText('Số dòng: 2 → 3 (tăng 1)').waitFor();
    await submission.getByText('Dòng: thêm 1, bớt 0, sửa 0, giữ nguyên 2.').waitFor();
    await lookAt(officer(), 'desk-submitter-compares');
    await submitByForm(page);
    const approver = department().page;
    await approver.goto(place.desk);
    const approval = panel(approver, /^Phê duyệt bản 2/);
    await approval.getByText('Số dòng: 2 → 3 (tăng 1)').waitFor();
    await approval.getByText('Cột thêm: chiều dài').waitFor();
    await approval.getByText('Cột bị bỏ: tên.').waitFor();
    await approval.getByText('Dòng: thêm 1, bớt 0, sửa 0, giữ nguyên 2.').waitFor();
    await approval.getByText('Xem các dòng đầu tiên').click();
    await approval.getByRole('region', { name: 'Dòng thêm' }).waitFor();
    await lookAt(department(), 'desk-comparison');
    await approval.getByRole('button', { name: 'Phê duyệt và công bố' }).click();
    await panel(approver, 'Các bản đã công bố')
      .getByText('Bản 2', { exact: true })
      .waitFor({ timeout: 60_000 });
    const badge = approver.getByText('Bản phát hành 2', { exact: true });
    await expect
      .poll(async () => (await approver.goto(place.public)) && badge.count(), { timeout: 30_000 })
      .toBe(1);
    const changes = approver.getByRole('region', { name: 'Thay đổi so với bản 1' });
    await changes.getByText('Dòng: thêm 1, bớt 0, sửa 0, giữ nguyên 2.').waitFor();
    await changes.getByText('Xem các dòng đầu tiên').click();
    await changes.scrollIntoViewIfNeeded();
    await lookAt(department(), 'release-changes');
  });

  test('one release is taken back: the officer sees what that does, the public why', async () => {
    const { page } = officer();
    await page.reload();
    const releases = panel(page, 'Các bản đã công bố');
    await releases.getByRole('button', { name: 'Rút bản 2…' }).click();
    await releases.getByText('Rút bản 2 không làm lại được.').waitFor();
    await releases.getByText('Bản 1 trở lại là bản mới nhất.').waitFor();
    const form = releases.getByRole('button', { name: 'Rút bản 2', exact: true });
    await form.click();
    await page.getByText('Nêu rõ lý do, ít nhất 10 ký tự.').waitFor();
    await page.getByLabel('Lý do rút bản 2').fill(whyTakenBack);
    await lookAt(officer(), 'desk-take-back');
    await form.click();
    await releases.getByText('Đã rút', { exact: true }).waitFor();
    await releases.getByText(whyTakenBack).waitFor();
    // The only one that is left goes with the dataset.
    expect(await releases.getByRole('button').count()).toBe(0);
    await lookAt(officer(), 'desk-taken-back');
    const line = page.getByRole('row', { name: whyTakenBack });
    await expect
      .poll(async () => (await page.goto(place.public)) && line.count(), { timeout: 30_000 })
      .toBe(1);
    await line.scrollIntoViewIfNeeded();
    await lookAt(officer(), 'release-taken-back');
    const { page: reader, expectTrouble } = department();
    expectTrouble(/status of 410/);
    const slug = place.public.split('/').at(-2) ?? '';
    await expect
      .poll(async () => (await reader.goto(`${place.public}releases/2/${slug}.csv`))?.status(), {
        timeout: 30_000,
      })
      .toBe(410);
    await reader.getByText(whyTakenBack).waitFor();
    await lookAt(department(), 'release-tombstone');
    await page.goto(place.desk);
  });

  test('a withdrawal says what it does, and leaves a tombstone with the reason', async () => {
    const { page, expectTrouble } = officer();
    await page.reload();
    await page.getByRole('button', { name: 'Thu hồi bộ dữ liệu này…' }).click();
    await page.getByText('Thu hồi không làm lại được.').waitFor();
    await page.getByLabel('Lý do thu hồi').fill(whyWithdrawn);
    await lookAt(officer(), 'desk-withdraw');
    await page.getByRole('button', { name: 'Thu hồi bộ dữ liệu', exact: true }).click();
    await page.getByText(`Đã thu hồi ngày`).first().waitFor();
    expectTrouble(/status of 410/);
    await expect.poll(async () => (await page.goto(place.public))?.status(), { timeout: 30_000 }).toBe(410);
    await page.getByText(whyWithdrawn).waitFor();
  });

  test('the Department’s own data needs another of its officers', async () => {
    const own = await deskOf(driver, 'department');
    const file = await createDataset(own, titled(`Dữ liệu của Sở ${width}`));
    await sendFileByApi(own, file.id, 'so.csv', Buffer.from('mã,tên\n01,Một\n'));
    await submit(own, file.id);
    const { page } = department();
    await page.goto(`/desk/datasets/${file.id}`);
    await page.getByText('thì không được tự phê duyệt').waitFor();
    const note = await panel(page, 'Việc tiếp theo').textContent();
    expect(note).toMatch(/Người trình: .+\. Người gửi tệp: .+\./);
    expect(await page.getByRole('button', { name: 'Phê duyệt và công bố' }).count()).toBe(0);
  });
});
