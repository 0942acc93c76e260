import type { RequestChannel } from '../kernel/request.ts';
import { type Rulebook, rulebook } from './rulebook.ts';
import type { DeadlineRule, RequestStep } from './schema.ts';

/** The period for one step of an information request that came in one way; the law does not have every pair. */
export const requestRule = (
  channel: RequestChannel,
  step: RequestStep,
  book: Rulebook = rulebook,
): DeadlineRule | undefined =>
  book.data.deadlines.find(({ request }) => request?.channel === channel && request.step === step);
