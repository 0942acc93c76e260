import { readFile } from 'node:fs/promises';
import { read as readWorkbook, utils as sheets } from '@e965/xlsx';
import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import { aCitizen, sendRequest, someForm } from '../journeys/driver/citizen.ts';
import { body, deskOf, publishFile } from '../journeys/driver/desk.ts';
import { eventually } from '../journeys/driver/eventually.ts';
import { theDriver } from '../journeys/driver/index.ts';
import { panel, signIn } from './desk.ts';
import { lookAt } from './look.ts';
import { titled } from './this-run.ts';
import { useVisit, WIDTHS } from './visit.ts';

const driver = theDriver();

describe.each(WIDTHS)('an officer who needs more time, or holds nothing of it, at %i pixels', (width) => {
  const visit = useVisit(width);
  let code = '';
  const act = () => panel(visit().page, 'Việc cần làm');
  const clock = () => panel(visit().page, 'Thời hạn');
  const dueDay = async () => /(\d\d)\/(\d\d)\/(\d{4})/.exec((await clock().textContent()) ?? '')?.[0];

  beforeAll(async () => {
    const content = someForm('Hồ sơ đo đạc của cả xã từ năm 2010 đến nay');
    code = body(await sendRequest(driver, aCitizen(driver), { content })).code;
  });

  test('says that it must be gathered: the longer limit stands there, beside the day by which that had to be said', async () => {
    const { page } = visit();
    await signIn(page, 'focal-nnmt', `/desk/requests/${code}`);
    await page.getByRole('heading', { level: 1, name: `Yêu cầu ${code}` }).waitFor();
    const before = await dueDay();
    await page.getByRole('button', { name: 'Báo cần thời gian tập hợp…' }).click();
    await act().getByLabel('Lý do, và cơ quan sẽ làm gì').fill('Hồ sơ ở ba phòng, phải tập hợp và số hóa.');
    await lookAt(visit(), 'desk-request-complex');
    await act().getByRole('button', { name: 'Báo cần thời gian tập hợp', exact: true }).click();
    await page.getByText('Cần tập hợp thông tin').first().waitFor();
    await clock()
      .getByText(/^Đã báo cần thời gian tập hợp ngày/)
      .waitFor();
    expect(await dueDay()).not.toBe(before);
    await panel(page, 'Diễn biến').getByText('Hồ sơ ở ba phòng, phải tập hợp và số hóa.').waitFor();
    await lookAt(visit(), 'desk-request-complex-said');
  });

  test('extends once; a second time is not offered', async () => {
    const { page } = visit();
    const before = await dueDay();
    await page.getByRole('button', { name: 'Gia hạn một lần…' }).click();
    await act().getByLabel('Lý do gia hạn').fill('Kho lưu trữ huyện cũ đang chuyển địa điểm.');
    await lookAt(visit(), 'desk-request-extend');
    await act().getByRole('button', { name: 'Gia hạn một lần', exact: true }).click();
    await panel(page, 'Diễn biến').getByText('Kho lưu trữ huyện cũ đang chuyển địa điểm.').waitFor();
    expect(await dueDay()).not.toBe(before);
    expect(await page.getByRole('button', { name: 'Gia hạn một lần…' }).count()).toBe(0);
    const saved = page.waitForEvent('download');
    await panel(page, 'Văn bản')
      .getByRole('button', { name: /gia hạn/i })
      .click();
    expect((await saved).suggestedFilename()).toBe(`mau-04-${code}.docx`);
    await lookAt(visit(), 'desk-request-extended');
  });

  test('hands it to the agency that holds it: without a choice that is said; afterwards nothing of the person is seen here', async () => {
    const { page } = visit();
    await page.getByRole('button', { name: 'Chuyển cơ quan khác…' }).click();
    await act().getByLabel('Vì sao cơ quan đó giữ thông tin này').fill('Sở Tài chính giữ hồ sơ gốc.');
    await act().getByRole('button', { name: 'Chuyển yêu cầu' }).click();
    await act().getByText('Chọn cơ quan.').waitFor();
    await act().getByLabel('Cơ quan nhận').selectOption({ label: 'Sở Tài chính' });
    await lookAt(visit(), 'desk-request-transfer');
    await act().getByRole('button', { name: 'Chuyển yêu cầu' }).click();
    await panel(page, 'Nội dung').getByText('chỉ hiện với cơ quan đang giải quyết').waitFor();
    expect(await page.getByText('Nguyễn Thị Hạnh').count()).toBe(0);
    await lookAt(visit(), 'desk-request-transferred');
  });

  test('takes the register of the year away, with the requests of its own agency in it', async () => {
    const own = body(await sendRequest(driver, aCitizen(driver))).code;
    const { page } = visit();
    await page.goto('/desk/requests');
    const register = panel(page, 'Sổ theo dõi và số liệu');
    await register.getByText('Đã nhận').waitFor();
    const saved = page.waitForEvent('download');
    await register.getByRole('button', { name: 'Tải sổ theo dõi (Excel)' }).click();
    const book = readWorkbook(await readFile(await (await saved).path()));
    const rows = sheets.sheet_to_json<string[]>(book.Sheets['Sổ theo dõi']!, { header: 1 });
    expect(rows.map(([first]) => first)).toContain(own);
    expect(rows.map(([first]) => first)).not.toContain(code);
    await lookAt(visit(), 'desk-request-register');
  });
});

describe.each(WIDTHS)('the Department waives a turn at %i pixels', (width) => {
  const visit = useVisit(width, {}, 'department-');
  const title = titled(`Dữ liệu sẽ gộp ${width}`);
  const why = 'Bộ dữ liệu sẽ được gộp vào danh mục chung trong quý tới.';
  const duty = () =>
    visit()
      .page.getByRole('listitem')
      .filter({ has: visit().page.getByRole('heading', { level: 2, name: /^Rà soát/ }) })
      .filter({ has: visit().page.getByRole('link', { name: title }) });

  test('in writing: who and why stand there, and the duty is open no more', async () => {
    const [officer, department] = await Promise.all([
      deskOf(driver, 'focal-nnmt'),
      deskOf(driver, 'department'),
    ]);
    const file = await publishFile(officer, department, title, 'gop.csv', Buffer.from('mã,tên\n01,Một\n'));
    await eventually('the review', async () =>
      body(await officer.call(op.listDuties, { query: { limit: 100, kind: 'open-data-review' } })).items.some(
        ({ subject }) => subject.type === 'dataset' && subject.id === file.id,
      ),
    );
    const { page } = visit();
    await signIn(page, 'department');
    await page.getByLabel('Cơ quan').selectOption({ label: 'Sở Nông nghiệp và Môi trường' });
    await duty().getByRole('button', { name: 'Miễn kỳ này' }).click();
    await duty().getByLabel('Lý do miễn, bằng văn bản').fill(why);
    await lookAt(visit(), 'desk-duty-waive');
    await duty().getByRole('button', { name: 'Ghi lý do và miễn' }).click();
    await expect.poll(() => duty().count()).toBe(0);
    await page.getByLabel('Hiện').selectOption({ label: 'Nhiệm vụ đã khép' });
    await duty().getByText(why).waitFor();
    await lookAt(visit(), 'desk-duty-waived');
  });
});
