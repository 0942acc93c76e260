import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import type { DatasetFile } from '../../shared/contract/publishing.ts';
import { addDays, displayDay, localDate } from '../../shared/kernel/local-date.ts';
import { body, deskOf, publishFile } from '../journeys/driver/desk.ts';
import { aTwoMonthTarget } from '../fixtures/rule-values.ts';
import { eventually } from '../journeys/driver/eventually.ts';
import { theDriver } from '../journeys/driver/index.ts';
import { signIn } from './desk.ts';
import { lookAt } from './look.ts';
import { titled } from './this-run.ts';
import { useVisit, WIDTHS, type Visit } from './visit.ts';

// Moves the clock of the whole portal forward: the last file of the suite, and both widths walk through it together.
const driver = theDriver();
const persona = 'focal-nnmt';
const UPDATE = /^Cập nhật, bổ sung dữ liệu mở/;

describe('a focal officer’s duties while days pass', () => {
  const walks = WIDTHS.map((width) => ({
    width,
    visit: useVisit(width),
    title: titled(`Hồ chứa nước ${width}`),
  }));
  const files: DatasetFile[] = [];
  let due = '';

  const dutyOf = ({ page }: Visit, title: string) =>
    page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { level: 2, name: UPDATE }) })
      .filter({ has: page.getByRole('link', { name: title }) });

  const atBothWidths = async (
    look: (duty: ReturnType<typeof dutyOf>, visit: Visit, title: string) => Promise<void>,
  ): Promise<void> => {
    for (const { visit, title } of walks) {
      await visit().page.goto('/desk/');
      await look(dutyOf(visit(), title), visit(), title);
    }
  };

  /** Lines of digests. */
  const remindersAbout = async (who: string, title: string): Promise<string[]> =>
    (await driver.mailTo(who))
      .flatMap(({ text }) => text.split('\n'))
      .filter((line) => line.startsWith('- ') && line.includes(title));

  const mailArrives = (who: string, start: string): Promise<unknown> =>
    Promise.all(
      walks.map(({ title }) =>
        eventually(`“${start}…” about ${title} to ${who}`, async () =>
          (await remindersAbout(who, title)).some((line) => line.startsWith(`- ${start}`)),
        ),
      ),
    );

  beforeAll(async () => {
    const [officer, department] = await Promise.all([deskOf(driver, persona), deskOf(driver, 'department')]);
    for (const { title } of walks)
      files.push(await publishFile(officer, department, title, 'ho.csv', Buffer.from('mã,tên\n01,Hồ một\n')));
  });

  test('“Nhiệm vụ của tôi” shows each with its due day, the sum and the citation', async () => {
    for (const { visit } of walks) await signIn(visit().page, persona);
    await atBothWidths(async (duty, visit) => {
      await visit.page.getByRole('heading', { level: 1, name: 'Nhiệm vụ của tôi' }).waitFor();
      await duty.getByText('Đang mở').waitFor();
      await duty.getByText('Cách tính hạn và căn cứ').click();
      await duty.getByText(/^Căn cứ: .*47\/2020\/NĐ-CP/).waitFor();
      await duty
        .getByText(new RegExp(displayDay(localDate(await driver.today()))))
        .first()
        .waitFor();
      due =
        /Hạn (\d\d)\/(\d\d)\/(\d{4})/
          .exec((await duty.textContent()) ?? '')
          ?.slice(1)
          .toReversed()
          .join('-') ?? '';
      await lookAt(visit, 'desk-duties-open');
    });
    expect(due).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  test('fourteen days before, the duty is near and a letter arrives', async () => {
    await driver.runMorning(addDays(localDate(due), -14));
    await atBothWidths(async (duty) => {
      await duty.getByText('Sắp đến hạn').waitFor();
      await duty.getByText('(còn 14 ngày)').waitFor();
    });
    await mailArrives(persona, 'Còn 14 ngày');
  });

  test('on the day, it says today', async () => {
    await driver.runMorning(localDate(due));
    await atBothWidths(async (duty) => {
      await duty.getByText('Sắp đến hạn').waitFor();
      await duty.getByText('(đến hạn hôm nay)').waitFor();
    });
    await mailArrives(persona, 'Hôm nay');
  });

  test('the day after, it is overdue, here and for the Department', async () => {
    await driver.runMorning(addDays(localDate(due), 1));
    await atBothWidths(async (duty, visit) => {
      await duty.getByText('Quá hạn').waitFor();
      await duty.getByText('(quá 1 ngày)').waitFor();
      await lookAt(visit, 'desk-duties-overdue');
    });
    await mailArrives('department', 'Đã quá hạn');
  });

  test('“Đã rà soát, không có thay đổi” closes it, and the next turn stands there', async () => {
    await atBothWidths(async (duty, visit) => {
      const { page } = visit;
      await duty.getByRole('button', { name: 'Đã rà soát, không có thay đổi' }).click();
      await duty.getByLabel('Ghi chú').fill('Đã đối chiếu với hồ sơ gốc.');
      await lookAt(visit, 'desk-duties-confirm');
      await duty.getByRole('button', { name: 'Xác nhận không có thay đổi' }).click();
      // The next turn is opened by a reaction a moment later: one looks again, as a person would.
      await expect
        .poll(
          async () => {
            await page.reload();
            await page.getByRole('status').waitFor();
            return (await duty.count()) === 1 && !(await duty.getByText('Quá hạn').isVisible());
          },
          { timeout: 30_000 },
        )
        .toBe(true);
      await page.getByLabel('Hiện').selectOption({ label: 'Nhiệm vụ đã khép' });
      await duty
        .getByText(/^Đã rà soát, không có thay đổi, ngày .*: Đã đối chiếu với hồ sơ gốc\.$/)
        .waitFor();
      await duty.getByText('Đã xong').waitFor();
      await lookAt(visit, 'desk-duties-closed');
    });
  });

  test('the next turn has no day, for the law behind it is repealed: it is counted and can be listed alone', async () => {
    await atBothWidths(async (duty, visit) => {
      const { page } = visit;
      await page.getByRole('status').getByText('chưa xác định được hạn').waitFor();
      await page.getByLabel(/^Hạn/).selectOption({ label: 'Chưa xác định được hạn' });
      await expect
        .poll(async () => {
          const isShown = await duty.getByText('Chưa xác định được hạn:').isVisible();
          return isShown && (await page.getByText(/^Hạn \d\d/).count()) === 0;
        })
        .toBe(true);
      await lookAt(visit, 'desk-duties-unknown');
    });
  });

  test('a target of the house gives it a day, marked as such, with the old statement beside it', async () => {
    const [first, second] = await Promise.all([deskOf(driver, 'department'), deskOf(driver, 'department-2')]);
    const { id } = body(await first.call(op.submitRuleValue, { body: aTwoMonthTarget }));
    body(await second.call(op.approveRuleValue, { params: { id } }));
    await atBothWidths(async (duty, visit) => {
      await expect
        .poll(
          async () => {
            await visit.page.reload();
            await visit.page.getByRole('status').waitFor();
            return duty.getByText('mục tiêu nội bộ', { exact: true }).isVisible();
          },
          { timeout: 30_000 },
        )
        .toBe(true);
      await duty.getByText(/^Chưa xác định được hạn, thay ngày/).waitFor();
      await duty.getByText('Cách tính trước đây').click();
      await duty.getByText('Chưa xác định được ngày đến hạn.').waitFor();
      await lookAt(visit, 'desk-duties-recomputed');
    });
  });
});
