import { displayDay, LocalDate } from '../kernel/local-date.ts';

/** States of datasets, files, requests, duties and entered values, as a sentence names them. */
const words: Readonly<Record<string, string>> = {
  draft: 'bản nháp',
  submitted: 'chờ phê duyệt',
  approved: 'đã phê duyệt',
  returned: 'đã trả lại',
  published: 'đã công bố',
  receiving: 'đang nhận tệp',
  scanning: 'đang quét mã độc',
  checking: 'đang kiểm tra',
  passed: 'kiểm tra đạt',
  failed: 'kiểm tra không đạt',
  expired: 'lượt tải lên đã hết hạn',
  received: 'đã nhận',
  accepted: 'đang giải quyết',
  clarifying: 'chờ bổ sung',
  answered: 'đã trả lời',
  refused: 'đã từ chối',
  withdrawn: 'đã rút hoặc thu hồi',
  lapsed: 'đã hết hạn bổ sung',
  open: 'đang mở',
  fulfilled: 'đã hoàn thành',
  waived: 'được miễn',
};

const inWords = (name: string, fact: unknown): unknown => {
  if (name === 'status' && typeof fact === 'string') return words[fact] ?? fact;
  const day = LocalDate.safeParse(fact).data;
  return day === undefined ? fact : displayDay(day);
};

/** The facts of a problem as its sentence says them: states in words, days as people write them. Programs read `facts`. */
export const factsInWords = (facts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, inWords(name, fact)]));

const things: readonly (readonly [of: RegExp, noun: string])[] = [
  [/\/requests\/\{code\}/, 'Yêu cầu'],
  [/\/duties\/\{id\}/, 'Nhiệm vụ'],
  [/\/(datasets|uploads)/, 'Bộ dữ liệu'],
];

/** What an operation's address names, as the subject of a sentence; of a list or a register, its content. */
export const thingAt = (path: string): string => things.find(([of]) => of.test(path))?.[1] ?? 'Nội dung';
