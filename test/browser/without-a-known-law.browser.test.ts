import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Driver } from '../journeys/driver/driver.ts';
import { operations as op } from '../../shared/contract/operations.ts';
import { RequestCode } from '../../shared/kernel/ids.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { aHouseTarget } from '../fixtures/rule-values.ts';
import { aCitizen, readAtDesk, sendRequest } from '../journeys/driver/citizen.ts';
import { body, deskOf } from '../journeys/driver/desk.ts';
import { eventually } from '../journeys/driver/eventually.ts';
import { embeddedDriver } from '../journeys/driver/embedded.ts';
import { startPortal } from '../journeys/driver/start-portal.ts';
import { addressOf, confirm } from './a-request.ts';
import { panel, signIn } from './desk.ts';
import { lookAt } from './look.ts';
import { useVisit, WIDTHS } from './visit.ts';

const WHY = /Từ ngày 01\/09\/2026, Luật Tiếp cận thông tin \(sửa đổi\) thay Luật 104\/2016\/QH13/;

// A portal of its own, whose days begin after the end of Law 104/2016: walking another there takes a morning for each day.
let driver: Driver;
let stop = async (): Promise<void> => undefined;
beforeAll(async () => {
  const portal = await startPortal(['--no-seed', '--now', '2026-09-02T09:00:00+07:00']);
  driver = embeddedDriver(portal.baseUrl);
  stop = portal.stop;
});
afterAll(() => stop());
const there = {
  get baseURL() {
    return driver.baseUrl;
  },
};

