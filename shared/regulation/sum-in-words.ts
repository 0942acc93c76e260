import { citesOf } from '../kernel/cites.ts';
import type { ClockStop, Deadline, DeadlineSum, Extension } from '../kernel/deadline.ts';
import { displayDay, displayTime, type LocalDate } from '../kernel/local-date.ts';

const unitWords: Record<DeadlineSum['unit'], string> = {
  month: 'tháng',
  day: 'ngày',
  'working-day': 'ngày làm việc',
  hour: 'giờ',
  'working-day-before': 'ngày làm việc trọn vẹn trước đó',
  'year-date': '',
};

type Sum = Extract<Deadline, { kind: 'known' | 'stopped' }>['sum'];
type Lines = (string | false)[];

const listed = (days: readonly { day: LocalDate; reason: string }[]): string =>
  days.map(({ day, reason }) => `${displayDay(day)} (${reason})`).join('; ');

const startLine = ({ startOn, startAt, startReason, firstCountedOn, unit }: Sum): string => {
  const day = startAt ? `${displayTime(startAt)} ngày ${displayDay(startOn)}` : displayDay(startOn);
  if (unit === 'hour') return `Bắt đầu: ${day} (${startReason}). Tính ngay từ thời điểm này.`;
  if (unit === 'year-date') return `Bắt đầu: ${day} (${startReason}).`;
  return unit === 'working-day-before'
    ? `Mốc: ${day} (${startReason}). Ngày này không tính, tính lùi từ ${displayDay(firstCountedOn)}.`
    : `Bắt đầu: ${day} (${startReason}). Ngày này không tính, tính từ ${displayDay(firstCountedOn)}.`;
};

const lengthOf = ({ amount, unit, date }: Pick<Sum, 'amount' | 'unit' | 'date'>): string =>
  date === undefined ? `${amount} ${unitWords[unit]}` : `trước ngày ${date.split('-').reverse().join('/')}`;

const passedOver = ({ skipped, workedInstead = [] }: Pick<Sum, 'skipped' | 'workedInstead'>): Lines => [
  skipped.length > 0 && `Không tính: ${listed(skipped)}.`,
  workedInstead.length > 0 && `Ngày nghỉ nhưng đi làm nên vẫn tính: ${listed(workedInstead)}.`,
];

const rolled = (because: string | undefined): string | false =>
  because !== undefined &&
  `Ngày cuối rơi vào ngày nghỉ (${because}) nên chuyển sang ngày làm việc tiếp theo.`;

const stopLine = ({ from, to, firstStoppedOn, days, reason }: ClockStop): string => {
  if (days === 0) return `Tạm dừng trong ngày ${displayDay(from)} (${reason}): không ngày nào bị trừ.`;
  const stretch = to ? `đến hết ${displayDay(to)} (${days} ngày)` : 'đến nay';
  return `Tạm dừng từ ${displayDay(firstStoppedOn)} ${stretch}: ${reason}.`;
};

const extensionLines = (extension: Extension): Lines => [
  `Hạn ban đầu: ${displayDay(extension.firstDueOn)}. Gia hạn một lần thêm ${lengthOf(extension)}, hết ngày ${displayDay(extension.rawEndOn)}.`,
  ...passedOver(extension),
  rolled(extension.rolledBecause),
];

const basis = (deadline: Deadline): string =>
  `Căn cứ: ${[...new Set(citesOf(deadline).map((cite) => cite.label))].join('; ')}.`;

const knownLines = (deadline: Extract<Deadline, { kind: 'known' }>): Lines => {
  const { dueOn, dueAt, provisional, sum } = deadline;
  const due = dueAt ? `${displayTime(dueAt)} ngày ${displayDay(dueOn)}` : displayDay(dueOn);
  return [
    deadline.basis === 'house' &&
      'Mục tiêu nội bộ: pháp luật chưa rõ, đây không phải quy định của pháp luật.',
    startLine(sum),
    sum.unit === 'working-day-before'
      ? `Thời hạn: ${lengthOf(sum)}.`
      : `Thời hạn: ${lengthOf(sum)}, hết ngày ${displayDay(sum.rawEndOn)}.`,
    ...passedOver(sum),
    ...(sum.stops ?? []).map(stopLine),
    rolled(sum.rolledBecause),
    ...(sum.extension ? extensionLines(sum.extension) : []),
    provisional
      ? `Đến hạn: ${due} (tạm tính: chưa có lịch làm việc chính thức; sẽ tính lại khi có lịch).`
      : `Đến hạn: ${due}.`,
    basis(deadline),
  ];
};

const linesOf = (deadline: Deadline): Lines => {
  switch (deadline.kind) {
    case 'known':
      return knownLines(deadline);
    case 'stopped':
      return [
        startLine(deadline.sum),
        `Thời hạn: ${lengthOf(deadline.sum)}.`,
        ...passedOver(deadline.sum),
        ...(deadline.sum.stops ?? []).map(stopLine),
        `Còn lại khi đồng hồ chạy tiếp: ${deadline.remaining} ${unitWords[deadline.unit]}.`,
        basis(deadline),
      ];
    case 'at-once':
    case 'no-limit':
      return [
        `Bắt đầu: ${displayDay(deadline.startOn)} (${deadline.startReason}).`,
        deadline.why,
        basis(deadline),
      ];
    case 'unknown':
      return ['Chưa xác định được ngày đến hạn.', deadline.why];
  }
};

/** How the due day came about, line by line, for people to read. */
export const sumInWords = (deadline: Deadline): string[] =>
  linesOf(deadline).filter((line) => line !== false);
