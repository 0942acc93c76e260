import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import { RequestCode } from '../../shared/kernel/ids.ts';
import { aCitizen, actOn, sendRequest, someForm } from '../journeys/driver/citizen.ts';
import { body, deskOf } from '../journeys/driver/desk.ts';
import { eventually } from '../journeys/driver/eventually.ts';
import { theDriver } from '../journeys/driver/index.ts';
import { panel, signIn } from './desk.ts';
import { lookAt } from './look.ts';
import { useVisit, WIDTHS } from './visit.ts';

const driver = theDriver();

describe.each(WIDTHS)('an agency finds its own answer wrong at %i pixels', (width) => {
  const [officer, citizen] = [useVisit(width, {}, 'officer-'), useVisit(width, {}, 'citizen-')];
  let code: RequestCode;
  let secret = '';
  const act = () => panel(officer().page, /^(Sau khi trả lời|Việc cần làm)$/);

  beforeAll(async () => {
    const content = someForm(`Số thửa đất của thôn Đông, bản in khổ ${width}`);
    const sent = body(await sendRequest(driver, aCitizen(driver), { content }));
    [code, secret] = [RequestCode.parse(sent.code), sent.secret];
    body(
      await actOn(await deskOf(driver, 'focal-nnmt'), op.answerRequest, code, { text: 'Thửa đất số 12.' }),
    );
  });

  test('the officer writes down what is wrong and since when it is known; a day before the answer is not taken', async () => {
    const { page } = officer();
    await signIn(page, 'focal-nnmt', `/desk/requests/${code}`);
    await page.getByRole('button', { name: 'Thông tin đã cung cấp không chính xác…' }).click();
    await act().getByLabel('Điều không chính xác').fill('Số thửa ghi nhầm: 12 phải là 21.');
    const day = act().getByLabel('Ngày phát hiện');
    const today = await day.inputValue();
    await day.fill('2025-01-02');
    await act().getByRole('button', { name: 'Ghi nhận và báo người yêu cầu' }).click();
    await act()
      .getByText(/^Chọn một ngày từ/)
      .waitFor();
    await lookAt(officer(), 'correction-desk-wrong');
    await day.fill(today);
    await act().getByRole('button', { name: 'Ghi nhận và báo người yêu cầu' }).click();
    const owed = panel(page, 'Đính chính');
    await owed.getByText(/^Phát hiện ngày/).waitFor();
    await owed.getByText('Cách tính hạn đính chính và căn cứ').click();
    await owed.getByText('Điều 32 Luật Tiếp cận thông tin 104/2016/QH13').first().waitFor();
    await lookAt(officer(), 'correction-desk-owed');
  });

  test('it stands in the inbox and on the due sheet by its own day', async () => {
    const { page } = officer();
    await eventually('the duty', async () => {
      const duty = await (
        await deskOf(driver, 'focal-nnmt')
      ).call(op.readDuty, {
        params: { id: `correct-answer:${code.toLowerCase()}:1` },
      });
      return duty.ok;
    });
    await page.goto('/desk/requests');
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: code }) });
    await row.getByText('Đang đính chính').waitFor();
    await page.goto('/desk/');
    await page.getByLabel('Loại').selectOption({ label: 'Đính chính thông tin đã cung cấp' });
    await page
      .getByRole('listitem')
      .filter({ has: page.getByRole('link', { name: new RegExp(code) }) })
      .first()
      .waitFor();
    await lookAt(officer(), 'correction-duty');
  });

  test('who asked reads what is wrong and by when it will be put right, in either language', async () => {
    const { page } = citizen();
    for (const [address, words] of [
      ['/en/requests/', 'What you were given is not accurate'],
      ['/requests/', 'Thông tin đã cung cấp không chính xác'],
    ] as const) {
      await page.goto(`${address}#${code}.${secret}`);
      await page.getByRole('heading', { level: 2, name: words }).waitFor();
      await page.getByText('Số thửa ghi nhầm: 12 phải là 21.').waitFor();
      await lookAt(citizen(), `correction-page-${address.includes('en') ? 'en' : 'vi'}`);
    }
    await page.getByText(/^Đính chính, cung cấp lại chậm nhất hết ngày/).waitFor();
  });

  test('put right, it is owed no more: the letter can be taken, and both answers stand in what happened', async () => {
    const { page } = officer();
    await page.goto(`/desk/requests/${code}`);
    await page.getByRole('button', { name: 'Đính chính, cung cấp lại…' }).click();
    await act().getByLabel('Thông tin đúng').fill('Thửa đất số 21.');
    await lookAt(officer(), 'correction-desk-right');
    await act().getByRole('button', { name: 'Đính chính, cung cấp lại', exact: true }).click();
    await panel(page, 'Đính chính')
      .getByText(/đã đính chính ngày/)
      .waitFor();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải văn bản đính chính' }).click();
    expect((await saved).suggestedFilename()).toBe(`dinh-chinh-${code}.docx`);
    await lookAt(officer(), 'correction-desk-done');

    const reader = citizen().page;
    await reader.reload();
    await reader.getByText(/và đã đính chính, cung cấp lại ngày/).waitFor();
    for (const text of ['Thửa đất số 12.', 'Thửa đất số 21.']) await reader.getByText(text).waitFor();
    await reader.getByRole('button', { name: 'Tải văn bản đính chính (Word)' }).waitFor();
    await lookAt(citizen(), 'correction-page-done');
  });
});
