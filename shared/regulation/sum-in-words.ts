import type { Deadline, DeadlineSum } from '../kernel/deadline.ts';
import { displayDay, type LocalDate } from '../kernel/local-date.ts';

const unitWords: Record<DeadlineSum['unit'], string> = {
  month: 'tháng',
  day: 'ngày',
  'working-day': 'ngày làm việc',
};

const lines = (sum: DeadlineSum, dueOn: LocalDate, provisional: boolean): (string | false)[] => [
  `Bắt đầu: ${displayDay(sum.startOn)} (${sum.startReason}). Ngày này không tính, tính từ ${displayDay(sum.firstCountedOn)}.`,
  `Thời hạn: ${sum.amount} ${unitWords[sum.unit]}, hết ngày ${displayDay(sum.rawEndOn)}.`,
  sum.skipped.length > 0 &&
    `Không tính: ${sum.skipped.map(({ day, reason }) => `${displayDay(day)} (${reason})`).join('; ')}.`,
  sum.rolledBecause !== undefined &&
    `Ngày cuối rơi vào ngày nghỉ (${sum.rolledBecause}) nên chuyển sang ngày làm việc tiếp theo.`,
  provisional
    ? `Đến hạn: ${displayDay(dueOn)} (tạm tính: chưa có lịch làm việc chính thức; sẽ tính lại khi có lịch).`
    : `Đến hạn: ${displayDay(dueOn)}.`,
  `Căn cứ: ${sum.cites.map((cite) => cite.label).join('; ')}.`,
];

/** How the due day came about, line by line, for people to read. */
export const sumInWords = (deadline: Deadline): string[] =>
  deadline.kind === 'unknown'
    ? ['Chưa xác định được ngày đến hạn.', deadline.why]
    : lines(deadline.sum, deadline.dueOn, deadline.provisional).filter((line) => line !== false);
