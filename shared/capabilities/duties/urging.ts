import type { DutyEvent } from '../../../events/duties.ts';
import type { AgencyCode, PersonRef } from '../../kernel/ids.ts';
import type { LocalDate } from '../../kernel/local-date.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import type { Duty, Urging } from './model.ts';

export type UrgingDecision =
  | readonly DutyEvent[]
  | Refusal<
      'not-found' | 'not-open' | 'not-your-agency' | 'urged-today' | 'nobody-to-urge' | 'nothing-to-answer'
    >;

type InWriting = { readonly on: LocalDate; readonly by: PersonRef; readonly text: string };

/** The last urging, if the agency has not answered it. */
export const unanswered = ({ urgings }: Pick<Duty, 'urgings'>): Urging | undefined => {
  const last = urgings?.at(-1);
  return last?.answer ? undefined : last;
};

/** The Department urges an open duty in writing: as often as it must, once a day, where somebody can read it. */
export const urge = (
  { isRead, ...command }: InWriting & { readonly isRead: boolean },
  duty: Duty | undefined,
): UrgingDecision => {
  if (!duty) return refuse('not-found');
  if (duty.status !== 'open') return refuse('not-open');
  const last = duty.urgings?.at(-1);
  if (last && last.on >= command.on) return refuse('urged-today', { on: last.on });
  if (!isRead) return refuse('nobody-to-urge');
  return [{ type: 'DutyUrged', data: command }];
};

/** The owning agency answers the last urging, once. */
export const answerUrging = (
  { agencies, ...command }: InWriting & { readonly agencies: readonly AgencyCode[] },
  duty: Duty | undefined,
): UrgingDecision => {
  if (!duty) return refuse('not-found');
  if (!agencies.includes(duty.agency)) return refuse('not-your-agency');
  if (duty.status !== 'open') return refuse('not-open');
  return unanswered(duty) ? [{ type: 'DutyUrgingAnswered', data: command }] : refuse('nothing-to-answer');
};
