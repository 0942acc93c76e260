import { currentBook } from '../../shared/adapters/current-book.ts';
import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import { displayDay, type LocalDate } from '../../shared/kernel/local-date.ts';
import { lastKnownDay, lawCheck, type Hole, type LawCheck } from '../../shared/regulation/law-check.ts';
import { type Rulebook, rulebook } from '../../shared/regulation/rulebook.ts';
import { lookAtOpen, type OpenDeadlines } from './open-deadlines.ts';

const stretchOf = ({ from, until }: Hole): string =>
  until ? `${displayDay(from)} – ${displayDay(until)}` : `từ ${displayDay(from)}`;

const stateWords = { none: 'không có quy định', unknown: 'chưa rõ' } as const;

/** Where open cases were looked at and what was found, or why nobody could look. */
export type Looked =
  | { readonly where: string; readonly open: OpenDeadlines; readonly book: Rulebook }
  | { readonly notLooked: string };

/** Counts all that are open, however many: nobody waits for this answer. */
export const lookInto = async (store: Pick<CaseStore, 'list'>, where: string): Promise<Looked> => {
  const book = await currentBook(store);
  return { where, book, open: await lookAtOpen(store, lastKnownDay(book), Number.POSITIVE_INFINITY) };
};

const warningLines = ({ newly, open }: NonNullable<LawCheck['warning']>): string[] => [
  ...(newly.length > 0
    ? [`CẢNH BÁO: thời hạn bắt đầu hôm nay có thể vượt quá ngày đó: ${newly.join(', ')}.`]
    : []),
  ...(open > 0 ? [`CẢNH BÁO: ${open} hạn đang mở đã vượt quá ngày đó, nên là tạm tính.`] : []),
  'Việc cần làm: thêm lịch của năm sau vào shared/regulation/data/calendar (docs/runbooks/calendar.md).',
];

const openLines = (looked: Looked): string[] => {
  if ('notLooked' in looked) return [`Chỉ xem sổ quy định, không xem hạn đang mở: ${looked.notLooked}`];
  const { unknown, unknownOfRequests, beyondCalendar } = looked.open;
  return [
    `Hạn đang mở (${looked.where}): ${beyondCalendar} tạm tính, ${unknown} chưa xác định được (${unknownOfRequests} của yêu cầu).`,
    ...(unknown > 0
      ? [
          'CẢNH BÁO: có hạn đang mở chưa xác định được.',
          'Việc cần làm: nhập giá trị còn thiếu ở “Sổ quy định” (docs/runbooks/unknown-deadlines.md).',
        ]
      : []),
  ];
};

/** The first lines say what must be done. */
const linesOf = (
  { today, faults, holes, warning, provisional, lastKnownDay }: LawCheck,
  looked: Looked,
): string[] => [
  `Sổ quy định, ngày ${displayDay(today)}`,
  ...(faults.length > 0 ? ['Lỗi trong sổ:', ...faults.map((fault) => `  ${fault}`)] : ['Sổ không có lỗi.']),
  `Lịch làm việc biết đến hết ${displayDay(lastKnownDay)}.`,
  ...(warning
    ? warningLines(warning)
    : ['Mọi thời hạn bắt đầu hôm nay đều kết thúc trong những ngày đã có lịch.']),
  ...openLines(looked),
  '',
  'Thời hạn sẽ là tạm tính nếu bắt đầu từ:',
  ...provisional.map(({ rule, from }) => `  ${displayDay(from)}  ${rule}`),
  '',
  `Khoảng chưa có số (${holes.length}):`,
  ...holes.map(
    (hole) => `  ${(hole.code ?? '').padEnd(4)} ${hole.rule}: ${stretchOf(hole)}, ${stateWords[hole.state]}`,
  ),
];

/** How rulebook and open cases stand on a day, for people to read, and whether something must be done about it. */
export const lawReport = (
  today: LocalDate,
  looked: Looked,
): { readonly lines: string[]; readonly isUrgent: boolean } => {
  const open = 'open' in looked ? looked.open : undefined;
  const check = lawCheck(today, 'book' in looked ? looked.book : rulebook, open?.beyondCalendar);
  return {
    lines: linesOf(check, looked),
    isUrgent: check.faults.length > 0 || check.warning !== undefined || (open?.unknown ?? 0) > 0,
  };
};
