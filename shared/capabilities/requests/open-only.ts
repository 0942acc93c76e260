import { refuse, type Refusal } from '../../kernel/refusal.ts';
import type { InformationRequest } from './model.ts';

/** The request while it can still be worked on; who is too late is told how it ended. */
export const openOnly = (
  request: InformationRequest | undefined,
): InformationRequest | Refusal<'not-found' | 'request-closed'> => {
  if (!request) return refuse('not-found');
  if (request.closing) return refuse('request-closed', { status: request.status, on: request.closing.on });
  return request;
};

export const isRefused = <R extends Refusal>(outcome: InformationRequest | R): outcome is R =>
  'refused' in outcome;
