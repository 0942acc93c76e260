import { requestEvents, type RequestEvent } from '../../../events/requests.ts';
import type { Capability } from '../change-case.ts';
import { evolve } from './evolve.ts';
import { indexesOf } from './indexes.ts';
import type { InformationRequest } from './model.ts';

/** What the ledger and the case store need to know of requests. */
export const requests: Capability<InformationRequest, RequestEvent> = {
  definitions: requestEvents,
  evolve,
  indexesOf,
};
