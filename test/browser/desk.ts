import type { Locator, Page } from 'playwright-core';

/** Goes through the sign-in page as a persona: authorization code with PKCE, as any officer. */
export const chooseAtPicker = async (page: Page, persona: string): Promise<void> => {
  await page.getByRole('heading', { name: 'Đăng nhập với vai nào?' }).waitFor();
  await page.getByRole('button', { name: new RegExp(`· ${persona}$`) }).click();
};

/** Opens the desk at an address and signs in. */
export const signIn = async (page: Page, persona: string, address = '/desk/'): Promise<void> => {
  await page.goto(address);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await chooseAtPicker(page, persona);
  await page.getByRole('button', { name: 'Đăng xuất' }).waitFor();
};

/** The part of a dataset's file under a heading. */
export const panel = (page: Page, heading: string | RegExp): Locator =>
  page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name: heading }) });

/** Fills the form of a new dataset and sends it; ends on the dataset's file. */
export const createByForm = async (page: Page, title: string): Promise<void> => {
  await page.getByRole('navigation', { name: 'Trình đơn' }).getByRole('link', { name: 'Bộ dữ liệu' }).click();
  await page.getByRole('link', { name: 'Tạo bộ dữ liệu' }).click();
  await page.getByLabel('Tên bộ dữ liệu').fill(title);
  await page
    .getByLabel('Mô tả')
    .fill('Số liệu do kiểm thử trên trình duyệt tạo ra, để đi hết đường của một tệp.');
  await page.getByLabel('Chủ đề').selectOption({ label: 'Cơ sở hạ tầng' });
  await page.getByLabel('Kỳ cập nhật').selectOption({ index: 1 });
  await page.getByLabel('Phạm vi không gian').fill('Tỉnh Thái Bình');
  await page.getByLabel('Từ khóa').fill('kiểm thử, trình duyệt');
  await page.getByRole('button', { name: 'Tạo và tải tệp lên' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
};

export type ChosenFile = { name: string; mimeType: string; buffer: Buffer };

export const csvFile = (name: string, text: string): ChosenFile => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
});

/** Chooses a file as the file dialog would. */
export const chooseFile = (page: Page, file: ChosenFile): Promise<void> =>
  page.getByLabel('Chọn tệp').setInputFiles(file);

/** Waits until the check of a file has passed; an earlier file's report may still stand there. */
export const checkPassed = async (page: Page, { name }: ChosenFile, within = 60_000): Promise<void> => {
  await panel(page, 'Kiểm tra tệp').getByText(name).waitFor({ timeout: within });
  await page.getByRole('heading', { level: 2, name: /^Trình công bố/ }).waitFor({ timeout: within });
};

/** Sends a file and waits until it has passed its check. */
export const sendFile = async (page: Page, file: ChosenFile): Promise<void> => {
  await chooseFile(page, file);
  await checkPassed(page, file);
};

/** Gives the four confirmations and submits. */
export const submitByForm = async (page: Page): Promise<void> => {
  const guesses = page.getByLabel(/điều hệ thống phải đoán/);
  if ((await guesses.count()) > 0) await guesses.check();
  await page.getByLabel('1. Tôi xác nhận tệp không chứa bí mật nhà nước.').check();
  await page.getByLabel('Tệp không chứa dữ liệu cá nhân.').check();
  await page.getByLabel('3. Tôi đã xem xét nguy cơ tái định danh').check();
  await page.getByLabel('4. Căn cứ pháp lý').fill('Khoản 1 Điều 6 Quy chế kèm theo QĐ 10/2021/QĐ-UBND');
  await page.getByRole('button', { name: 'Trình phê duyệt' }).click();
  await page.getByText('Đã trình. Chờ cơ quan đầu mối dữ liệu của tỉnh phê duyệt').waitFor();
};
