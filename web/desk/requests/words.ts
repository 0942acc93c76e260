import type { RequestAct, RequestLine, RequestOpened } from '../../../shared/contract/requests.ts';
import type { ContestKind } from '../../../shared/kernel/request.ts';
import type * as z from 'zod';
import type { Word } from '../words.ts';

type Status = RequestLine['status'];
type File = RequestOpened['files'][number];

export const toneOf: Readonly<Record<Status, Word['tone']>> = {
  received: 'warn',
  accepted: 'plain',
  clarifying: 'plain',
  answered: 'ok',
  refused: 'bad',
  withdrawn: 'plain',
  lapsed: 'plain',
};

export const channelWords: Readonly<Record<RequestLine['channel'], string>> = {
  online: 'trực tuyến',
  office: 'tại trụ sở',
  'post-or-fax': 'qua bưu chính, fax',
};

export const contestWords: Readonly<Record<ContestKind, string>> = {
  complaint: 'Khiếu nại',
  lawsuit: 'Khởi kiện',
};

/** Figures the law names and the portal keeps no record of; nothing where it keeps all. */
export const notRecordedWords = ({ notRecorded }: { readonly notRecorded: readonly string[] }): string =>
  notRecorded.length === 0 ? '' : `Chưa ghi nhận tại cổng: ${notRecorded.join('; ').toLowerCase()}.`;

export const provisionWords = {
  electronic: 'Tệp điện tử qua mạng',
  copy: 'Bản sao, bản in',
  viewing: 'Đọc, xem tại trụ sở',
  photo: 'Tự chụp, sao chép tại trụ sở',
} as const;

export const subjectWords = {
  public: 'Thông tin chung',
  own: 'Thông tin của chính người yêu cầu',
  consented: 'Thông tin của người khác, có văn bản đồng ý',
} as const;

export const fileStateWords: Readonly<Record<File['state'], Word>> = {
  awaited: { text: 'Chưa nhận được', tone: 'warn' },
  scanning: { text: 'Đang quét mã độc', tone: 'warn' },
  ready: { text: 'Đã quét', tone: 'ok' },
  held: { text: 'Bị giữ lại: có mã độc, hoặc là chương trình', tone: 'bad' },
};

export const fileRoleWords: Readonly<Record<File['role'], string>> = {
  document: 'Đính kèm của người yêu cầu',
  consent: 'Văn bản đồng ý',
  answer: 'Tệp trả lời',
};

/** Acts that need nothing but words to the requester: what they are called, and what follows from them. */
export const writtenActs = {
  clarify: {
    label: 'Đề nghị bổ sung, làm rõ',
    field: 'Điều cần người yêu cầu bổ sung',
    follows: 'Quá hạn bổ sung thì yêu cầu khép lại.',
  },
  'record-clarification': {
    label: 'Ghi phần bổ sung đã nhận',
    field: 'Nội dung người yêu cầu đã bổ sung',
    follows: 'Ghi vào hồ sơ như người yêu cầu tự gửi.',
  },
  'find-complex': {
    label: 'Báo cần thời gian tập hợp',
    field: 'Lý do, và cơ quan sẽ làm gì',
    follows: 'Người yêu cầu được báo hạn trả lời mới; không đổi lại được.',
  },
  extend: {
    label: 'Gia hạn một lần',
    field: 'Lý do gia hạn',
    follows: 'Chỉ một lần; người yêu cầu được báo hạn mới.',
  },
} as const;

/** Acts with a form of their own, by what their buttons say. */
export const formActs = {
  answer: 'Trả lời',
  refuse: 'Từ chối',
  transfer: 'Chuyển cơ quan khác',
  'find-wrong': 'Thông tin đã cung cấp không chính xác',
  correct: 'Đính chính, cung cấp lại',
} as const;
export type WrittenAct = keyof typeof writtenActs;

export type Act = z.infer<typeof RequestAct>;
