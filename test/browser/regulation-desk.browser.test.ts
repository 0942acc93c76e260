import { describe, test } from 'vitest';
import { signIn } from './desk.ts';
import { lookAt } from './look.ts';
import { useVisit, WIDTHS } from './visit.ts';

/** A rule for each width: what is entered stays in the portal. */
const rules = {
  1280: 'Thông báo khi gián đoạn vì lý do bất khả kháng',
  390: 'Báo cho cơ quan khai thác bị tạm ngừng vì vi phạm hoặc nguy cơ mất an toàn',
} as const;

describe.each(WIDTHS)('the Department enters a missing value at %i pixels', (width) => {
  const [first, second] = [useVisit(width), useVisit(width)];
  const title = rules[width];

  test('what is wrong with the form is said beside each field', async () => {
    const { page } = first();
    await signIn(page, 'department', '/desk/regulation');
    await page.getByRole('heading', { level: 1, name: 'Sổ quy định' }).waitFor();
    await lookAt(first(), 'regulation-desk');
    const hole = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { level: 3, name: title }) });
    await hole.getByRole('button', { name: 'Nhập giá trị' }).click();
    await page.getByLabel('Đây là').selectOption({ label: 'Mục tiêu nội bộ theo quyết định của Sở' });
    await page.getByRole('button', { name: 'Gửi để người khác phê duyệt' }).click();
    await page.getByText('Cần điền mục này.').first().waitFor();
    await lookAt(first(), 'regulation-desk-wrong');
  });

  test('one enters a target, and is told that another must approve it', async () => {
    const { page } = first();
    await page.getByLabel('Số', { exact: true }).fill('2');
    await page.getByLabel('Số quyết định').fill('15/QĐ-SKHCN');
    await page.getByLabel('Ngày quyết định').fill('2025-06-10');
    await page.getByLabel('Nội dung quyết định').fill('Thông báo trong hai ngày làm việc.');
    await page.getByRole('button', { name: 'Gửi để người khác phê duyệt' }).click();
    const item = page
      .getByRole('listitem')
      .filter({ hasText: 'Chờ người khác phê duyệt' })
      .filter({ hasText: title });
    await item.getByText('một người khác phải phê duyệt').waitFor();
    await lookAt(first(), 'regulation-desk-waiting');
  });

  test('another approves it, and it is shown as a target of the house', async () => {
    const { page } = second();
    await signIn(page, 'department-2', '/desk/regulation');
    const item = page.getByRole('listitem').filter({ hasText: '15/QĐ-SKHCN' }).filter({ hasText: title });
    await item.getByRole('button', { name: 'Phê duyệt' }).click();
    await item.getByText('Đang dùng').waitFor();
    await lookAt(second(), 'regulation-desk-approved');
  });
});
