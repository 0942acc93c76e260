import type { Dataset } from '../../shared/capabilities/publishing/model.ts';

export type Words = { subject: string; text: string };

/** The letter with the id under which support finds what led to it. */
export const traceable = ({ subject, text }: Words, correlation: string | undefined): Words => ({
  subject,
  text: correlation ? `${text}\nMã tra cứu: ${correlation}` : text,
});

export const signed = (publicUrl: string, lines: readonly string[]): string =>
  [...lines, '', '—', `Cổng dữ liệu · ${publicUrl}`, 'Thư tự động, xin không trả lời.'].join('\n');

const aboutDataset = (
  dataset: Dataset,
  publicUrl: string,
  subject: string,
  lines: readonly string[],
): Words => ({
  subject: `${subject}: ${dataset.metadata.title}`,
  text: signed(publicUrl, [`Bộ dữ liệu: ${dataset.metadata.title}`, '', ...lines]),
});

export const submittedLetter = (dataset: Dataset, publicUrl: string): Words =>
  aboutDataset(dataset, publicUrl, 'Chờ phê duyệt công bố', [
    'Một bản phát hành vừa được trình và đang chờ phê duyệt.',
    `Xem và quyết định tại: ${publicUrl}/desk/datasets/${dataset.id}`,
  ]);

export const returnedLetter = (dataset: Dataset, reasons: string, publicUrl: string): Words =>
  aboutDataset(dataset, publicUrl, 'Bản trình được trả lại', [
    `Lý do: ${reasons}`,
    `Sửa và trình lại tại: ${publicUrl}/desk/datasets/${dataset.id}`,
  ]);

export const checkFailedLetter = (dataset: Dataset, publicUrl: string): Words =>
  aboutDataset(dataset, publicUrl, 'Tệp tải lên chưa đạt kiểm tra', [
    'Danh sách lỗi theo dòng, cột và cách sửa có ở trang hồ sơ bộ dữ liệu.',
    `Mở hồ sơ tại: ${publicUrl}/desk/datasets/${dataset.id}`,
  ]);

export const publishedLetter = (dataset: Dataset, number: number, publicUrl: string): Words =>
  aboutDataset(dataset, publicUrl, `Đã công bố bản phát hành ${number}`, [
    `Trang công khai: ${publicUrl}/datasets/${dataset.slug}/`,
  ]);
