import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import { aCitizen, sendRequest } from '../journeys/driver/citizen.ts';
import { body, deskOf } from '../journeys/driver/desk.ts';
import { eventually } from '../journeys/driver/eventually.ts';
import { theDriver } from '../journeys/driver/index.ts';
import { signIn } from './desk.ts';
import { lookAt } from './look.ts';
import { useVisit, WIDTHS } from './visit.ts';

const driver = theDriver();
const OWNER = 'Sở Nông nghiệp và Môi trường';

beforeAll(async () => {
  const department = await deskOf(driver, 'department');
  const { code } = body(await sendRequest(driver, aCitizen(driver)));
  const params = { id: `answer-request:${code.toLowerCase()}:1` };
  const duty = await eventually('the duty to answer', async () => {
    const answer = await department.call(op.readDuty, { params });
    return answer.ok && answer.body;
  });
  if (duty.deadline.kind !== 'known') throw new Error(duty.deadline.why);
  await driver.runMorning(addDays(localDate(duty.deadline.dueOn), 1));
  await eventually('an overdue answer in the figures', async () => {
    const { sum } = body(await department.call(op.readDutyFigures, { query: { kind: 'answer-request' } }));
    return sum.overdue > 0;
  });
});

describe.each(WIDTHS)('figures by agency, %i wide', (width) => {
  const visit = useVisit(width);
  const row = (name: string) =>
    visit()
      .page.getByRole('row')
      .filter({ has: visit().page.getByRole('rowheader', { name, exact: true }) });
  const names = () => visit().page.getByRole('rowheader').allTextContents();

  test('the Department comes to them from the due sheet, chooses a kind and a period, and sorts', async () => {
    const { page } = visit();
    await signIn(page, 'department');
    await page.getByRole('link', { name: 'Số liệu theo cơ quan' }).click();
    await page.getByRole('heading', { level: 1, name: 'Nhiệm vụ theo cơ quan' }).waitFor();
    await row(OWNER).waitFor();
    await page.getByText('Cách tính', { exact: true }).click();
    await page.getByText(/chỉ nêu khi có từ 10 nhiệm vụ/).waitFor();
    await lookAt(visit(), 'desk-duty-figures');

    await page.getByLabel('Loại').selectOption({ label: 'Trả lời yêu cầu' });
    await row(OWNER).waitFor();
    if (width > 640) await page.getByRole('button', { name: 'Hôm nay quá hạn' }).click();
    else await page.getByLabel('Sắp xếp theo').selectOption({ label: 'Hôm nay quá hạn' });
    const head = page.locator('[aria-sort="descending"]');
    await head.waitFor({ state: 'attached' });
    expect((await head.textContent())?.trim()).toBe('Hôm nay quá hạn');
    expect((await names())[0]).toBe('Toàn tỉnh');
    await page.getByLabel('Kỳ').selectOption({ label: 'Tháng 1' });
    await page.getByText(/^Từ tháng 01\/\d{4} đến tháng 01\/\d{4}\./).waitFor();
    // Another period is sorted as the one before.
    expect((await head.textContent())?.trim()).toBe('Hôm nay quá hạn');
    await lookAt(visit(), 'desk-duty-figures-sorted');
  });

  test('and takes them away as CSV', async () => {
    const { page } = visit();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải bảng này (CSV)' }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toMatch(/^so-lieu-nhiem-vu-\d{4}-01-\d{4}-01\.csv$/);
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toMatch(/^\ufeffMã cơ quan,Cơ quan,Hạng,/);
    expect(text).toContain('Toàn tỉnh');
  });

  test('the figures of requests of the whole province stand beside the inbox', async () => {
    const { page } = visit();
    await page
      .getByRole('navigation', { name: 'Trình đơn' })
      .getByRole('link', { name: 'Yêu cầu', exact: true })
      .click();
    await page.getByRole('link', { name: 'Số liệu toàn tỉnh' }).click();
    await page.getByRole('heading', { level: 1, name: 'Số liệu yêu cầu toàn tỉnh' }).waitFor();
    await row(OWNER).waitFor();
    await row('Toàn tỉnh').waitFor();
    await lookAt(visit(), 'desk-request-figures');
  });

  test('a focal officer sees their own line and the sum', async () => {
    const { page } = visit();
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    // The issuer has let go of the session only when the way back from it has been walked.
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).waitFor();
    await signIn(page, 'focal-nnmt');
    await page.getByRole('link', { name: 'Số liệu của cơ quan tôi và toàn tỉnh' }).click();
    await row(OWNER).waitFor();
    expect(await names()).toEqual(['Toàn tỉnh', OWNER]);
    await lookAt(visit(), 'desk-duty-figures-own');
  });
});
