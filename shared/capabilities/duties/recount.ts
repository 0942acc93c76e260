import { dayOf, displayDay, type LocalDate } from '../../kernel/local-date.ts';
import type { EventId } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import { computeDeadline } from '../../regulation/deadline.ts';
import type { Rulebook } from '../../regulation/rulebook.ts';
import type { ClockStart } from '../../regulation/schema.ts';
import type { Decision } from './decide.ts';
import { kindInLaw } from './ladder.ts';
import type { Duty } from './model.ts';
import { closes } from './standing.ts';

export type Started = { readonly startOn: LocalDate; readonly startedBy: ClockStart };

/** The day from which a turn's clock runs. Unknown deadlines of early days did not say it; the turn was opened on that day. */
const startOf = ({ deadline, openedAt }: Duty): LocalDate =>
  'sum' in deadline ? deadline.sum.startOn : (deadline.startOn ?? dayOf(openedAt));

/** A release closed this turn that is not public any more: none as new stands. */
export const isVoid = (turn: Duty, newest: LocalDate): boolean =>
  turn.status === 'fulfilled' && turn.closed.how === 'new-release' && turn.closed.on > newest;

/**
 * The last thing that still counts: the closing of the newest earlier turn that no withdrawal made void, or where the
 * first turn began. `earlier` are the turns before the open one, newest first, as far as they are void and one more.
 */
export const lastThatCounts = (earlier: readonly Duty[], newest: LocalDate): Started | undefined => {
  const standing = earlier.find((turn) => !isVoid(turn, newest));
  if (standing?.status === 'fulfilled') {
    const startedBy = standing.closed.how === 'new-release' ? 'release-published' : 'no-change-confirmed';
    return { startOn: standing.closed.on, startedBy };
  }
  const first = earlier.at(-1);
  return first && { startOn: startOf(first), startedBy: 'release-published' };
};

/**
 * The release that started the clock of this turn was taken back. What is not public any more updated nothing, so the
 * three months run from what still stands (NĐ 47/2020 Điều 20(3), QĐ 10/2021 Điều 6(3): from publication); the day may be
 * past at once. That the turn before was closed in its time stays as it was written.
 */
export const recountFrom = (
  {
    on,
    counts,
    book,
    cause,
  }: {
    readonly on: LocalDate;
    readonly counts: Started | undefined;
    readonly book: Rulebook;
    readonly cause: { readonly eventId: EventId; readonly type: string };
  },
  duty: Duty | undefined,
): Decision => {
  if (!duty) return refuse('not-found');
  if (duty.status !== 'open' || !closes(duty, 'new-release') || !counts) return [];
  const started = startOf(duty);
  const { startOn, startedBy } = counts;
  const { rule } = kindInLaw(duty.kind);
  if (startOn >= started || !rule) return [];
  return [
    {
      type: 'DutyRescheduled',
      data: {
        on,
        because: 'release-withdrawn',
        why: `Bản phát hành công bố ngày ${displayDay(started)} đã được rút nên không tính là lần cập nhật; thời hạn tính lại từ ngày ${displayDay(startOn)}.`,
        deadline: computeDeadline({ rule, startOn, governedOn: startOn, startedBy }, book),
        cause,
        announce: true,
      },
    },
  ];
};
