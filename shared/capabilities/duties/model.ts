import type { DutyKind } from '../../../events/duties.ts';
import type { Deadline } from '../../kernel/deadline.ts';
import {
  caseIdOf,
  DutyId,
  type AgencyCode,
  type CaseId,
  type DatasetId,
  type EventId,
  type Slug,
} from '../../kernel/ids.ts';
import type { Instant, LocalDate } from '../../kernel/local-date.ts';

export type DutySubject = { type: 'dataset'; id: DatasetId; title: string; slug: Slug };

type DutyOnFile = {
  id: DutyId;
  kind: DutyKind;
  cycle: number;
  subject: DutySubject;
  agency: AgencyCode;
  deadline: Deadline;
  openedBecause: { eventId: EventId; type: string };
  openedAt: Instant;
  /** Rungs of the ladder that are behind us: noticed, or skipped because a later one was reached too. */
  reachedRungs: string[];
  overdueSince?: LocalDate;
};

/** `nextNoticeOn` is the next day on which something must be said; none is left after the last rung. */
export type OpenDuty = DutyOnFile & { status: 'open'; nextNoticeOn?: LocalDate };
export type FulfilledDuty = DutyOnFile & {
  status: 'fulfilled';
  closed: { how: 'new-release' | 'no-change'; on: LocalDate; note?: string };
};
export type WaivedDuty = DutyOnFile & {
  status: 'waived';
  closed: { how: 'waived'; on: LocalDate; note: string };
};

/** One turn of a recurring duty: an owner, a clock, a citation and evidence. */
export type Duty = OpenDuty | FulfilledDuty | WaivedDuty;

/** `open-data-update:<dataset>:3`: the third turn of this duty for this dataset. */
export const dutyIdOf = (kind: DutyKind, datasetId: DatasetId, cycle: number): DutyId =>
  DutyId.parse(`${kind}:${datasetId}:${cycle}`);

export const dutyCaseId = (id: DutyId): CaseId => caseIdOf('duty', id);
