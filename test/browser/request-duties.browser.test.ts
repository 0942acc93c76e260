import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import { aCitizen, sendRequest } from '../journeys/driver/citizen.ts';
import { body, deskOf } from '../journeys/driver/desk.ts';
import { eventually } from '../journeys/driver/eventually.ts';
import { theDriver } from '../journeys/driver/index.ts';
import { signIn } from './desk.ts';
import { lookAt } from './look.ts';
import { useVisit, WIDTHS } from './visit.ts';

const driver = theDriver();

describe.each(WIDTHS)('a request on the due sheet, %i wide', (width) => {
  const visit = useVisit(width);
  const words = `Đề nghị trả lời đúng hạn, báo lại nếu vướng mắc (${width}).`;
  let code = '';

  const dutyHere = () =>
    visit()
      .page.getByRole('listitem')
      .filter({ has: visit().page.getByRole('link', { name: new RegExp(code) }) });

  beforeAll(async () => {
    code = body(await sendRequest(driver, aCitizen(driver))).code;
    const department = await deskOf(driver, 'department');
    await eventually('the duty to answer', async () => {
      const params = { id: `answer-request:${code.toLowerCase()}:1` };
      return (await department.call(op.readDuty, { params })).ok;
    });
  });

  test('the Department finds it by kind and agency, and urges in writing', async () => {
    const { page } = visit();
    await signIn(page, 'department');
    await page.getByLabel('Loại').selectOption({ label: 'Trả lời yêu cầu' });
    await page.getByLabel('Cơ quan').selectOption({ label: 'Sở Nông nghiệp và Môi trường' });
    await dutyHere().getByText('Trả lời yêu cầu').first().waitFor();
    await dutyHere().getByRole('button', { name: 'Đôn đốc' }).click();
    await dutyHere().getByLabel('Nội dung đôn đốc').fill(words);
    await lookAt(visit(), 'desk-duty-urging');
    await dutyHere().getByRole('button', { name: 'Gửi đôn đốc' }).click();
    await dutyHere().getByText(words).waitFor();
  });

  test('the officer sees it with its day, answers, and comes to the request by its link', async () => {
    const { page } = visit();
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    // The issuer has let go of the session only when the way back from it has been walked.
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).waitFor();
    await signIn(page, 'focal-nnmt');
    await page.getByLabel('Loại').selectOption({ label: 'Trả lời yêu cầu' });
    await dutyHere()
      .getByText(/Sở đôn đốc ngày/)
      .waitFor();
    await dutyHere().getByRole('button', { name: 'Trả lời đôn đốc' }).click();
    await dutyHere().getByLabel('Trả lời Sở').fill('Đã có dự thảo, sẽ trả lời trong ngày mai.');
    await dutyHere().getByRole('button', { name: 'Gửi trả lời' }).click();
    await dutyHere().getByText('Đã có dự thảo, sẽ trả lời trong ngày mai.').waitFor();
    await lookAt(visit(), 'desk-duty-request');
    await page.getByText('Xem hạn trong Outlook, Google Calendar').click();
    await page.getByRole('button', { name: 'Tạo địa chỉ lịch' }).click();
    expect(await page.getByLabel('Địa chỉ lịch của bạn').inputValue()).toMatch(
      /\/api\/v1\/duty-feed\/[0-9a-f-]{36}\.[\w-]{43}$/,
    );
    await lookAt(visit(), 'desk-duty-calendar');
    await dutyHere()
      .getByRole('link', { name: new RegExp(code) })
      .click();
    await page.waitForURL(`**/desk/requests/${code}`);
  });
});
