import type { ConfirmationPurpose } from '../../shared/kernel/confirmation.ts';
import { dayOf, displayDay, epochMs, instant, type Instant } from '../../shared/kernel/local-date.ts';

const purposes: Readonly<Record<ConfirmationPurpose, { vi: string; en: string }>> = {
  follow: { vi: 'theo dõi bộ dữ liệu', en: 'following a dataset' },
  request: { vi: 'gửi yêu cầu cung cấp thông tin', en: 'sending an information request' },
};

const PROVINCE_OFFSET_MS = 7 * 3_600_000;
const timeOf = (at: Instant): string => instant(epochMs(at) + PROVINCE_OFFSET_MS).slice(11, 16);

/** The letter with the code. The subject says nothing of it: subjects are shown and kept in more places than texts. */
export const codeLetter = (
  { purpose, code, validUntil }: { purpose: ConfirmationPurpose; code: string; validUntil: Instant },
  publicUrl: string,
): { subject: string; text: string } => {
  const until = `${timeOf(validUntil)} ngày ${displayDay(dayOf(validUntil))}`;
  const { vi, en } = purposes[purpose];
  return {
    subject: 'Mã xác nhận địa chỉ thư điện tử · Your confirmation code',
    text: [
      `Mã xác nhận: ${code}`,
      '',
      `Mã dùng một lần để ${vi}, có hiệu lực đến ${until}.`,
      'Không đưa mã này cho ai. Nếu bạn không xin mã, hãy bỏ qua thư này: chưa có việc gì được thực hiện.',
      '',
      `English: ${code} is your one-time code for ${en}, valid until ${timeOf(validUntil)} (Vietnam time). If you did not ask for it, ignore this message.`,
      '',
      '—',
      `Cổng dữ liệu · ${publicUrl}`,
      'Thư tự động, xin không trả lời.',
    ].join('\n'),
  };
};
