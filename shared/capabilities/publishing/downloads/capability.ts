import { downloadsEvents, type DownloadsEvent } from '../../../../events/downloads.ts';
import type { Capability } from '../../change-case.ts';
import { evolve } from './evolve.ts';
import type { Downloads } from './model.ts';

/** What the ledger and the case store need to know of downloads. They are found by their dataset alone: no index. */
export const downloads: Capability<Downloads, DownloadsEvent> = {
  definitions: downloadsEvents,
  evolve,
  indexesOf: () => ({}),
};
