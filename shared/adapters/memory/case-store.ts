import type { Case, CaseStore, Commit, CommitOutcome, IndexName } from '../../capabilities/case-store.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { GENESIS } from '../../kernel/hash-chain.ts';
import type { CaseId } from '../../kernel/ids.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import { chain, eventOf, type LedgerEntry } from '../ledger-entry.ts';
import { cursorParts, indexNames } from '../index-names.ts';
import type { MemoryTables, StoredState } from './tables.ts';

/** DynamoDB orders text by its UTF-8 bytes. */
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

const caseOf = <State>(stored: StoredState): Case<State> => ({
  caseId: stored.caseId,
  version: stored.version,
  head: stored.head,
  state: JSON.parse(stored.state) as State,
  changedAt: stored.changedAt,
});

/** State and ledger in this process, with the outcomes, order and cursors of the real adapter (same port suite). */
export const memoryCaseStore = (tables: MemoryTables): CaseStore => {
  /** Everything that can say no, in the order the real adapter reports it. */
  const objection = <State>(
    input: Commit<State>,
    entries: readonly LedgerEntry[],
  ): Exclude<CommitOutcome<State>, { outcome: 'done' }> | undefined => {
    if (input.idempotency && tables.commands.has(input.idempotency.key)) return { outcome: 'repeated' };
    const claim = input.claims?.find((name) => (tables.claims.get(name) ?? input.caseId) !== input.caseId);
    if (claim !== undefined) return { outcome: 'claim-taken', claim };
    const stored = tables.states.get(input.caseId);
    const asDecided = stored?.version === input.from?.version && stored?.head === input.from?.head;
    const taken = new Set(tables.ledger.get(input.caseId)?.map((entry) => entry.version));
    return asDecided && !entries.some((entry) => taken.has(entry.version))
      ? undefined
      : { outcome: 'conflict' };
  };

  const commit = <State>(input: Commit<State>): CommitOutcome<State> => {
    const entries = chain(input.from?.head ?? GENESIS, input.events);
    const last = entries.at(-1);
    const lastEvent = input.events.at(-1);
    if (!last || !lastEvent) throw new TypeError('A commit carries at least one event');
    const refused = objection(input, entries);
    if (refused) return refused;
    const { caseId, indexes } = input;
    const stored = { caseId, indexes, version: last.version, head: last.hash, changedAt: lastEvent.at };
    tables.states.set(caseId, { ...stored, state: canonicalJson(input.state) });
    tables.ledger.set(caseId, [...(tables.ledger.get(caseId) ?? []), ...entries]);
    for (const claim of input.claims ?? []) tables.claims.set(claim, caseId);
    if (input.idempotency) tables.commands.set(input.idempotency.key, { ...input.idempotency });
    if (input.person) tables.people.set(input.person.ref, { ...input.person });
    for (const paper of input.papers ?? []) tables.papers.set(`${caseId} ${paper.part}`, { caseId, paper });
    const { version, head, changedAt } = stored;
    return { outcome: 'done', case: { caseId, version, head, state: input.state, changedAt } };
  };

  return {
    commit: async (input) => commit(input),
    async load<State>(caseId: CaseId) {
      const stored = tables.states.get(caseId);
      return stored && caseOf<State>(stored);
    },
    eventsOf: async (caseId, types) =>
      (tables.ledger.get(caseId) ?? [])
        .filter(({ type }) => types === undefined || types.includes(type))
        .map(eventOf),
    async list<State>(index: IndexName, key: string, page: Parameters<CaseStore['list']>[2]) {
      const names = indexNames[index];
      const start = fromCursor(page.cursor, { key: names.key, value: key, parts: cursorParts(index) });
      const direction = page.newestFirst ? -1 : 1;
      const order = (a: readonly [string, string], b: readonly [string, string]) =>
        direction * (byBytes(a[0], b[0]) || byBytes(a[1], b[1]));
      const placed = [...tables.states.values()]
        .flatMap((stored) => {
          const at = stored.indexes[index];
          return at?.[0] === key ? [{ stored, place: [at[1], stored.caseId] as const }] : [];
        })
        .filter(({ place }) => page.upTo === undefined || byBytes(place[0], page.upTo) <= 0)
        .sort((a, b) => order(a.place, b.place));
      const after = start && ([String(start[names.sort]), String(start['pk'])] as const);
      const rest = after ? placed.filter(({ place }) => order(place, after) > 0) : placed;
      const shown = rest.slice(0, page.limit);
      const end = rest.length > shown.length ? shown.at(-1) : undefined;
      const next = toCursor(
        end && { pk: end.stored.caseId, sk: 'state', [names.key]: key, [names.sort]: end.place[0] },
      );
      return { items: shown.map(({ stored }) => caseOf<State>(stored)), ...(next ? { next } : {}) };
    },
    // Real records are forgotten after a week of real time; a process does not live so long.
    recall: async (key) => tables.commands.get(key),
    holderOf: async (claim) => tables.claims.get(claim),
  };
};
