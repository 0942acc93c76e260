import * as z from 'zod';
import { Envelope } from '../../events/envelope.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { linkOf } from '../kernel/hash-chain.ts';
import { dayOf } from '../kernel/local-date.ts';

/** One row of the ledger. `body` is the canonical event, the exact text that was hashed. */
export const LedgerEntry = z.object({
  caseId: z.string(),
  version: z.number(),
  eventId: z.string(),
  type: z.string(),
  body: z.string(),
  hash: z.string(),
  day: z.string(),
  place: z.string(),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** Chains events to a case's head. `day` and `place` order the ledger across cases, for the daily manifest. */
export const chain = (head: string, events: readonly Envelope[]): LedgerEntry[] => {
  let previous = head;
  return events.map((event) => {
    const body = canonicalJson(event);
    previous = linkOf(previous, body);
    return {
      caseId: event.caseId,
      version: event.version,
      eventId: event.id,
      type: event.type,
      body,
      hash: previous,
      day: dayOf(event.at),
      place: `${event.at}#${event.caseId}#${String(event.version).padStart(9, '0')}`,
    };
  });
};

export const eventOf = (entry: Pick<LedgerEntry, 'body'>): Envelope => Envelope.parse(JSON.parse(entry.body));
