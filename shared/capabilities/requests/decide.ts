import type { RequestEvent } from '../../../events/requests.ts';
import type { AgencyCode, DatasetId, PersonRef, RequestCode } from '../../kernel/ids.ts';
import { latenessOn } from '../../kernel/deadline.ts';
import { dayOf, startOfDay, type Instant, type LocalDate } from '../../kernel/local-date.ts';
import type { PaperProof } from '../../kernel/paper.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import type {
  RequestChannel,
  RequestFile,
  RequestForm,
  RequestKind,
  RequestSubject,
} from '../../kernel/request.ts';
import { changeOf } from '../../regulation/recompute.ts';
import { rulebook, type Rulebook } from '../../regulation/rulebook.ts';
import { afresh, clockOf, firstDayKnown, noticeDeadline, type Clock } from './clock.ts';
import { dayOfAct } from './day-of-act.ts';
import { isAtWork, isOpen, passedDay, runningPause, type InformationRequest } from './model.ts';
import { isRefused, openOnly } from './open-only.ts';

export type Decision =
  | readonly RequestEvent[]
  | Refusal<
      | 'not-found'
      | 'request-closed'
      | 'request-moved'
      | 'wrong-state'
      | 'received-in-future'
      | 'received-before-law'
      | 'clarification-expired'
      | 'contested-before-receipt'
      | 'discovered-outside'
      | 'already-extended'
      | 'only-complex-extended'
      | 'deadline-passed'
      | 'complex-after-due'
      | 'not-answer-file'
      | 'consent-not-seen'
      | 'unknown-ground'
      | 'ground-detail-missing'
      | 'same-agency'
      | 'not-erasable'
    >;

type OnDay = { readonly on: LocalDate };
type InLaw = { readonly book?: Rulebook };

/**
 * A request arrives, with its clock running from the day of receipt. Who enters a letter may date it back to the day it
 * came, never forward.
 */
export const receive = (
  command: {
    code: RequestCode;
    kind: RequestKind;
    channel: RequestChannel;
    subject: RequestSubject;
    form?: RequestForm;
    agency: AgencyCode;
    requester: PersonRef;
    receivedOn: LocalDate;
    /** Its moment, as far as it is known: limits in hours run from it. */
    receivedAt: Instant;
    about?: DatasetId;
    paper: PaperProof;
    files: RequestFile[];
    today: LocalDate;
    now?: Instant;
  } & InLaw,
  state: InformationRequest | undefined,
): Decision => {
  const { today, now, book = rulebook, ...received } = command;
  if (state) return refuse('wrong-state', { status: state.status });
  if (received.receivedOn > today || (now && received.receivedAt > now)) return refuse('received-in-future');
  const { kind, channel, receivedOn, receivedAt } = received;
  const clock: Clock = {
    kind,
    channel,
    complexity: 'simple',
    clockStartOn: receivedOn,
    clockStartAt: receivedAt,
    receivedOn,
    pauses: [],
  };
  const from = firstDayKnown(clock, book);
  if (from && receivedOn < from) return refuse('received-before-law', { from });
  return [{ type: 'RequestReceived', data: { ...received, deadline: clockOf(clock, book) } }];
};

/** Taken up as valid. Said twice, it is recorded once. */
export const accept = (command: OnDay, state: InformationRequest | undefined): Decision => {
  const request = openOnly(state);
  if (isRefused(request)) return request;
  if (request.status === 'accepted') return [];
  if (request.status !== 'received') return refuse('wrong-state', { status: request.status });
  return [{ type: 'RequestAccepted', data: { on: dayOfAct(command.on, request) } }];
};

/** Asks the requester; from that day the clock stands still, until they answer. After the due day it is late, and stays so. */
export const askClarification = (
  command: OnDay & InLaw & { until: LocalDate; paper: PaperProof },
  state: InformationRequest | undefined,
): Decision => {
  const request = openOnly(state);
  if (isRefused(request)) return request;
  if (runningPause(request)) return refuse('wrong-state', { status: request.status });
  const { until, paper, book = rulebook } = command;
  const on = dayOfAct(command.on, request);
  const deadline = clockOf({ ...request, pauses: [...request.pauses, { from: on, until }] }, book);
  return [{ type: 'ClarificationAsked', data: { on, until, paper, deadline } }];
};

