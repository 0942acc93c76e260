import type { Duty, DutyState } from '../../shared/contract/duties.ts';
import type { DatasetStatus } from '../../shared/contract/publishing.ts';
import type { CheckStage, Upload } from '../../shared/contract/uploads.ts';
import type { Role } from '../../shared/contract/operation.ts';

/** A state in words, with the colour that only repeats it. */
export type Word = { readonly text: string; readonly tone: 'plain' | 'ok' | 'warn' | 'bad' };

export const statusWords: Record<DatasetStatus, Word> = {
  draft: { text: 'Bản nháp', tone: 'plain' },
  submitted: { text: 'Chờ phê duyệt', tone: 'warn' },
  approved: { text: 'Đang công bố', tone: 'warn' },
  published: { text: 'Đã công bố', tone: 'ok' },
  withdrawn: { text: 'Đã thu hồi', tone: 'bad' },
};

export const uploadWords: Record<Upload['status'], Word> = {
  receiving: { text: 'Đang nhận tệp', tone: 'warn' },
  scanning: { text: 'Đang quét mã độc', tone: 'warn' },
  checking: { text: 'Đang kiểm tra', tone: 'warn' },
  passed: { text: 'Kiểm tra đạt', tone: 'ok' },
  failed: { text: 'Kiểm tra không đạt', tone: 'bad' },
  expired: { text: 'Lượt tải đã hết hạn', tone: 'bad' },
};

export const stageWords: Record<CheckStage, string> = {
  scan: 'Quét mã độc',
  identify: 'Nhận dạng tệp',
  read: 'Đọc và kiểm tra từng dòng',
  convert: 'Tạo các định dạng',
  constraints: 'Đối chiếu với quy tắc đã khai báo',
  profile: 'Thống kê từng cột',
  screen: 'Rà dữ liệu cá nhân và dấu mật',
  compare: 'So với bản phát hành trước',
  index: 'Lập bản để tra cứu từng dòng',
  store: 'Lưu kết quả',
};

export const dutyWords: Record<DutyState, Word> = {
  open: { text: 'Đang mở', tone: 'plain' },
  'due-soon': { text: 'Sắp đến hạn', tone: 'warn' },
  overdue: { text: 'Quá hạn', tone: 'bad' },
  done: { text: 'Đã xong', tone: 'ok' },
  waived: { text: 'Được miễn', tone: 'plain' },
  'unknown-deadline': { text: 'Chưa xác định được hạn', tone: 'warn' },
  paused: { text: 'Tạm dừng tính hạn', tone: 'plain' },
  'at-once': { text: 'Phải làm ngay', tone: 'warn' },
  'no-limit': { text: 'Luật không định hạn', tone: 'warn' },
};

/** Kinds of duty, as one chooses among them. */
export const dutyKindWords: Record<Duty['kind'], string> = {
  'answer-request': 'Trả lời yêu cầu',
  'correct-answer': 'Đính chính thông tin đã cung cấp',
  'open-data-update': 'Cập nhật dữ liệu mở',
  'open-data-review': 'Rà soát dữ liệu mở',
};

export const roleWords: Record<Role, string> = {
  focal: 'Cán bộ đầu mối',
  department: 'Cán bộ Sở',
  chairman: 'Chủ tịch UBND',
  ops: 'Vận hành',
  app: 'Ứng dụng',
};

/** What happened to a dataset, as its history tells it. An event we have no words for is shown by its name. */
const eventWords: Readonly<Record<string, string>> = {
  DatasetCreated: 'Tạo bộ dữ liệu',
  MetadataChanged: 'Sửa siêu dữ liệu',
  UploadReceived: 'Nhận tệp',
  ReadingChosen: 'Chọn cách đọc tệp',
  CheckPassed: 'Kiểm tra tệp: đạt',
  CheckFailed: 'Kiểm tra tệp: không đạt',
  ReleaseSubmitted: 'Trình công bố',
  ReleaseReturned: 'Trả lại',
  ReleaseApproved: 'Phê duyệt',
  ReleasePublished: 'Công bố',
  ReleaseWithdrawn: 'Rút bản phát hành',
  DatasetWithdrawn: 'Thu hồi',
};
export const eventWord = (type: string): string => eventWords[type] ?? type;

/** Parts of the system that act in a history; a person is shown by name. */
const systemWords: Readonly<Record<string, string>> = {
  'check-upload': 'Hệ thống kiểm tra tệp',
  'publish-release': 'Hệ thống công bố',
  'react-to-releases': 'Hệ thống theo dõi nhiệm vụ',
  morning: 'Lượt chạy buổi sáng',
};
export const actorWord = (by: string): string => systemWords[by] ?? by;
