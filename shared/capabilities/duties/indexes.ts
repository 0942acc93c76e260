import type { DutyKind } from '../../../events/duties.ts';
import { dueDayOf } from '../../kernel/deadline.ts';
import type { LocalDate } from '../../kernel/local-date.ts';
import type { CaseIndexes } from '../case-store.ts';
import { subjectKey, type Duty } from './model.ts';

type Group = 'open' | 'closed';

/** Sorts before every day. */
const WITHOUT_DAY = '0000-00-00';

/** The keys under which duties are found: of an agency, of all, the turns of one duty, and what the morning must say. */
export const dutyKeys = {
  ofAgency: (agency: string, group: Group) => `duty#${group}#${agency}`,
  all: (group: Group) => `duty#${group}`,
  turnsOf: (kind: DutyKind, subject: string) => `duty#${kind}#${subject}`,
  /** The upper bound of the sort part for duties that no clock watches. */
  withoutDay: `${WITHOUT_DAY}~`,
  notices: 'duty',
  /** The upper bound of the sort part for everything due to be said by a day. */
  noticesUpTo: (today: LocalDate) => `${today}~`,
} as const;

/**
 * Open duties by the day a person must look: those that no clock watches first (unknown, no limit), "at once" by the day
 * it began, and last those whose clock stands still, since they wait for somebody else. Closed ones by the day they closed.
 */
const sortDay = (duty: Duty): string => {
  if (duty.status !== 'open') return duty.closed.on;
  if (duty.deadline.kind === 'stopped') return '~';
  return dueDayOf(duty.deadline) ?? WITHOUT_DAY;
};

export const indexesOf = (duty: Duty): CaseIndexes => {
  const group = duty.status === 'open' ? 'open' : 'closed';
  const sort = `${sortDay(duty)}#${duty.id}`;
  const notice = duty.status === 'open' ? duty.nextNoticeOn : undefined;
  return {
    owner: [dutyKeys.ofAgency(duty.agency, group), sort],
    status: [dutyKeys.all(group), sort],
    kind: [dutyKeys.turnsOf(duty.kind, subjectKey(duty.subject)), String(duty.cycle).padStart(6, '0')],
    ...(notice && { notice: [dutyKeys.notices, `${notice}#${duty.id}`] }),
  };
};
