import type { DutyEvent } from '../../../events/duties.ts';
import type { Recorded } from '../../../events/envelope.ts';
import type { RequestEvent } from '../../../events/requests.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Deadline } from '../../kernel/deadline.ts';
import { rulebook } from '../../regulation/rulebook.ts';
import { openDuty, type Decision } from './decide.ts';
import type { Duty, OpenDuty } from './model.ts';

export type Told = Recorded<RequestEvent>;
export type ToldOf<Type extends Told['type']> = Extract<Told, { type: Type }>;

export const causeOf = ({ id, type, version }: Told) => ({ eventId: id, type, version });

const opening = (told: ToldOf<'RequestReceived'>) => {
  const { code, kind, agency, deadline } = told.data;
  const title = rulebook.requestKinds.get(kind)?.title.vi;
  if (!title) throw new Error(`The rulebook holds no kind of request ${kind}`);
  return {
    kind: 'answer-request' as const,
    cycle: 1,
    subject: { type: 'request' as const, code, title: `${title} ${code}` },
    agency,
    deadline,
    openedBecause: causeOf(told),
  };
};

const becauseOf = {
  ClarificationAsked: 'clarification',
  ClarificationGiven: 'clarification',
  RequestFoundComplex: 'complexity',
  RequestExtended: 'extension',
  RequestTransferred: 'transfer',
  RequestDeadlineRecomputed: 'law',
  CorrectionDeadlineRecomputed: 'law',
} as const;
type Moving = ToldOf<keyof typeof becauseOf>;

const isSame = (a: Deadline, b: Deadline): boolean => canonicalJson(a) === canonicalJson(b);

/** The clock as the request's own fact gives it; nothing where it says again what stands. */
export const moved = (told: Moving, duty: OpenDuty): DutyEvent[] => {
  const { on, deadline } = told.data;
  if (isSame(deadline, duty.deadline)) return [];
  // What officers did they know of; that the law moved they do not.
  const law = (told.type === 'RequestDeadlineRecomputed' || told.type === 'CorrectionDeadlineRecomputed') && {
    why: told.data.why,
    announce: true as const,
  };
  const data = { on, because: becauseOf[told.type], ...law, deadline, cause: causeOf(told) };
  return [{ type: 'DutyRescheduled', data }];
};

export const handedOn = (told: ToldOf<'RequestTransferred'>): DutyEvent => {
  const { on, from, to, because, late } = told.data;
  return {
    type: 'DutyHandedOver',
    data: { on, from, to, because, ...(late && { late }), cause: causeOf(told) },
  };
};

/**
 * What one fact of a request means for the duty to answer it. Facts are given in their order; one that was taken in
 * already, and any after the duty is closed, changes nothing.
 */
export const followRequest = (told: Told, duty: Duty | undefined): Decision => {
  if (!duty) return told.type === 'RequestReceived' ? openDuty(opening(told), duty) : [];
  if (duty.status !== 'open' || told.version <= (duty.asOf ?? 0)) return [];
  switch (told.type) {
    case 'RequestTransferred':
      return [handedOn(told), ...moved(told, duty)];
    case 'ClarificationAsked':
    case 'ClarificationGiven':
    case 'RequestFoundComplex':
    case 'RequestExtended':
    case 'RequestDeadlineRecomputed':
      return moved(told, duty);
    case 'RequestAnswered':
      return [{ type: 'DutyFulfilled', data: { how: 'answered', on: told.data.on } }];
    case 'RequestRefused':
      return [{ type: 'DutyFulfilled', data: { how: 'refused', on: told.data.on } }];
    case 'RequestWithdrawn':
      return [{ type: 'DutyWaived', data: { why: 'Người yêu cầu đã rút yêu cầu', on: told.data.on } }];
    case 'ClarificationLapsed':
      return [
        {
          type: 'DutyWaived',
          data: { why: 'Người yêu cầu không bổ sung thông tin trong thời hạn đã báo', on: told.data.on },
        },
      ];
    case 'RequestReceived':
    case 'RequestAccepted':
    case 'RequestContested':
    // What was answered and found wrong is a duty of its own.
    case 'AnswerFoundWrong':
    case 'AnswerCorrected':
    case 'CorrectionDeadlineRecomputed':
    case 'RequestPapersErased':
      return [];
  }
};
