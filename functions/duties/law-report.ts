import { displayDay, type LocalDate } from '../../shared/kernel/local-date.ts';
import { lawCheck, type Hole, type LawCheck } from '../../shared/regulation/law-check.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';

const stretchOf = ({ from, until }: Hole): string =>
  until ? `${displayDay(from)} – ${displayDay(until)}` : `từ ${displayDay(from)}`;

const stateWords = { none: 'không có quy định', unknown: 'chưa rõ' } as const;

/** The first lines say what must be done. */
const linesOf = ({ today, faults, holes, warning, provisional, lastKnownDay }: LawCheck): string[] => [
  `Sổ quy định, ngày ${displayDay(today)}`,
  ...(faults.length > 0 ? ['Lỗi trong sổ:', ...faults.map((fault) => `  ${fault}`)] : ['Sổ không có lỗi.']),
  `Lịch làm việc biết đến hết ${displayDay(lastKnownDay)}.`,
  ...(warning
    ? [
        `CẢNH BÁO: thời hạn bắt đầu hôm nay có thể vượt quá ngày đó: ${warning.newly.join(', ')}.`,
        'Việc cần làm: thêm lịch của năm sau vào shared/regulation/data/calendar (docs/runbooks/calendar.md).',
      ]
    : ['Mọi thời hạn bắt đầu hôm nay đều kết thúc trong những ngày đã có lịch.']),
  '',
  'Thời hạn sẽ là tạm tính nếu bắt đầu từ:',
  ...provisional.map(({ rule, from }) => `  ${displayDay(from)}  ${rule}`),
  '',
  `Khoảng chưa có số (${holes.length}):`,
  ...holes.map(
    (hole) => `  ${(hole.code ?? '').padEnd(4)} ${hole.rule}: ${stretchOf(hole)}, ${stateWords[hole.state]}`,
  ),
];

/** How the rulebook stands on a day, for people to read, and whether something must be done about it. */
export const lawReport = (today: LocalDate): { readonly lines: string[]; readonly isUrgent: boolean } => {
  const check = lawCheck(today, rulebook);
  return { lines: linesOf(check), isUrgent: check.faults.length > 0 || check.warning !== undefined };
};
