import { Envelope } from '../../events/envelope.ts';
import type { CommandContext } from '../capabilities/case-store.ts';
import type { Capability } from '../capabilities/change-case.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { GENESIS, linkOf } from '../kernel/hash-chain.ts';
import { chain, LedgerEntry } from './ledger-entry.ts';
import type { Finding, LateEvent } from './ledger-findings.ts';
import type { AuditedState, AuditReading } from './ledger-reading.ts';

/** Any capability, seen from outside: facts go in, a state comes out. */
export type FoldedCapability = Capability<unknown, { type: string; data: unknown }>;

export type CaseAudit = {
  readonly findings: Finding[];
  readonly late: LateEvent[];
  readonly events: number;
  readonly unsealed: number;
};

type Rows = Pick<AuditReading, 'rowsOf'>;
type Walk = CaseAudit & {
  readonly version: number;
  readonly head: string;
  /** Undefined once a fact could not be folded; then there is nothing to compare the state with. */
  readonly folded?: { readonly state: unknown; readonly context: CommandContext };
};

const bodyOf = (row: LedgerEntry): Envelope | undefined => {
  try {
    return Envelope.parse(JSON.parse(row.body));
  } catch {
    return undefined;
  }
};

const contextOf = ({ at, by, causedBy }: Envelope): CommandContext => ({
  at,
  by,
  ...(causedBy ? { causedBy } : {}),
});

/** The row's other attributes are made of its body; a body under another row's key has been moved. */
const standsWhereItSays = (row: LedgerEntry, event: Envelope, previous: string): boolean => {
  const [made] = chain(previous, [event]);
  return (
    made !== undefined &&
    (['caseId', 'version', 'eventId', 'type', 'day', 'place'] as const).every((key) => made[key] === row[key])
  );
};

const walk = async (
  rows: Rows,
  caseId: string,
  capability: FoldedCapability,
  sealed: { versions: ReadonlyMap<number, string>; through: string | undefined },
): Promise<Walk> => {
  const findings: Finding[] = [];
  const late: LateEvent[] = [];
  const lastSealed = Math.max(0, ...sealed.versions.keys());
  let [version, head, events, unsealed] = [0, GENESIS, 0, 0];
  let folded: Walk['folded'] | 'unfoldable';
  for await (const read of rows.rowsOf(caseId)) {
    events += 1;
    const parsed = LedgerEntry.safeParse(read);
    if (!parsed.success) {
      findings.push({ code: 'changed-event', where: caseId, version: version + 1 });
      folded = 'unfoldable';
      version += 1;
      continue;
    }
    const row = parsed.data;
    if (row.version !== version + 1)
      findings.push({ code: 'missing-version', where: caseId, version: version + 1 });
    const event = bodyOf(row);
    if (event && !standsWhereItSays(row, event, head))
      findings.push({ code: 'misplaced-event', where: caseId, version: row.version });
    if (!event || linkOf(head, row.body) !== row.hash)
      findings.push({ code: 'changed-event', where: caseId, version: row.version });
    const vouched = sealed.versions.get(row.version);
    if (vouched !== undefined && vouched !== row.hash)
      findings.push({ code: 'rewritten-history', where: caseId, version: row.version });
    if (row.version > lastSealed) {
      unsealed += 1;
      if (sealed.through !== undefined && row.day <= sealed.through)
        late.push({ caseId, version: row.version, day: row.day });
    }
    if (event && folded !== 'unfoldable')
      try {
        const definition = capability.definitions.find(({ type }) => type === event.type);
        if (!definition) throw new TypeError(`No event definition for ${event.type}`);
        const context = contextOf(event);
        const fact = { type: event.type, data: definition.data.parse(event.data) };
        folded = { state: capability.evolve(folded?.state, fact, context), context };
      } catch {
        folded = 'unfoldable';
      }
    else folded = 'unfoldable';
    // What stands is what the next one is held to: one finding for one wrong.
    [version, head] = [row.version, row.hash];
  }
  return {
    findings,
    late,
    events,
    unsealed,
    version,
    head,
    ...(folded !== undefined && folded !== 'unfoldable' ? { folded } : {}),
  };
};

const judgeState = (
  { version, head, folded, events }: Walk,
  caseId: string,
  stored: AuditedState | undefined,
  capability: FoldedCapability,
): Finding[] => {
  if (!stored) return [{ code: 'state-missing', where: caseId, version }];
  if (events === 0) return [{ code: 'removed-case', where: caseId, version: stored.version }];
  if (stored.version > version) return [{ code: 'cut-tail', where: caseId, version: stored.version }];
  if (stored.version < version) return [{ code: 'state-behind', where: caseId, version: stored.version }];
  if (stored.head !== head) return [{ code: 'rewritten-history', where: caseId, version }];
  if (!folded) return [{ code: 'state-differs', where: caseId, version }];
  const isAsFolded = canonicalJson(folded.state) === stored.state && stored.changedAt === folded.context.at;
  const isFoundThere =
    canonicalJson(capability.indexesOf(folded.state, folded.context)) === canonicalJson(stored.indexes);
  return [
    ...(isAsFolded ? [] : [{ code: 'state-differs', where: caseId, version } as const]),
    ...(isFoundThere ? [] : [{ code: 'found-elsewhere', where: caseId, version } as const]),
  ];
};

const MOST_READINGS = 5;

/**
 * Holds one case to its chain, to what was sealed of it, and its state to its events. Events may be recorded while it
 * is read: the state is read before and after, and the case again if it moved.
 */
export const auditCase = async (
  reading: AuditReading,
  caseId: string,
  capability: FoldedCapability,
  sealed: { versions: ReadonlyMap<number, string>; through: string | undefined },
): Promise<CaseAudit> => {
  for (let attempt = 1; ; attempt++) {
    const before = await reading.stateOf(caseId);
    const walked = await walk(reading, caseId, capability, sealed);
    const after = await reading.stateOf(caseId);
    const { findings, late, events, unsealed, version } = walked;
    // Still moving after all readings: only this can be held against it, that the state promised before the walk
    // what the walk did not find. Another audit, in a quieter moment, compares the rest.
    const isMoving = before?.version !== after?.version;
    if (isMoving && attempt < MOST_READINGS) continue;
    const stateFindings: Finding[] = !isMoving
      ? judgeState(walked, caseId, after, capability)
      : before && before.version > version
        ? [{ code: 'cut-tail', where: caseId, version: before.version }]
        : [];
    const last = Math.max(0, ...sealed.versions.keys());
    const sealedFindings: Finding[] =
      last <= version
        ? []
        : [{ code: events === 0 ? 'removed-case' : 'cut-tail', where: caseId, version: last }];
    const all = [...findings, ...stateFindings, ...sealedFindings].filter(
      (one, i, list) =>
        list.findIndex((other) => other.code === one.code && other.version === one.version) === i,
    );
    // A removed case has no state either: that is one wrong, not two.
    const isRemoved = all.some(({ code }) => code === 'removed-case');
    return {
      findings: isRemoved ? all.filter(({ code }) => code !== 'state-missing') : all,
      late,
      events,
      unsealed,
    };
  }
};
