import { describe, expect, test } from 'vitest';
import { chooseFile, createByForm, csvFile, panel, sendFile, signIn, submitByForm } from './desk.ts';
import { lookAt } from './look.ts';
import { encode } from '../fixtures/legacy-encoders.ts';
import { TextEncoding } from '../../shared/kernel/reading.ts';
import { valueWords } from '../../web/desk/file/decided-words.ts';
import { rawZip } from '../fixtures/raw-zip.ts';
import { xlsxEntries, xlsxOf } from '../fixtures/xlsx-parts.ts';
import { titled } from './this-run.ts';
import { useVisit, WIDTHS } from './visit.ts';

/** A printed form: a title, then the names; dates that could be read in two ways, and a sum below. */
const form = [
  'DANH SÁCH GIẤY PHÉP ĐÃ CẤP;;',
  'Mã giấy phép;Ngày cấp;Số tiền (đồng)',
  'GP01;03/04/2025;1.250.000',
  'GP02;05/06/2025;2.400.000',
  'Tổng cộng;;3.650.000',
  '',
].join('\r\n');

describe.each(WIDTHS)('an officer who knows the file better than the system, at %i pixels', (width) => {
  const visit = useVisit(width);
  const report = () => panel(visit().page, 'Kiểm tra tệp');
  const opened = () => report().getByText('Đọc tệp theo cách khác, sửa lược đồ các cột');

  test('sees what was guessed, and cannot submit past it', async () => {
    const { page } = visit();
    await signIn(page, 'focal-xay-dung');
    await createByForm(page, titled(`Giấy phép đã cấp ${width}`));
    await sendFile(page, csvFile('giay-phep.csv', form));
    await report().getByText('Hệ thống đoán').first().waitFor();
    const submit = panel(page, /^Trình công bố/);
    await submit.getByRole('button', { name: 'Trình phê duyệt' }).click();
    await submit.getByText('Cần xác nhận mục này trước khi trình.').first().waitFor();
    await lookAt(visit(), 'desk-reading-guessed');
  });

  test('says how the dates are written and what a column must keep to; the file is not sent again', async () => {
    const { page } = visit();
    await opened().click();
    await report().getByLabel('Cách ghi ngày của cột Ngày cấp').selectOption('month-first');
    await report().getByLabel('Ràng buộc của cột Mã giấy phép').click();
    await report().getByLabel('Không được để trống').first().check();
    await lookAt(visit(), 'desk-reading-form');
    const parts: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).searchParams.has('partNumber')) parts.push(request.url());
    });
    await report().getByRole('button', { name: 'Đọc lại tệp theo lựa chọn này' }).click();
    await report().getByText('Theo lựa chọn của cán bộ').waitFor({ timeout: 60_000 });
    await report()
      .getByText(/^Xem trước \d+ dòng đầu$/)
      .click();
    await report().getByRole('cell', { name: '2025-03-04', exact: true }).waitFor();
    expect(parts).toEqual([]);
    await lookAt(visit(), 'desk-reading-told');
  });

  test('is told at its field that a rule cannot be kept, and mends it', async () => {
    const { page } = visit();
    await opened().click();
    await report().getByLabel('Ràng buộc của cột Mã giấy phép').click();
    const pattern = report().getByLabel('Mẫu của giá trị').first();
    await pattern.fill('GP[0-9');
    await pattern.blur();
    visit().expectTrouble(/status of 400/);
    await report().getByRole('button', { name: 'Đọc lại tệp theo lựa chọn này' }).click();
    await page.locator('.field .wrong', { hasText: 'sai cú pháp' }).waitFor();
    expect(await pattern.getAttribute('aria-invalid')).toBe('true');
    await lookAt(visit(), 'desk-reading-refused');
    await pattern.fill('');
    await pattern.blur();
    await opened().click();
  });

  test('accepts a guess that is right, and is not asked about it again', async () => {
    await opened().click();
    const guesses = report().locator('section').filter({ hasText: 'Ghi nhận điều hệ thống đoán' });
    const before = await guesses.getByRole('listitem').count();
    await guesses.getByRole('button', { name: 'Đúng như vậy' }).first().click();
    await guesses.getByText('Đã ghi nhận.').waitFor();
    await lookAt(visit(), 'desk-reading-accepted');
    await report().getByRole('button', { name: 'Đọc lại tệp theo lựa chọn này' }).click();
    await guesses.getByText('Đã ghi nhận.').waitFor({ state: 'detached', timeout: 60_000 });
    await opened().click();
    await report().getByLabel('Số dòng tên cột').waitFor();
    expect(await guesses.getByRole('listitem').count()).toBe(before - 1);
  });

  test('looks at what is still a guess, and submits', async () => {
    await submitByForm(visit().page);
  });

  test('sees an old TCVN3 file put right, before and after, and the clean rows', async () => {
    const { page } = visit();
    await createByForm(page, titled(`Xã viết bằng phông cũ ${width}`));
    const lines = [
      'Mã xã;Tên xã;Ghi chú',
      '12433;Thị trấn Đông Hưng;Đã sáp nhập',
      '12436;Xã Quỳnh Phụ;Giữ nguyên',
      '',
    ];
    await sendFile(page, {
      name: 'xa-tcvn3.csv',
      mimeType: 'text/csv',
      buffer: encode(lines.join('\r\n'), 'tcvn3'),
    });
    await report().getByText('TCVN3 (bảng mã ABC, phông .VnTime)').first().waitFor();
    await report()
      .getByText(/^Bảng mã của tệp: xem \d+ mẫu trước và sau$/)
      .click();
    const samples = report().getByRole('region', { name: 'Trước và sau: Bảng mã của tệp' });
    await samples.getByText('Đông Hưng').first().waitFor();
    expect(await samples.textContent()).toContain('§«ng H­ng');
    await report()
      .getByText(/^Xem trước \d+ dòng đầu$/)
      .click();
    await report().getByRole('cell', { name: 'Xã Quỳnh Phụ', exact: true }).waitFor();
    await lookAt(visit(), 'desk-tcvn3');
  });

  test('chooses one of two tables that stand beside each other', async () => {
    const { page } = visit();
    await createByForm(page, titled(`Hai bảng cạnh nhau ${width}`));
    const rows = ['Huyện;Dân số;;Ngành;Lao động', 'Đông Hưng;120;;Nông nghiệp;100', 'Hưng Hà;90;;Dịch vụ;50'];
    await sendFile(page, csvFile('canh-nhau.csv', [...rows, 'Vũ Thư;70;;Xây dựng;20', ''].join('\r\n')));
    await opened().click();
    await report()
      .getByLabel('Bảng đặt cạnh nhau', { exact: true })
      .selectOption({ label: 'Chỉ bảng ở cột D–E' });
    await lookAt(visit(), 'desk-side-tables');
    await report().getByRole('button', { name: 'Đọc lại tệp theo lựa chọn này' }).click();
    await report().getByText('Theo lựa chọn của cán bộ').first().waitFor({ timeout: 60_000 });
    await report()
      .getByText(/^Xem trước \d+ dòng đầu$/)
      .click();
    await report().getByRole('cell', { name: 'Nông nghiệp', exact: true }).waitFor();
    expect(await report().getByRole('cell', { name: 'Đông Hưng', exact: true }).count()).toBe(0);
  });

  test('is told that a sheet is hidden, where it is chosen and where it is submitted', async () => {
    const { page } = visit();
    await createByForm(page, titled(`Trang ẩn ${width}`));
    const sheet = (rows: readonly string[]): string =>
      `<sheetData>${rows
        .map((row) => row.split(';').map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`))
        .map((cells, i) => `<row r="${i + 1}">${cells.join('')}</row>`)
        .join('')}</sheetData>`;
    const sheets = {
      'Chính thức': sheet(['Mã;Tên', 'A1;Cầu Bo', 'A2;Cầu Tân Đệ']),
      'Bản nháp': { state: 'hidden', xml: sheet(['Mã;Tên', 'B1;Cầu nháp', 'B2;Cầu thử']) },
    } as const;
    await sendFile(page, {
      name: 'trang-an.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: rawZip(xlsxEntries({ sheets })),
    });
    await opened().click();
    await report().getByLabel('Trang tính', { exact: true }).selectOption({ label: 'Bản nháp (trang ẩn)' });
    await report().getByRole('button', { name: 'Đọc lại tệp theo lựa chọn này' }).click();
    const submit = panel(page, /^Trình công bố/);
    await submit.getByText('Bảng sẽ công bố lấy từ trang tính ẩn “Bản nháp”.').waitFor({ timeout: 60_000 });
    await lookAt(visit(), 'desk-hidden-sheet');
  });

  test('is warned of days that a spreadsheet took for months, and has them put back', async () => {
    const { page } = visit();
    await createByForm(page, titled(`Ngày bị đổi chỗ ${width}`));
    const text = (one: string): string => `<c t="inlineStr"><is><t>${one}</t></is></c>`;
    // 05/03/2025, typed where the month comes first: the sheet holds the third of May.
    const rows = [
      text('Mã') + text('Ngày cấp'),
      text('A') + '<c s="1"><v>45780</v></c>',
      text('B') + text('25/03/2025'),
    ];
    await sendFile(page, {
      name: 'ngay.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: xlsxOf({
        sheets: {
          A: `<sheetData>${rows.map((cells, i) => `<row r="${i + 1}">${cells}</row>`).join('')}</sheetData>`,
        },
        styles: '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
      }),
    });
    await report().getByText('1 ô ngày (dòng 2) có thể đã bị bảng tính đổi chỗ ngày và tháng').waitFor();
    await report().getByText('Ô có định dạng của bảng tính, cột “Ngày cấp”: xem 1 mẫu trước và sau').click();
    await report().getByRole('cell', { name: '45780', exact: true }).waitFor();
    await opened().click();
    await report().getByLabel('Ngày cấp', { exact: true }).selectOption({ label: 'Đổi lại ngày và tháng' });
    await lookAt(visit(), 'desk-reading-cells');
    await report().getByRole('button', { name: 'Đọc lại tệp theo lựa chọn này' }).click();
    await report().getByText('Theo lựa chọn của cán bộ').first().waitFor({ timeout: 60_000 });
    await report()
      .getByText(/^Xem trước \d+ dòng đầu$/)
      .click();
    await report().getByRole('cell', { name: '2025-03-05', exact: true }).first().waitFor();
  });

  test('says in which encoding a file came that nobody doubted', async () => {
    const { page } = visit();
    await createByForm(page, titled(`Bảng mã khác ${width}`));
    await sendFile(page, csvFile('ten.csv', 'mã,tên\n01,Cầu Bo\n02,Cầu Tân Đệ\n'));
    await opened().click();
    const encoding = report().getByLabel('Bảng mã của tệp', { exact: true });
    expect(await encoding.getByRole('option').allTextContents()).toEqual([
      'Để hệ thống quyết định (đã hiểu: Unicode (UTF-8))',
      ...TextEncoding.options.map((name) => valueWords('encoding', name)),
    ]);
    await encoding.selectOption('windows-1252');
    await lookAt(visit(), 'desk-reading-encoding');
    await report().getByRole('button', { name: 'Đọc lại tệp theo lựa chọn này' }).click();
    await report().getByText('Theo lựa chọn của cán bộ').waitFor({ timeout: 60_000 });
    await report().getByText('Tây Âu (windows-1252, Latin-1)').first().waitFor();
  });

  test('is asked which file of a zip is meant, and answers on the spot', async () => {
    const { page } = visit();
    await createByForm(page, titled(`Hai năm trong một gói ${width}`));
    await chooseFile(page, {
      name: 'hai-nam.zip',
      mimeType: 'application/zip',
      buffer: rawZip([
        { name: 'nam-2023.csv', data: 'mã,số\n1,2\n' },
        { name: 'nam-2024.csv', data: 'mã,số\n1,3\n2,4\n' },
      ]),
    });
    await report().getByLabel('Tệp trong gói zip').selectOption('nam-2024.csv', { timeout: 60_000 });
    await lookAt(visit(), 'desk-reading-asked');
    await report().getByRole('button', { name: 'Đọc lại tệp theo lựa chọn này' }).click();
    await panel(page, /^Trình công bố/).waitFor({ timeout: 60_000 });
  });
});
