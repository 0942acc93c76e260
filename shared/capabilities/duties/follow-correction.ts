import type { AgencyCode, RequestCode } from '../../kernel/ids.ts';
import { openDuty, type Decision } from './decide.ts';
import { causeOf, handedOn, moved, type Told, type ToldOf } from './follow-request.ts';
import { kindInLaw } from './ladder.ts';
import type { Duty } from './model.ts';

const KIND = 'correct-answer' as const;

/** Which request, who answers it, and which of its corrections this is. */
export type OfCorrection = {
  readonly code: RequestCode;
  readonly agency: AgencyCode;
  readonly cycle: number;
};

const opening = (told: ToldOf<'AnswerFoundWrong'>, { code, agency, cycle }: OfCorrection) => ({
  kind: KIND,
  cycle,
  subject: { type: 'request' as const, code, title: `${kindInLaw(KIND).title.vi} ${code}` },
  agency,
  deadline: told.data.deadline,
  openedBecause: causeOf(told),
});

/** What one fact of a request means for the duty to put its answer right. Told again, or late, it changes nothing. */
export const followCorrection = (told: Told, of: OfCorrection, duty: Duty | undefined): Decision => {
  if (!duty) return told.type === 'AnswerFoundWrong' ? openDuty(opening(told, of), duty) : [];
  if (duty.status !== 'open' || told.version <= (duty.asOf ?? 0)) return [];
  if (told.type === 'CorrectionDeadlineRecomputed') return moved(told, duty);
  if (told.type === 'RequestTransferred') return [handedOn(told)];
  return told.type === 'AnswerCorrected'
    ? [{ type: 'DutyFulfilled', data: { how: 'corrected', on: told.data.on } }]
    : [];
};
