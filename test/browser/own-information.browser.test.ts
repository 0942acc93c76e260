import { describe, test } from 'vitest';
import { addressOf, confirm } from './a-request.ts';
import { panel, signIn } from './desk.ts';
import { lookAt } from './look.ts';
import { useVisit, WIDTHS } from './visit.ts';

describe.each(WIDTHS)('somebody asks for information of their own at %i pixels', (width) => {
  const [citizen, officer] = [useVisit(width, {}, 'citizen-'), useVisit(width, {}, 'officer-')];
  let code = '';

  test('the form says what is different about it, and takes it without a consent', async () => {
    const { page } = citizen();
    const email = addressOf('cua-toi', width);
    await page.goto('/requests/new/');
    await page.getByLabel('Thông tin cần cung cấp').fill('Hồ sơ cấp giấy chứng nhận của thửa đất tôi đang ở');
    await page.getByLabel('Lý do, mục đích').fill('Làm thủ tục tách thửa');
    await page.getByLabel('Thông tin của chính tôi').check();
    await page.getByText('cổng chỉ biết địa chỉ thư là của bạn').waitFor();
    await page.getByLabel('Họ và tên').fill('Nguyễn Thị Hạnh');
    await page.getByLabel('Nơi cư trú hoặc địa chỉ').fill('Thôn Đông, xã Đông Hưng');
    await page.getByLabel('Số căn cước').fill('034190001234');
    await page.getByLabel('Cơ quan giữ thông tin').selectOption({ label: 'Sở Nông nghiệp và Môi trường' });
    await page.getByLabel('Địa chỉ thư để nhận mã').fill(email);
    await lookAt(citizen(), 'own-form');
    code = await confirm(citizen(), email);
    await page.getByRole('link', { name: 'Xem yêu cầu' }).click();
    await page.getByText('Thông tin của chính tôi').waitFor();
  });

  test('the officer is told to compare who asks with the agency’s own files', async () => {
    const { page } = officer();
    await signIn(page, 'focal-nnmt', `/desk/requests/${code}`);
    const content = panel(page, 'Nội dung');
    await content.getByText('Thông tin của chính người yêu cầu').waitFor();
    await content.getByText('Đối chiếu họ tên, số giấy tờ với hồ sơ của cơ quan').waitFor();
    await lookAt(officer(), 'own-desk');
  });
});
