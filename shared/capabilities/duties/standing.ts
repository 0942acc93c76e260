import { daysBetween, type LocalDate } from '../../kernel/local-date.ts';
import type { AgencyCode } from '../../kernel/ids.ts';
import { dueSoonDays, kindInLaw } from './ladder.ts';
import type { Duty } from './model.ts';

export type Standing =
  | 'open'
  | 'due-soon'
  | 'overdue'
  | 'done'
  | 'waived'
  | 'unknown-deadline'
  | 'paused'
  | 'at-once'
  | 'no-limit';

/** A duty without a due day stands where its clock does. */
const withoutDay = {
  unknown: 'unknown-deadline',
  stopped: 'paused',
  'at-once': 'at-once',
  'no-limit': 'no-limit',
} as const satisfies Record<string, Standing>;

/** Where a duty stands on a day. Computed, never stored: the day changes it without anybody acting. */
export const standing = (duty: Duty, today: LocalDate): Standing => {
  if (duty.status === 'fulfilled') return 'done';
  if (duty.status === 'waived') return 'waived';
  if (duty.deadline.kind !== 'known') return withoutDay[duty.deadline.kind];
  const left = daysBetween(today, duty.deadline.dueOn);
  if (left < 0) return 'overdue';
  return left <= dueSoonDays(duty) ? 'due-soon' : 'open';
};

/** Days until the due day, negative once overdue; undefined when closed or when the day is unknown. */
export const daysLeft = (duty: Duty, today: LocalDate): number | undefined =>
  duty.status === 'open' && duty.deadline.kind === 'known'
    ? daysBetween(today, duty.deadline.dueOn)
    : undefined;

/** Whether a duty is of a kind that the Department may waive in writing, and open. */
export const mayWaive = (duty: Duty): boolean =>
  duty.status === 'open' && kindInLaw(duty.kind).waiving.allowed;

/** Whether "reviewed, no change" may be said of a duty by somebody of these agencies. */
export const mayConfirm = (duty: Duty, agencies: readonly AgencyCode[]): boolean =>
  duty.status === 'open' && agencies.includes(duty.agency) && closes(duty, 'no-change');

/** Whether this way of fulfilling closes this kind of duty. */
export const closes = ({ kind }: Pick<Duty, 'kind'>, how: 'new-release' | 'no-change'): boolean =>
  kindInLaw(kind).closedBy.some((way) => way.how === how);
