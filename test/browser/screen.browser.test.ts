import { describe, test } from 'vitest';
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
    await submit().getByText('Xem 3 chỗ (đã che bớt)').click();
    await submit().getByText('034•••••••34').waitFor();
    await submit().getByRole('button', { name: 'Trình phê duyệt' }).click();
    await submit().getByText('Chọn một trong hai, hoặc sửa tệp rồi tải lên lại.').first().waitFor();
    await lookAt(visit(), 'desk-findings');
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
    await lookAt(department(), 'desk-findings-decided');
  });
});
