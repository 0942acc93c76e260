import * as z from 'zod';
import { Deadline, Lateness } from '../shared/kernel/deadline.ts';
import { AgencyCode, DatasetId, PersonRef, RequestCode } from '../shared/kernel/ids.ts';
import { Instant, LocalDate } from '../shared/kernel/local-date.ts';
import { PaperProof } from '../shared/kernel/paper.ts';
import {
  ContestKind,
  RequestChannel,
  RequestFile,
  RequestForm,
  RequestKind,
  RequestSubject,
} from '../shared/kernel/request.ts';
import { defineEvent, type Fact } from './envelope.ts';

// Whatever moves the due day carries the new one with its sum: readers need not count, and nothing is counted twice.
const deadline = Deadline.meta({ description: 'The due day of the answer from here on, with its sum' });

export const RequestReceived = defineEvent(
  'RequestReceived',
  1,
  z.object({
    code: RequestCode,
    kind: RequestKind,
    channel: RequestChannel,
    subject: RequestSubject,
    form: RequestForm.optional().meta({ description: 'For information only; a report needs no form' }),
    agency: AgencyCode,
    requester: PersonRef.meta({
      description: 'Stands for the requester; who that is stands on the form, kept apart',
    }),
    receivedOn: LocalDate,
    receivedAt: Instant,
    about: DatasetId.optional().meta({ description: 'The dataset it is about, where it is about one' }),
    paper: PaperProof,
    files: z.array(RequestFile).max(10),
    deadline,
  }),
);

/** The agency found the request valid and took it up (form 02). */
export const RequestAccepted = defineEvent('RequestAccepted', 1, z.object({ on: LocalDate }));

/** The agency asked the requester to make the request complete or clear; what that does to the clock stands in the sum. */
export const ClarificationAsked = defineEvent(
  'ClarificationAsked',
  1,
  z.object({ on: LocalDate, until: LocalDate, paper: PaperProof, deadline }),
);

export const ClarificationGiven = defineEvent(
  'ClarificationGiven',
  1,
  z.object({ on: LocalDate, paper: PaperProof, deadline }),
);

/** Nothing came by the day that was given: the request is closed without an answer. */
export const ClarificationLapsed = defineEvent('ClarificationLapsed', 1, z.object({ on: LocalDate }));

/** The agency told the requester that the information must be gathered, and by when it will be answered. */
export const RequestFoundComplex = defineEvent(
  'RequestFoundComplex',
  1,
  z.object({
    on: LocalDate,
    paper: PaperProof,
    notice: Deadline.optional().meta({
      description: 'By when this notice was due; nothing where the law names no day',
    }),
    deadline,
  }),
);

/** The one extension the law allows, with its reason (form 04). */
export const RequestExtended = defineEvent(
  'RequestExtended',
  1,
  z.object({ on: LocalDate, paper: PaperProof, deadline }),
);

/** Another agency answers from here on: it holds the information, or took over the work of one that ended. */
export const RequestTransferred = defineEvent(
  'RequestTransferred',
  1,
  z.object({
    on: LocalDate,
    from: AgencyCode,
    to: AgencyCode,
    because: z.enum(['not-held', 'succession']),
    at: Instant.optional().meta({
      description: 'When the clock of the other agency starts, if it starts anew',
    }),
    paper: PaperProof.optional(),
    late: Lateness.optional().meta({
      description: 'It was late at the agency that handed it on, and stays so there',
    }),
    deadline,
  }),
);

export const RequestAnswered = defineEvent(
  'RequestAnswered',
  1,
  z.object({
    on: LocalDate,
    paper: PaperProof,
    files: z.array(RequestFile).max(20),
    datasets: z.array(DatasetId).max(10),
    finding: z
      .enum(['upheld', 'not-upheld'])
      .optional()
      .meta({ description: 'For a challenge, a correction or an error: whether the person was right' }),
    consentSeenOnPaper: z.literal(true).optional().meta({
      description: 'The officer says that the consent lies there on paper, where no file of it came',
    }),
  }),
);

const ground = z
  .string()
  .regex(/^[a-z]+(-[a-z]+)*$/)
  .meta({ description: 'Id of a refusal ground in the rulebook' });

/** Refused on a ground of law, with the reason in writing (form 05). */
export const RequestRefused = defineEvent(
  'RequestRefused',
  1,
  z.object({ on: LocalDate, ground, detail: ground.optional(), paper: PaperProof }),
);

export const RequestWithdrawn = defineEvent('RequestWithdrawn', 1, z.object({ on: LocalDate }));

/**
 * A complaint about the request, or a lawsuit, reached the agency on a day; it is counted, and what it says stays with whoever
 * decides it.
 */
export const RequestContested = defineEvent(
  'RequestContested',
  1,
  z.object({ on: LocalDate, how: ContestKind, filedOn: LocalDate }),
);

/** The agency found by itself that what it had answered is wrong: it owes the right information, by a limit of its own. */
export const AnswerFoundWrong = defineEvent(
  'AnswerFoundWrong',
  1,
  z.object({
    on: LocalDate,
    discoveredOn: LocalDate.meta({ description: 'The day it was discovered; the limit runs from it' }),
    paper: PaperProof,
    deadline: Deadline.meta({ description: 'By when the right information is owed, with its sum' }),
  }),
);

/** What had been found wrong was put right, and given again. */
export const AnswerCorrected = defineEvent(
  'AnswerCorrected',
  1,
  z.object({ on: LocalDate, paper: PaperProof, files: z.array(RequestFile).max(20) }),
);

/** The limit for putting an answer right, counted anew by a calendar or a value of law that became known. */
export const CorrectionDeadlineRecomputed = defineEvent(
  'CorrectionDeadlineRecomputed',
  1,
  z.object({
    on: LocalDate,
    why: z.string().max(500),
    deadline: Deadline.meta({ description: 'By when the right information is owed, with its sum' }),
  }),
);

/** A calendar or a value of law became known or changed: the same clock, counted anew. */
export const RequestDeadlineRecomputed = defineEvent(
  'RequestDeadlineRecomputed',
  1,
  z.object({ on: LocalDate, why: z.string().max(500), deadline }),
);

/** The papers and files of a closed request were erased with their salts; what the ledger proves stays. */
export const RequestPapersErased = defineEvent(
  'RequestPapersErased',
  1,
  z.object({ on: LocalDate, parts: z.int().nonnegative() }),
);

export const requestEvents = [
  RequestReceived,
  RequestAccepted,
  ClarificationAsked,
  ClarificationGiven,
  ClarificationLapsed,
  RequestFoundComplex,
  RequestExtended,
  RequestTransferred,
  RequestAnswered,
  RequestRefused,
  RequestWithdrawn,
  RequestContested,
  AnswerFoundWrong,
  AnswerCorrected,
  CorrectionDeadlineRecomputed,
  RequestDeadlineRecomputed,
  RequestPapersErased,
] as const;

export type RequestEvent = Fact<(typeof requestEvents)[number]>;
