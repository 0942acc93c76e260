import { digestEvents } from './digests.ts';
import { downloadsEvents } from './downloads.ts';
import { dutyEvents } from './duties.ts';
import type { EventDefinition } from './envelope.ts';
import { publishingEvents } from './publishing.ts';
import { ruleValueEvents } from './regulation.ts';
import { recomputationEvents } from './recomputation.ts';
import { requestEvents } from './requests.ts';

/** Every event there is, by the capability whose decisions make it: what documents and proofs over all events go by. */
export const eventFamilies: readonly {
  readonly from: string;
  readonly definitions: readonly EventDefinition[];
}[] = [
  { from: 'publishing', definitions: [...publishingEvents, ...downloadsEvents] },
  { from: 'duties', definitions: [...dutyEvents, ...digestEvents, ...recomputationEvents] },
  { from: 'requests', definitions: requestEvents },
  { from: 'regulation', definitions: ruleValueEvents },
];

export const allEvents: readonly EventDefinition[] = eventFamilies.flatMap(({ definitions }) => definitions);
