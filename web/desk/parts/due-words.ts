import type { Deadline } from '../../../shared/kernel/deadline.ts';
import { dayInWords } from '../../../shared/kernel/sum-in-words.ts';

/** That no day is known, before why: read alone, why would say nothing of a day. */
export const UNKNOWN_DAY = 'Chưa xác định được hạn';

/** The due day with what makes it less than certain, that none is known and why, or what stands in its place. */
export const dueOrWhy = (deadline: Deadline): string =>
  deadline.kind === 'unknown' ? `${UNKNOWN_DAY}: ${deadline.why}` : dayInWords(deadline);
