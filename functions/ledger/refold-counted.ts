import { Envelope } from '../../events/envelope.ts';
import { countingOf } from '../../shared/adapters/figure-items.ts';
import { LedgerEntry } from '../../shared/adapters/ledger-entry.ts';
import type { AuditReading } from '../../shared/adapters/ledger-reading.ts';
import { ADDS_NOTHING, type Adds } from '../../shared/capabilities/figures.ts';
import { canonicalJson } from '../../shared/kernel/canonical-json.ts';
import { CaseId, type CaseKind } from '../../shared/kernel/ids.ts';
import { capabilitiesByKind } from './capabilities.ts';

/** What a case adds to the figures, made of its events alone. */
export type Counted = {
  readonly caseId: CaseId;
  readonly adds: Adds;
  /** Since this version it adds the same; the live figures may stand at it or at any later one. */
  readonly since: number;
  readonly version: number;
};

/** How many cases are read side by side: there are many, and each is a question of its own. */
const AT_ONCE = 25;

const refold = (caseId: CaseId, events: readonly Envelope[]): Counted => {
  const { definitions, evolve } = capabilitiesByKind[caseId.slice(0, caseId.indexOf(':')) as CaseKind];
  const count = countingOf(caseId);
  let state: unknown;
  let adds = ADDS_NOTHING;
  let since = 1;
  for (const { type, data, at, by, version } of events) {
    const definition = definitions.find((one) => one.type === type);
    if (!definition || !count) throw new TypeError(`No event definition for ${type}`);
    state = evolve(state, { type, data: definition.data.parse(data) }, { at, by });
    const now = count(state);
    if (canonicalJson(now) === canonicalJson(adds)) continue;
    [adds, since] = [now, version];
  }
  return { caseId, adds, since, version: events.length };
};

/** Every case that figures count, folded from the ledger; states and queues are not asked. */
export async function* refoldCounted(
  ledger: Pick<AuditReading, 'casesInLedger' | 'rowsOf'>,
): AsyncIterable<Counted> {
  const caseIds = new Set<CaseId>();
  for await (const caseId of ledger.casesInLedger())
    if (countingOf(caseId)) caseIds.add(CaseId.parse(caseId));
  const sorted = [...caseIds].sort();
  const one = async (caseId: CaseId): Promise<Counted> => {
    const events: Envelope[] = [];
    for await (const row of ledger.rowsOf(caseId))
      events.push(Envelope.parse(JSON.parse(LedgerEntry.parse(row).body)));
    return refold(caseId, events);
  };
  for (let at = 0; at < sorted.length; at += AT_ONCE)
    yield* await Promise.all(sorted.slice(at, at + AT_ONCE).map(one));
}
