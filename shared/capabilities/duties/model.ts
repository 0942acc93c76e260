import type { DutyEvent, DutyKind, DutySubject } from '../../../events/duties.ts';
import type { Deadline } from '../../kernel/deadline.ts';
import {
  caseIdOf,
  DutyId,
  type AgencyCode,
  type CaseId,
  type EventId,
  type PersonRef,
} from '../../kernel/ids.ts';
import type { Instant, LocalDate } from '../../kernel/local-date.ts';

type DataOf<Type extends DutyEvent['type']> = Extract<DutyEvent, { type: Type }>['data'];

/** A due day that was replaced, and why: the last few; the ledger has them all. */
export type EarlierDeadline = { deadline: Deadline; replacedOn: LocalDate } & Pick<
  DataOf<'DutyRescheduled'>,
  'because' | 'why'
>;

export type HandOver = Pick<DataOf<'DutyHandedOver'>, 'on' | 'from' | 'to' | 'because' | 'late'>;

type InWriting = DataOf<'DutyUrged'>;

/** The Department urged in writing, and what the agency answered. */
export type Urging = InWriting & { answer?: InWriting };

type DutyOnFile = {
  id: DutyId;
  kind: DutyKind;
  cycle: number;
  subject: DutySubject;
  agency: AgencyCode;
  deadline: Deadline;
  openedBecause: { eventId: EventId; type: string; version?: number | undefined };
  openedAt: Instant;
  /** Rungs of the ladder that are behind us: noticed, or skipped because a later one was reached too. */
  reachedRungs: string[];
  overdueSince?: LocalDate;
  /** The deadline moved on this day, and the agency has not been told of it yet. */
  untoldSince?: LocalDate;
  /** The newest event of the request's case that was taken in. */
  asOf?: number;
  earlierDeadlines?: EarlierDeadline[];
  handOvers?: HandOver[];
  /** The last few, oldest first. */
  urgings?: Urging[];
};

/** `nextNoticeOn` is the next day on which something must be said; none is left after the last rung. */
export type OpenDuty = DutyOnFile & { status: 'open'; nextNoticeOn?: LocalDate };
export type FulfilledDuty = DutyOnFile & {
  status: 'fulfilled';
  closed: { how: DataOf<'DutyFulfilled'>['how']; on: LocalDate; note?: string };
};
export type WaivedDuty = DutyOnFile & {
  status: 'waived';
  closed: { how: 'waived'; on: LocalDate; note: string; by?: PersonRef };
};

/** One turn of a recurring duty: an owner, a clock, a citation and evidence. */
export type Duty = OpenDuty | FulfilledDuty | WaivedDuty;

/** What tells the subjects of a kind apart: a dataset's id, a request's code. */
export const subjectKey = (subject: DutySubject): string =>
  subject.type === 'dataset' ? subject.id : subject.code;

/** `open-data-update:<dataset>:3`: the third turn of this duty for this dataset. */
export const dutyIdOf = (kind: DutyKind, subject: string, cycle: number): DutyId =>
  DutyId.parse(`${kind}:${subject.toLowerCase()}:${cycle}`);

export const dutyCaseId = (id: DutyId): CaseId => caseIdOf('duty', id);
