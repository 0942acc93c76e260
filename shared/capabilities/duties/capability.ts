import { dutyEvents, type DutyEvent } from '../../../events/duties.ts';
import type { Capability } from '../change-case.ts';
import { evolve } from './evolve.ts';
import { indexesOf } from './indexes.ts';
import type { Duty } from './model.ts';

/** What the ledger and the case store need to know of duties. */
export const duties: Capability<Duty, DutyEvent> = { definitions: dutyEvents, evolve, indexesOf };
