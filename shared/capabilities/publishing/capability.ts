import { publishingEvents, type PublishingEvent } from '../../../events/publishing.ts';
import type { Capability } from '../change-case.ts';
import { evolve } from './evolve.ts';
import { indexesOf } from './indexes.ts';
import type { Dataset } from './model.ts';

/** What the ledger and the case store need to know of publishing. */
export const publishing: Capability<Dataset, PublishingEvent> = {
  definitions: publishingEvents,
  evolve,
  indexesOf,
};
