import * as z from 'zod';
import { AgencyCode, CaseId, CorrelationId, EventId, PersonRef } from '../shared/kernel/ids.ts';
import { Instant } from '../shared/kernel/local-date.ts';

/** Who did it: a person by reference (never by name), or a part of the system. */
export const Actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), ref: PersonRef, role: z.string(), agency: AgencyCode.optional() }),
  z.object({ kind: z.literal('system'), name: z.string() }),
]);
export type Actor = z.infer<typeof Actor>;

/** The kind of an event and the shape of what it says. A changed shape is a new version, never an edit. */
export type EventDefinition<Type extends string = string, Data extends z.ZodType = z.ZodType> = {
  readonly type: Type;
  readonly version: number;
  readonly data: Data;
};

export const defineEvent = <Type extends string, Data extends z.ZodType>(
  type: Type,
  version: number,
  data: Data,
): EventDefinition<Type, Data> => ({ type, version, data });

/** A fact a decision produced; the ledger adds place, time and actor. */
export type Fact<D extends EventDefinition = EventDefinition> =
  D extends EventDefinition<infer Type, infer Data>
    ? { readonly type: Type; readonly data: z.output<Data> }
    : never;

/** An event as the ledger keeps it. `version` is its place in its case, from 1. */
export const Envelope = z.object({
  id: EventId,
  type: z.string(),
  typeVersion: z.int().positive(),
  caseId: CaseId,
  version: z.int().positive(),
  at: Instant,
  by: Actor,
  causedBy: EventId.optional(),
  /** The request, or the run of a schedule, behind it and behind everything it causes. */
  correlation: CorrelationId.optional(),
  data: z.record(z.string(), z.unknown()),
});
export type Envelope = z.infer<typeof Envelope>;

/** An envelope whose data has been checked against its definition. */
export type Recorded<F extends { type: string; data: unknown }> = F extends unknown
  ? Omit<Envelope, 'type' | 'data'> & F
  : never;