/** The requester's answer. After the day that was given it is too late, whether the morning run has noted that or not. */
export const giveClarification = (
  command: OnDay & InLaw & { paper: PaperProof },
  state: InformationRequest | undefined,
): Decision => {
  if (state?.status === 'lapsed')
    return refuse('clarification-expired', { until: state.pauses.at(-1)?.until ?? '' });
  const request = openOnly(state);
  if (isRefused(request)) return request;
  const pause = runningPause(request);
  if (!pause) return refuse('wrong-state', { status: request.status });
  const { paper, book = rulebook } = command;
  const on = dayOfAct(command.on, request);
  if (on > pause.until) return refuse('clarification-expired', { until: pause.until });
  const pauses = [...request.pauses.slice(0, -1), { ...pause, to: on }];
  return [
    { type: 'ClarificationGiven', data: { on, paper, deadline: clockOf({ ...request, pauses }, book) } },
  ];
};

/** Nothing came by the day that was given. Asked too early, or of a request that was answered meanwhile, nothing happens. */
export const lapse = (command: { today: LocalDate }, state: InformationRequest | undefined): Decision => {
  if (!state) return refuse('not-found');
  const pause = isOpen(state) ? runningPause(state) : undefined;
  return pause && command.today > pause.until
    ? [{ type: 'ClarificationLapsed', data: { on: dayOfAct(command.today, state) } }]
    : [];
};

/**
 * The information must be gathered: the requester is told, and the longer limit applies. Not once the day has passed: what
 * is late would be in time again.
 */
export const findComplex = (
  command: OnDay & InLaw & { paper: PaperProof },
  state: InformationRequest | undefined,
): Decision => {
  const request = openOnly(state);
  if (isRefused(request)) return request;
  // Reports have one limit each; only for information does the law know a longer one.
  if (request.kind !== 'information' || request.complexity === 'complex' || runningPause(request))
    return refuse('wrong-state', { status: request.status });
  const { paper, book = rulebook } = command;
  const on = dayOfAct(command.on, request);
  const dueOn = passedDay(request, on);
  if (dueOn) return refuse('complex-after-due', { dueOn });
  const notice = noticeDeadline(request, book);
  const deadline = clockOf({ ...request, complexity: 'complex' }, book);
  return [{ type: 'RequestFoundComplex', data: { on, paper, ...(notice && { notice }), deadline } }];
};

/** Once, for what is complex, and before its day has passed: afterwards it is not longer, it is late. */
export const extend = (
  command: OnDay & InLaw & { paper: PaperProof },
  state: InformationRequest | undefined,
): Decision => {
  const request = openOnly(state);
  if (isRefused(request)) return request;
  if (request.extendedOn) return refuse('already-extended', { on: request.extendedOn });
  if (request.complexity !== 'complex') return refuse('only-complex-extended');
  if (runningPause(request)) return refuse('wrong-state', { status: request.status });
  const { paper, book = rulebook } = command;
  const on = dayOfAct(command.on, request);
  const dueOn = passedDay(request, on);
  if (dueOn) return refuse('deadline-passed', { dueOn });
  return [
    { type: 'RequestExtended', data: { on, paper, deadline: clockOf({ ...request, extendedOn: on }, book) } },
  ];
};

/** Another agency answers: handed on, with a clock of its own (a delay stays where it arose), or as successor, by the clock as it runs. */
export const transfer = (
  command: OnDay &
    InLaw & { at?: Instant; to: AgencyCode; because: 'not-held' | 'succession'; paper?: PaperProof },
  state: InformationRequest | undefined,
): Decision => {
  const request = openOnly(state);
  if (isRefused(request)) return request;
  const { to, because, paper, book = rulebook } = command;
  const on = dayOfAct(command.on, request);
  const at = command.at && dayOf(command.at) === on ? command.at : startOfDay(on);
  if (request.agency === to) return because === 'succession' ? [] : refuse('same-agency');
  const isAnew = because === 'not-held';
  const moved = isAnew ? afresh(request, on, at) : request;
  const late = isAnew ? latenessOn(request.deadline, on) : undefined;
  const data = {
    on,
    from: request.agency,
    to,
    because,
    ...(isAnew && { at }),
    ...(paper && { paper }),
    ...(late && { late }),
    deadline: clockOf(moved, book),
  };
  return [{ type: 'RequestTransferred', data }];
};