describe('a request under a law whose limits nobody has found yet', () => {
  const walks = WIDTHS.map((width) => ({
    width,
    citizen: useVisit(width, there, 'citizen-'),
    officer: useVisit(width, there, 'officer-'),
  }));
  const department = WIDTHS.map((width) => useVisit(width, there, 'department-'));
  const codes = new Map<number, string>();

  test('is taken in all the same: the answer, the standing, the desk and the letter say that no day is known, and why', async () => {
    const citizen = aCitizen(driver);
    const sent = body(await sendRequest(driver, citizen));
    const unknown = { kind: 'unknown', why: expect.stringMatching(WHY) as string };
    expect(sent).toMatchObject({ receivedOn: '2026-09-02', deadline: unknown });
    const params = { code: RequestCode.parse(sent.code) };
    expect(body(await citizen.call(op.readRequestStanding, { params }))).toMatchObject({
      status: 'received',
      overdue: false,
      deadline: unknown,
    });
    const officer = await deskOf(driver, 'focal-nnmt');
    expect(body(await readAtDesk(officer, sent.code))).toMatchObject({ deadline: unknown });
    const letter = await eventually('the letter', async () =>
      (await driver.mailTo(citizen.email)).find(({ subject }) => subject.includes(sent.code)),
    );
    expect(letter.text).toContain('Hạn trả lời: chưa xác định.');
    expect(letter.text).toMatch(WHY);
    await eventually('the duty', async () => {
      const duty = await officer.call(op.readDuty, {
        params: { id: `answer-request:${sent.code.toLowerCase()}:1` },
      });
      return duty.ok && duty.body.state === 'unknown-deadline';
    });
  });

  test('its sender sees that on the receipt and on the page behind their link', async () => {
    for (const { width, citizen } of walks) {
      const { page } = citizen();
      const email = addressOf('luat-moi', width);
      await page.goto('/requests/new/');
      await page.getByLabel('Thông tin cần cung cấp').fill('Kế hoạch sử dụng đất của xã Đông Hưng năm 2026');
      await page.getByLabel('Lý do, mục đích').fill('Chuẩn bị xây nhà');
      await page.getByLabel('Họ và tên').fill('Nguyễn Thị Hạnh');
      await page.getByLabel('Nơi cư trú hoặc địa chỉ').fill('Thôn Đông, xã Đông Hưng');
      await page.getByLabel('Số căn cước').fill('034190001234');
      await page.getByLabel('Cơ quan giữ thông tin').selectOption({ label: 'Sở Nông nghiệp và Môi trường' });
      await page.getByLabel('Địa chỉ thư để nhận mã').fill(email);
      codes.set(width, await confirm(citizen(), email, driver));
      for (const place of ['receipt', 'page']) {
        const clock = page.locator('.clock').first();
        await clock.getByText('Chưa xác định được hạn', { exact: true }).waitFor();
        await clock.getByText(WHY).first().waitFor();
        await lookAt(citizen(), `unknown-limit-${place}`);
        if (place === 'receipt') await page.getByRole('link', { name: 'Xem yêu cầu' }).click();
      }
    }
  });

  test('the officer sees it in the inbox, in the request and on the due sheet', async () => {
    for (const { width, officer } of walks) {
      const { page } = officer();
      const code = codes.get(width)!;
      await signIn(page, 'focal-nnmt', '/desk/requests');
      const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: code }) });
      await row.getByText(/chưa xác định/i).waitFor();
      await lookAt(officer(), 'unknown-limit-inbox');
      await row.getByRole('link', { name: code }).click();
      await panel(page, 'Thời hạn').getByText(WHY).first().waitFor();
      await page.goto('/desk/');
      await page.getByLabel('Loại').selectOption({ label: 'Trả lời yêu cầu' });
      const duty = page
        .getByRole('listitem')
        .filter({ has: page.getByRole('link', { name: new RegExp(code) }) });
      await duty.getByText(/^Chưa xác định được hạn:/).waitFor();
      await duty.getByText(WHY).first().waitFor();
      await lookAt(officer(), 'unknown-limit-duty');
    }
  });

  test('once a value is approved the day stands there, for both, with what was said before', async () => {
    const value = aHouseTarget({
      rule: 'information-request-online-simple',
      from: localDate('2026-09-01'),
      limit: { kind: 'period', amount: 3, unit: 'working-day' },
      ground: {
        basis: 'house',
        decision: { number: '77/QĐ-SKHCN', issuedOn: localDate('2026-09-02') },
        sentence: 'Trong lúc chưa rõ luật mới, trả lời trong ba ngày làm việc.',
      },
    });
    const [first, second] = await Promise.all([deskOf(driver, 'department'), deskOf(driver, 'department-2')]);
    const { id } = body(await first.call(op.submitRuleValue, { body: value }));
    body(await second.call(op.approveRuleValue, { params: { id } }));
    await driver.runMorning('2026-09-03');
    // Received on 02/09, a day off: 3, 4 and, after the weekend, 7 September.
    for (const { width, citizen, officer } of walks) {
      const code = codes.get(width)!;
      const { page } = citizen();
      await expect
        .poll(
          async () => {
            await page.reload();
            await page.getByRole('heading', { name: `Yêu cầu ${code}` }).waitFor();
            return page.getByText('Trả lời chậm nhất hết ngày 07/09/2026').isVisible();
          },
          { timeout: 30_000 },
        )
        .toBe(true);
      await page.locator('.clock').first().getByText('mục tiêu nội bộ', { exact: true }).waitFor();
      await page.getByText('Hạn trước đây (1)').click();
      await page.getByText(/^Chưa xác định được hạn, thay ngày 03\/09\/2026/).waitFor();
      await lookAt(citizen(), 'unknown-limit-found-page');

      const desk = officer().page;
      await desk.goto(`/desk/requests/${code}`);
      const clock = panel(desk, 'Thời hạn');
      await clock.getByText('07/09/2026').first().waitFor();
      await clock.getByText('Hạn trước đây (1)').click();
      await clock.getByText(/^Thay ngày 03\/09\/2026/).waitFor();
      await lookAt(officer(), 'unknown-limit-found-desk');
    }
  });

  const law = '99/2026/QH16';
  const rule = 'information-request-online-simple';
  const title = rulebook.deadlines.get(rule)!.title.vi;

  test('the law found is entered with its place; sent back it counts for nobody, entered again and approved it goes before the target', async () => {
    const [{ page: first }, { page: second }] = [department[0]!(), department[1]!()];
    await signIn(first, 'department', '/desk/regulation');
    await signIn(second, 'department-2', '/desk/regulation');
    const enter = async (days: string) => {
      await first
        .getByRole('listitem')
        .filter({ has: first.getByRole('heading', { level: 3, name: title }) })
        .filter({ hasText: 'Mục tiêu nội bộ' })
        .getByRole('button', { name: 'Nhập giá trị' })
        .click();
      await first.getByLabel('Số', { exact: true }).fill(days);
      await first.getByLabel('Số, ký hiệu văn bản').fill(law);
      await first.getByLabel('Tên văn bản').fill('Luật Tiếp cận thông tin (sửa đổi)');
      await first.getByLabel('Điều', { exact: true }).fill('21');
      await first.getByLabel('Khoản', { exact: true }).fill('2');
      await first.getByLabel('Điểm', { exact: true }).fill('b');
      await first
        .getByLabel('Câu của văn bản')
        .fill(`Chậm nhất ${days} ngày làm việc thì cung cấp thông tin.`);
      await lookAt(department[0]!(), 'unknown-limit-law-form');
      await first.getByRole('button', { name: 'Gửi để người khác phê duyệt' }).click();
    };
    const entered = (page: Page, days: string) =>
      page
        .getByRole('listitem')
        .filter({ hasText: law })
        .filter({ hasText: `${days} ngày làm việc` });

    await enter('6');
    await entered(first, '6').getByText('một người khác phải phê duyệt').waitFor();
    await second.reload();
    const wrong = entered(second, '6');
    await wrong.getByRole('button', { name: 'Không dùng giá trị này' }).click();
    await wrong.getByLabel('Lý do không dùng').fill('Luật ghi 5 ngày làm việc.');
    await lookAt(department[1]!(), 'unknown-limit-law-return');
    await wrong.getByRole('button', { name: 'Ghi lý do và không dùng' }).click();
    await wrong.getByText('Luật ghi 5 ngày làm việc.').waitFor();

    await first.reload();
    await enter('5');
    await entered(first, '5').getByText('một người khác phải phê duyệt').waitFor();
    await second.reload();
    await entered(second, '5').getByRole('button', { name: 'Phê duyệt' }).click();
    await entered(second, '5').getByText('Đang dùng').waitFor();
    await lookAt(department[1]!(), 'unknown-limit-law-approved');
  });

  test('the next night every open request and its duty have the day of the law, with both days before it', async () => {
    await driver.runMorning('2026-09-04');
    const officer = await deskOf(driver, 'focal-nnmt');
    for (const code of codes.values()) {
      // 3 and 4 September, then, after the weekend, 7, 8 and 9.
      const day = { kind: 'known', dueOn: '2026-09-09' };
      const at = await eventually('the day of the request', async () => {
        const read = body(await readAtDesk(officer, code));
        return read.deadline.kind === 'known' && read.deadline.dueOn === day.dueOn && read;
      });
      expect(at.deadline).not.toHaveProperty('basis');
      expect(at.earlierDeadlines).toMatchObject([
        { because: 'law', replacedOn: '2026-09-03', deadline: { kind: 'unknown' } },
        { because: 'law', replacedOn: '2026-09-04', deadline: { dueOn: '2026-09-07', basis: 'house' } },
      ]);
      await eventually('the day of the duty', async () => {
        const id = `answer-request:${code.toLowerCase()}:1`;
        const duty = body(await officer.call(op.readDuty, { params: { id } }));
        return (
          duty.deadline.kind === 'known' &&
          duty.deadline.dueOn === day.dueOn &&
          duty.earlierDeadlines.length === 2 &&
          duty
        );
      });
    }
  });

  test('who asked is written to: which day now, and which article', async () => {
    for (const { width, citizen } of walks) {
      const code = codes.get(width)!;
      const letter = await eventually('the letter', async () =>
        (await driver.mailTo(addressOf('luat-moi', width))).find(
          ({ subject, text }) => subject.includes(code) && text.includes('09/09/2026'),
        ),
      );
      expect(letter.subject).toBe(`Yêu cầu ${code}: hạn trả lời được tính lại`);
      expect(letter.text).not.toContain('mục tiêu nội bộ, không phải pháp luật');
      const { page } = citizen();
      await page.reload();
      await page.getByText('Trả lời chậm nhất hết ngày 09/09/2026').waitFor();
      await page.getByText('Hạn trước đây (2)').click();
      const clock = page.locator('.clock').first();
      await clock.locator('summary').first().click();
      await clock
        .getByRole('link', { name: `điểm b khoản 2 Điều 21 ${law}` })
        .first()
        .waitFor();
      await lookAt(citizen(), 'unknown-limit-law-page');
    }
  });

  test('the public rulebook shows the value with its article and who stands for it, and the file says the same', async () => {
    const { page } = department[1]!();
    await expect
      .poll(
        async () => {
          await page.goto(`/regulation/${rule}/`);
          return page.getByText(`điểm b khoản 2 Điều 21 ${law}`).isVisible();
        },
        { timeout: 60_000 },
      )
      .toBe(true);
    const source = 'Sở Khoa học và Công nghệ nhập tại cổng, hai người xác nhận, phê duyệt ngày 03/09/2026';
    await page.getByText(source).waitFor();
    expect(await page.getByText('6 ngày làm việc').count()).toBe(0);
    await lookAt(department[1]!(), 'unknown-limit-law-rule');
    const file = (await (await fetch(`${driver.baseUrl}/regulation/${rule}.json`)).json()) as {
      values: { from: string; cites: { label: string; source: string }[] }[];
    };
    expect(file.values.find(({ from }) => from === '2026-09-01')?.cites).toMatchObject([
      { label: `điểm b khoản 2 Điều 21 ${law}`, source },
    ]);
  });
});
