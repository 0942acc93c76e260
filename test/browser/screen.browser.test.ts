import { describe, expect, test } from 'vitest';
import personas from '../../local/demo/personas.json' with { type: 'json' };
import { createByForm, csvFile, panel, sendFile, signIn, submitByForm } from './desk.ts';
import { lookAt } from './look.ts';
import { titled } from './this-run.ts';
import { useVisit, WIDTHS } from './visit.ts';

/** Codes that look like numbers of citizens, and three sick people in one commune. */
const csv = [
  'Xã,Ký hiệu hồ sơ một cửa,Số ca mắc',
  'An Bình,034099001234,12',
  'Đông Mỹ,034185004321,3',
  'Vũ Lạc,034201007777,20',
  '',
].join('\r\n');

describe.each(WIDTHS)('a file in which something was found, at %i pixels', (width) => {
  const visit = useVisit(width, {}, 'officer-');
  const department = useVisit(width, {}, 'department-');
  let file = '';
  const submit = () => panel(visit().page, /^Trình công bố/);
  const title = titled(`Ca mắc theo xã ${width}`);

  test('the officer sees what, where and why, and cannot submit past it', async () => {
    const { page } = visit();
    await signIn(page, 'focal-y-te');
    await createByForm(page, title);
    file = new URL(page.url()).pathname;
    await sendFile(page, csvFile('ca-mac.csv', csv));
    await panel(page, 'Kiểm tra tệp').getByText('Cần quyết định trước khi mở dữ liệu').waitFor();
    const left = panel(page, 'Việc tiếp theo').getByRole('link', {
      name: '2 điều đã thấy trong tệp cần quyết định',
    });
    await left.click();
    expect(new URL(page.url()).hash).toBe('#finding-choices');
    await submit().getByText('Xem 3 chỗ (đã che bớt)').click();
    await submit().getByText('034•••••••34').waitFor();
    await submit().getByRole('button', { name: 'Trình phê duyệt' }).click();
    await submit().getByText('Chọn điều đúng, hoặc sửa tệp rồi tải lên lại.').first().waitFor();
    await lookAt(visit(), 'desk-findings');
  });

  test('who decides that personal data may be open must declare so, with what makes it public', async () => {
    const { page } = visit();
    const citizens = submit().getByRole('group', { name: /^Số căn cước/ });
    await citizens.getByLabel('Đúng là vậy').check();
    await citizens.getByLabel('Lý do').fill('Dữ liệu dựng để kiểm thử, không phải của ai');
    await page.getByLabel('Tệp không chứa dữ liệu cá nhân.').check();
    await submit().getByRole('button', { name: 'Trình phê duyệt' }).click();
    await submit().getByText('chọn mục thứ ba và nêu căn cứ').waitFor();
    await page.getByLabel(/được công khai theo pháp luật hoặc có sự đồng ý/).check();
    await submit().getByText('Điều 16 Luật Bảo vệ dữ liệu cá nhân').first().waitFor();
    await page.getByLabel('Pháp luật quy định công khai.').check();
    await submit().getByRole('button', { name: 'Trình phê duyệt' }).click();
    await submit().getByText('Cần ít nhất 10 ký tự.').first().waitFor();
    await lookAt(visit(), 'desk-personal-data');
    await page
      .getByLabel('Văn bản, điều, khoản quy định công khai')
      .fill('Khoản 1 Điều 2 của luật dựng để thử');
  });

  test('each is decided with a reason, and the file is submitted', async () => {
    const { page } = visit();
    for (const about of [/^Số căn cước/, /^Số đếm quá nhỏ/]) {
      const finding = submit().getByRole('group', { name: about });
      await finding.getByLabel('Không phải điều bị nghi').check();
      await finding.getByLabel('Lý do').fill('Dữ liệu dựng để kiểm thử, không phải của ai');
    }
    await submitByForm(page);
  });

  test('the approver reads the decisions beside the declaration', async () => {
    const { page } = department();
    await signIn(page, 'department', file);
    const approval = panel(page, /^Phê duyệt bản/);
    await approval.getByText('Quyết định của người trình về từng điều đã thấy').waitFor();
    await approval.getByText('3 ô giống số căn cước').waitFor();
    await approval.getByText('Lý do: Dữ liệu dựng để kiểm thử').first().waitFor();
    const { name } = personas.find(({ id }) => id === 'focal-y-te') ?? { name: '' };
    const named = approval.getByText(`người quyết định: ${name}`);
    await named.first().waitFor();
    expect(await named.count()).toBe(2);
    await lookAt(department(), 'desk-findings-decided');
  });
});
