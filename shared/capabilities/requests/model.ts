import type { Deadline, Lateness } from '../../kernel/deadline.ts';
import {
  caseIdOf,
  type AgencyCode,
  type CaseId,
  type DatasetId,
  type PersonRef,
  type RequestCode,
} from '../../kernel/ids.ts';
import type { Instant, LocalDate } from '../../kernel/local-date.ts';
import type {
  Complexity,
  ContestKind,
  RequestChannel,
  RequestFile,
  RequestForm,
  RequestKind,
  RequestStatus,
  RequestSubject,
} from '../../kernel/request.ts';

/** A time in which the clock stood still, because the requester was asked to make the request complete. */
export type Pause = { from: LocalDate; until: LocalDate; to?: LocalDate };

/** A due day that was replaced: kept with why, so that nobody has to believe the new one. */
export type EarlierDeadline = {
  deadline: Deadline;
  replacedOn: LocalDate;
  because: 'clarification' | 'complexity' | 'extension' | 'transfer' | 'law';
  why?: string;
};

export type Transfer = {
  on: LocalDate;
  from: AgencyCode;
  to: AgencyCode;
  because: 'not-held' | 'succession';
  /** It was late at the agency that handed it on. */
  late?: Lateness;
};

export type Closing =
  | {
      how: 'answered';
      on: LocalDate;
      files: RequestFile[];
      datasets: DatasetId[];
      finding?: 'upheld' | 'not-upheld';
    }
  | { how: 'refused'; on: LocalDate; ground: string; detail?: string }
  | { how: 'withdrawn' | 'lapsed'; on: LocalDate };

/** An answer the agency itself found wrong: when it did, by when the right information is owed, and when it was given. */
export type Correction = {
  discoveredOn: LocalDate;
  foundOn: LocalDate;
  deadline: Deadline;
  earlierDeadlines: EarlierDeadline[];
  corrected?: { on: LocalDate; files: RequestFile[] };
};

/** A complaint or a lawsuit about the request, by the day it reached the agency, and the day it was written down. */
export type Contest = { how: ContestKind; filedOn: LocalDate; recordedOn: LocalDate };

/**
 * A request as it stands. It holds nothing about the person: form, questions, answers and reasons are papers, kept apart
 * under the request's code (`papers`), and the ledger holds only their proofs.
 */
export type InformationRequest = {
  code: RequestCode;
  kind: RequestKind;
  channel: RequestChannel;
  subject: RequestSubject;
  form?: RequestForm;
  agency: AgencyCode;
  requester: PersonRef;
  about?: DatasetId;
  receivedAt: Instant;
  receivedOn: LocalDate;
  /** The day the clock of the answering agency started: of receipt, or of the transfer to it. */
  clockStartOn: LocalDate;
  clockStartAt?: Instant;
  status: RequestStatus;
  complexity: Complexity;
  acceptedOn?: LocalDate;
  complexNotice?: { on: LocalDate; due?: Deadline };
  extendedOn?: LocalDate;
  pauses: Pause[];
  deadline: Deadline;
  earlierDeadlines: EarlierDeadline[];
  transfers: Transfer[];
  files: RequestFile[];
  closing?: Closing;
  contests?: Contest[];
  corrections?: Correction[];
  papersErasedOn?: LocalDate;
};

export const requestCaseId = (code: RequestCode): CaseId => caseIdOf('request', code);

export const isOpen = ({ closing }: Pick<InformationRequest, 'closing'>): boolean => closing === undefined;

/** The answer that was found wrong and has not been put right yet. */
export const runningCorrection = ({
  corrections,
}: Pick<InformationRequest, 'corrections'>): Correction | undefined => {
  const last = corrections?.at(-1);
  return last && !last.corrected ? last : undefined;
};

/** The agency still owes something: an answer, or a right one. */
export const isAtWork = (request: InformationRequest): boolean =>
  isOpen(request) || runningCorrection(request) !== undefined;

/** By when what is owed now is due. */
export const deadlineNow = (request: InformationRequest): Deadline =>
  runningCorrection(request)?.deadline ?? request.deadline;

/** The day after which nothing was owed any more, once it is so. */
export const finishedOn = (request: InformationRequest): LocalDate | undefined =>
  isAtWork(request) ? undefined : (request.corrections?.at(-1)?.corrected?.on ?? request.closing?.on);

/** Put right after its day, or still not put right past it. */
export const isCorrectionLate = ({ deadline, corrected }: Correction, today: LocalDate): boolean =>
  deadline.kind === 'known' && (corrected?.on ?? today) > deadline.dueOn;

/** The pause that has not ended, if the requester was asked and has not answered. */
export const runningPause = ({ pauses }: Pick<InformationRequest, 'pauses'>): Pause | undefined => {
  const last = pauses.at(-1);
  return last && last.to === undefined ? last : undefined;
};

/**
 * Answered, refused or otherwise closed after its due day, or still open past it. A clock that stands still or is not known
 * has no due day; a question that stopped nothing, since it came too late or its limit is not stopped, excuses nothing.
 */
export const isOverdue = (request: InformationRequest, today: LocalDate): boolean =>
  request.deadline.kind === 'known' && (request.closing?.on ?? today) > request.deadline.dueOn;

/**
 * The due day by which the law lets no more time be taken, once it is behind. A day by which the house watches “at once” is
 * no law, and bars no step the law gives.
 */
export const passedDay = (
  { deadline }: Pick<InformationRequest, 'deadline'>,
  on: LocalDate,
): LocalDate | undefined =>
  deadline.kind === 'known' && !deadline.inLaw && on > deadline.dueOn ? deadline.dueOn : undefined;
