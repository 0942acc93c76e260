import type { Deadline } from '../kernel/deadline.ts';
import { displayDay, type LocalDate } from '../kernel/local-date.ts';
import { computeDeadline, type DeadlineAsked } from './deadline.ts';
import { type Rulebook, rulebook } from './rulebook.ts';

/** Why a deadline is not what it was: what the rulebook says now and did not when it was computed. */
export type ChangeOfLaw =
  | 'value-found'
  | 'law-found'
  | 'day-set'
  | 'value-changed'
  | 'calendar-issued'
  | 'calendar-changed'
  | 'value-lost';

export type Recomputed =
  | { readonly changed: false }
  | {
      readonly changed: true;
      /** The deadline as it stood; nothing of it is lost. */
      readonly was: Deadline;
      readonly now: Deadline;
      readonly because: ChangeOfLaw;
      /** In Vietnamese, fit to be shown and sent. */
      readonly why: string;
    };

/** What a case knows better than its old deadline: a start that an unknown one did not keep, later stops of the clock. */
export type AskedAgain = Partial<Omit<DeadlineAsked, 'rule'>>;

type Start = {
  startOn?: LocalDate | undefined;
  governedOn?: LocalDate | undefined;
  startReason?: string | undefined;
};

const startOf = (deadline: Deadline): Start & Pick<DeadlineAsked, 'startAt'> => {
  const { startOn, startAt, startReason, governedOn } = 'sum' in deadline ? deadline.sum : deadline;
  return { startOn, startReason, governedOn, ...(startAt && { startAt }) };
};

const stopsOf = (deadline: Deadline): Pick<DeadlineAsked, 'stops'> =>
  'sum' in deadline && deadline.sum.stops
    ? { stops: deadline.sum.stops.map(({ rule, from, to }) => ({ rule, from, ...(to && { to }) })) }
    : {};

const extensionOf = (deadline: Deadline): Pick<DeadlineAsked, 'extension'> => {
  const extension = deadline.kind === 'known' ? deadline.sum.extension : undefined;
  if (!extension) return {};
  const { ruleId: rule, amount, grantedOn } = extension;
  return { extension: { rule, ...(amount && { amount }), ...(grantedOn && { grantedOn }) } };
};

/** The question a deadline answered; undefined when nobody knows when its clock started. */
const questionOf = (old: Deadline, known: AskedAgain, book: Rulebook): DeadlineAsked | undefined => {
  const { startOn, startReason, governedOn, ...moment } = startOf(old);
  const since = known.startOn ?? startOn;
  if (!since) return undefined;
  const starts = book.deadlines.get(old.ruleId)?.clockStarts ?? [];
  const startedBy = starts.find(({ reason }) => reason.vi === startReason)?.event;
  return {
    rule: old.ruleId,
    startOn: since,
    // Deadlines computed before sums kept it were governed by the law of the day the clock started.
    governedOn: governedOn ?? since,
    ...moment,
    ...(startedBy && { startedBy }),
    ...stopsOf(old),
    ...extensionOf(old),
    ...known,
  };
};

/** What of a deadline people act on; reasons and labels may read better today without anything having changed. */
const essence = (deadline: Deadline): string => {
  const { kind } = deadline;
  if (kind === 'known') {
    const { sum, dueOn, dueAt, provisional, basis, inLaw } = deadline;
    const { amount, unit, date } = sum;
    const length = [amount, unit, date, sum.extension?.amount];
    return JSON.stringify([kind, dueOn, dueAt, provisional, basis, inLaw, length]);
  }
  return kind === 'stopped'
    ? JSON.stringify([kind, deadline.remaining, deadline.unit, deadline.sum.amount])
    : kind;
};

const dayWords = (deadline: Deadline): string =>
  deadline.kind === 'known' ? displayDay(deadline.dueOn) : deadline.why.replace(/\.$/, '');

const isHouse = (deadline: Deadline): boolean => deadline.kind === 'known' && deadline.basis === 'house';

const isWatched = (deadline: Deadline): boolean => deadline.kind === 'known' && deadline.inLaw === 'at-once';

const causeOf = (was: Deadline, now: Deadline): ChangeOfLaw => {
  if (was.kind === 'unknown') return 'value-found';
  if (now.kind === 'unknown') return 'value-lost';
  if (isHouse(was) && !isHouse(now)) return 'law-found';
  if (was.kind === 'at-once' && isWatched(now)) return 'day-set';
  const lengthOf = (deadline: Deadline) =>
    'sum' in deadline ? [deadline.sum.amount, deadline.sum.unit, deadline.sum.date].join() : deadline.kind;
  if (lengthOf(was) !== lengthOf(now)) return 'value-changed';
  const wasProvisional = 'provisional' in was && was.provisional;
  return wasProvisional && 'provisional' in now && !now.provisional ? 'calendar-issued' : 'calendar-changed';
};

const words: Record<ChangeOfLaw, string> = {
  'value-found': 'Thời hạn trước đây chưa xác định, nay đã có trong sổ quy định.',
  'law-found': 'Đã có quy định của pháp luật thay cho mục tiêu nội bộ.',
  'day-set':
    'Luật nói “ngay”, không ấn định ngày; nay cổng đặt một mốc để theo dõi, không phải quy định của pháp luật.',
  'value-changed': 'Thời hạn trong sổ quy định đã thay đổi.',
  'calendar-issued': 'Đã có lịch làm việc chính thức cho những ngày trước đây tạm tính.',
  'calendar-changed': 'Lịch làm việc đã thay đổi: có ngày nghỉ hoặc ngày làm bù mới công bố.',
  'value-lost': 'Sổ quy định không còn ghi thời hạn này.',
};

/** Why a deadline that was computed again is not what it was; undefined while nothing people act on has changed. */
export const changeOf = (
  was: Deadline,
  now: Deadline,
): { readonly because: ChangeOfLaw; readonly why: string } | undefined => {
  if (essence(now) === essence(was)) return undefined;
  const because = causeOf(was, now);
  return { because, why: `${words[because]} Trước: ${dayWords(was)}. Nay: ${dayWords(now)}.` };
};

/**
 * What a deadline would be by the rulebook as it is now: the same question asked again. It says only that something
 * changed; the case records the new one beside the old. A deadline whose start nobody knows stays as it is.
 */
export const recompute = (old: Deadline, book: Rulebook = rulebook, known: AskedAgain = {}): Recomputed => {
  const asked = questionOf(old, known, book);
  if (!asked) return { changed: false };
  const now = computeDeadline(asked, book);
  const change = changeOf(old, now);
  return change ? { changed: true, was: old, now, ...change } : { changed: false };
};
