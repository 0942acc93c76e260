import { dayOf, type LocalDate } from '../../kernel/local-date.ts';
import type { EventId } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import { recompute } from '../../regulation/recompute.ts';
import type { Rulebook } from '../../regulation/rulebook.ts';
import { isRecurring } from './cycles.ts';
import type { Decision } from './decide.ts';
import type { Duty } from './model.ts';

type Command = {
  readonly on: LocalDate;
  readonly book: Rulebook;
  readonly cause: { readonly eventId: EventId; readonly type: string };
};

/**
 * Asks the rulebook again for the due day of an open duty. Nothing is said while it stays what it was. A duty of a request
 * is left alone: its clock is the request's, which is computed again by itself.
 */
export const recomputeDuty = ({ on, book, cause }: Command, duty: Duty | undefined): Decision => {
  if (!duty) return refuse('not-found');
  if (duty.status !== 'open' || !isRecurring(duty)) return [];
  const keptItsStart = duty.deadline.kind !== 'unknown' || duty.deadline.startOn !== undefined;
  // Unknown deadlines of early days did not say when their clock started; the duty was opened on that day.
  const again = recompute(duty.deadline, book, keptItsStart ? {} : { startOn: dayOf(duty.openedAt) });
  if (!again.changed) return [];
  return [
    {
      type: 'DutyRescheduled',
      data: {
        on,
        because: 'law',
        why: again.why.slice(0, 500),
        deadline: again.now,
        cause,
        announce: true,
      },
    },
  ];
};
