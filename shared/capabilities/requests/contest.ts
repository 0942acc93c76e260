import type { RequestEvent } from '../../../events/requests.ts';
import type { LocalDate } from '../../kernel/local-date.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { dayOfAct } from './day-of-act.ts';
import type { Contest, InformationRequest } from './model.ts';

/**
 * A complaint or a lawsuit reached the agency, while the request was open or after. Recorded again, of the same day, it is the
 * same one.
 */
export const contest = (
  { on, how, filedOn }: Omit<Contest, 'recordedOn'> & { on: LocalDate },
  state: InformationRequest | undefined,
): readonly RequestEvent[] | Refusal<'not-found' | 'contested-before-receipt'> => {
  if (!state) return refuse('not-found');
  if (filedOn < state.receivedOn || filedOn > on)
    return refuse('contested-before-receipt', { from: state.receivedOn });
  if (state.contests?.some((known) => known.how === how && known.filedOn === filedOn)) return [];
  return [{ type: 'RequestContested', data: { on: dayOfAct(on, state), how, filedOn } }];
};
