import { displayDay } from '../../shared/kernel/local-date.ts';
import type { Duty } from '../../shared/capabilities/duties/model.ts';
import { kindInLaw, rungsOf } from '../../shared/capabilities/duties/ladder.ts';
import type { Dataset } from '../../shared/capabilities/publishing/model.ts';
import { sumInWords } from '../../shared/regulation/sum-in-words.ts';

export type Words = { subject: string; text: string };

/** The letter with the id under which support finds what led to it. */
export const traceable = ({ subject, text }: Words, correlation: string | undefined): Words => ({
  subject,
  text: correlation ? `${text}\nMã tra cứu: ${correlation}` : text,
});

const signed = (publicUrl: string, lines: readonly string[]): string =>
  [...lines, '', '—', `Cổng dữ liệu · ${publicUrl}`, 'Thư tự động, xin không trả lời.'].join('\n');

/** A reminder: what is due, when, why that day, and the link to do it. */
export const dutyReminder = (duty: Duty, rungId: string, publicUrl: string): Words => {
  const rung = rungsOf(duty).find(({ id }) => id === rungId);
  const title = kindInLaw(duty.kind).title.vi;
  const dueOn = duty.deadline.kind === 'known' ? displayDay(duty.deadline.dueOn) : 'chưa xác định';
  return {
    subject: `${rung?.label.vi ?? 'Nhắc việc'}: ${title} – ${duty.subject.title} (hạn ${dueOn})`,
    text: signed(publicUrl, [
      `${rung?.label.vi ?? 'Nhắc việc'}.`,
      '',
      `Nhiệm vụ: ${title}`,
      `Bộ dữ liệu: ${duty.subject.title}`,
      `Đến hạn: ${dueOn}`,
      '',
      'Cách tính hạn:',
      ...sumInWords(duty.deadline).map((line) => `- ${line}`),
      '',
      'Việc cần làm: công bố bản cập nhật, hoặc xác nhận “Đã rà soát, không có thay đổi” tại:',
      `${publicUrl}/desk/`,
    ]),
  };
};

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
    `Xem và quyết định tại: ${publicUrl}/desk/`,
  ]);

export const returnedLetter = (dataset: Dataset, reasons: string, publicUrl: string): Words =>
  aboutDataset(dataset, publicUrl, 'Bản trình được trả lại', [
    `Lý do: ${reasons}`,
    `Sửa và trình lại tại: ${publicUrl}/desk/`,
  ]);

export const checkFailedLetter = (dataset: Dataset, publicUrl: string): Words =>
  aboutDataset(dataset, publicUrl, 'Tệp tải lên chưa đạt kiểm tra', [
    'Danh sách lỗi theo dòng, cột và cách sửa có ở trang hồ sơ bộ dữ liệu.',
    `Mở hồ sơ tại: ${publicUrl}/desk/`,
  ]);

export const publishedLetter = (dataset: Dataset, number: number, publicUrl: string): Words =>
  aboutDataset(dataset, publicUrl, `Đã công bố bản phát hành ${number}`, [
    `Trang công khai: ${publicUrl}/datasets/${dataset.slug}/`,
  ]);