/**
 * Answered. Of two officers who answer at once the second is told that it is done. Another person's information is given only
 * where their consent lies here, or the officer says that they saw it on paper.
 */
export const answer = (
  {
    isConsentReady = false,
    ...command
  }: OnDay & {
    paper: PaperProof;
    files: RequestFile[];
    datasets: DatasetId[];
    finding?: 'upheld' | 'not-upheld';
    isConsentReady?: boolean;
    consentSeenOnPaper?: true;
  },
  state: InformationRequest | undefined,
): Decision => {
  const request = openOnly(state);
  if (isRefused(request)) return request;
  if (request.subject === 'consented' && !isConsentReady && !command.consentSeenOnPaper)
    return refuse('consent-not-seen');
  // What the requester sent is theirs: given back under another name it would pass for an answer.
  if (command.files.some(({ id }) => request.files.some((sent) => sent.id === id)))
    return refuse('not-answer-file');
  return [{ type: 'RequestAnswered', data: { ...command, on: dayOfAct(command.on, request) } }];
};

/** The grounds a refusal may name, as the law of the day of receipt has them. */
export type Grounds = {
  readonly grounds: readonly { readonly id: string; readonly needsDetail: boolean }[];
  /** Kinds of information that may not be had, or only on conditions: what some grounds must be specific about. */
  readonly details: readonly string[];
};

/**
 * Refused, only on a ground the law in force knows, with the reason in writing. The grounds are for information somebody asks
 * for; who reports something is owed an answer, and an answer may say that they are not right.
 */
export const refuseRequest = (
  command: OnDay & { ground: string; detail?: string; known: Grounds; paper: PaperProof },
  state: InformationRequest | undefined,
): Decision => {
  const request = openOnly(state);
  if (isRefused(request)) return request;
  const { ground, detail, known, paper } = command;
  const on = dayOfAct(command.on, request);
  const named = request.kind === 'information' && known.grounds.find(({ id }) => id === ground);
  if (!named) return refuse('unknown-ground', { ground });
  if (named.needsDetail && detail === undefined) return refuse('ground-detail-missing');
  if (detail !== undefined && !(named.needsDetail && known.details.includes(detail)))
    return refuse('unknown-ground', { ground: detail });
  return [{ type: 'RequestRefused', data: { on, ground, ...(detail !== undefined && { detail }), paper } }];
};

export const withdraw = (command: OnDay, state: InformationRequest | undefined): Decision => {
  const request = openOnly(state);
  return isRefused(request)
    ? request
    : [{ type: 'RequestWithdrawn', data: { on: dayOfAct(command.on, request) } }];
};

/** Counts the same clock with the law and calendars known now. Nothing is said while nothing people act on has changed. */
export const recompute = (command: OnDay & InLaw, state: InformationRequest | undefined): Decision => {
  if (!state) return refuse('not-found');
  if (!isOpen(state)) return [];
  const deadline = clockOf(state, command.book ?? rulebook);
  const change = changeOf(state.deadline, deadline);
  return change
    ? [
        {
          type: 'RequestDeadlineRecomputed',
          data: { on: dayOfAct(command.on, state), why: change.why, deadline },
        },
      ]
    : [];
};

/** Papers go when the time set for them has run out after the closing; the request itself stays in the register. */
export const erasePapers = (
  command: OnDay & { parts: number; keptUntil: LocalDate },
  state: InformationRequest | undefined,
): Decision => {
  if (!state) return refuse('not-found');
  if (state.papersErasedOn) return [];
  if (isAtWork(state) || command.on <= command.keptUntil)
    return refuse('not-erasable', { until: command.keptUntil });
  return [{ type: 'RequestPapersErased', data: { on: dayOfAct(command.on, state), parts: command.parts } }];
};
