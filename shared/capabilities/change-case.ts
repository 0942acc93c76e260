import type { Envelope, EventDefinition } from '../../events/envelope.ts';
import { EventId, type CaseId, type NewId } from '../kernel/ids.ts';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.ts';
import type { Case, CaseIndexes, CaseStore, CommandContext, Commit } from './case-store.ts';

/** What a capability brings: its facts, how they change state, how its cases are found. */
export type Capability<State, Fact extends { type: string; data: unknown }> = {
  readonly definitions: readonly EventDefinition[];
  readonly evolve: (state: State | undefined, fact: Fact, context: CommandContext) => State;
  readonly indexesOf: (state: State, context: CommandContext) => CaseIndexes;
};

export type Change<State, Fact> = {
  readonly caseId: CaseId;
  readonly context: CommandContext;
  readonly decide: (state: State | undefined) => readonly Fact[] | Refusal;
  /**
   * The case as a list showed it a moment ago, which saves reading it. What is decided on it counts only when it is written,
   * which proves that nothing happened meanwhile; else the case is read.
   */
  readonly seen?: Case<State>;
} & Pick<Commit<State>, 'claims' | 'idempotency' | 'person' | 'papers'>;

const ATTEMPTS = 3;

/** Wraps facts as events of a case, checked against their definitions. */
export const envelop = (
  facts: readonly { type: string; data: unknown }[],
  definitions: readonly EventDefinition[],
  place: { caseId: CaseId; afterVersion: number },
  context: CommandContext,
  newId: NewId,
): Envelope[] =>
  facts.map((fact, i) => {
    const definition = definitions.find((d) => d.type === fact.type);
    if (!definition) throw new TypeError(`No event definition for ${fact.type}`);
    return {
      id: EventId.parse(newId()),
      type: fact.type,
      typeVersion: definition.version,
      caseId: place.caseId,
      version: place.afterVersion + 1 + i,
      at: context.at,
      by: context.by,
      ...(context.causedBy ? { causedBy: context.causedBy } : {}),
      ...(context.correlation ? { correlation: context.correlation } : {}),
      data: definition.data.parse(fact.data) as Record<string, unknown>,
    };
  });

/** What is decided on a case seen in a list, if there is anything to write. */
const factsOn = <State, Fact>(
  seen: Case<State> | undefined,
  decide: Change<State, Fact>['decide'],
): readonly Fact[] | undefined => {
  const decided = seen && decide(seen.state);
  return decided && !isRefusal(decided) && decided.length > 0 ? decided : undefined;
};

/**
 * Reads a case, lets the pure decision speak, writes once. A lost race is decided again on the new state, twice;
 * then it is the refusal `conflict`. A decision with nothing to say changes nothing and answers the case as it is.
 */
export const changeCase = async <State, Fact extends { type: string; data: unknown }>(
  store: CaseStore,
  newId: NewId,
  capability: Capability<State, Fact>,
  change: Change<State, Fact>,
): Promise<{ case: Case<State>; changed: boolean } | Refusal> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const seen = attempt === 0 ? factsOn(change.seen, change.decide) : undefined;
    const from = seen ? change.seen : await store.load<State>(change.caseId);
    const decided = seen ?? change.decide(from?.state);
    if (isRefusal(decided)) return decided;
    if (decided.length === 0) return from ? { case: from, changed: false } : refuse('not-found');
    const events = envelop(
      decided,
      capability.definitions,
      { caseId: change.caseId, afterVersion: from?.version ?? 0 },
      change.context,
      newId,
    );
    let state = from?.state;
    for (const fact of decided) state = capability.evolve(state, fact, change.context);
    if (state === undefined) throw new TypeError('A decision with facts must lead to a state');
    const result = await store.commit<State>({
      caseId: change.caseId,
      from,
      events,
      state,
      indexes: capability.indexesOf(state, change.context),
      ...(change.claims ? { claims: change.claims } : {}),
      ...(change.idempotency ? { idempotency: change.idempotency } : {}),
      ...(change.person ? { person: change.person } : {}),
      ...(change.papers ? { papers: change.papers } : {}),
    });
    switch (result.outcome) {
      case 'done':
        return { case: result.case, changed: true };
      case 'claim-taken':
        return refuse('claim-taken', { claim: result.claim });
      case 'repeated': {
        // Sent twice at once, what is created has another id in each; the one that was written answers both.
        const written = change.idempotency && (await store.recall(change.idempotency.key));
        const isSame = written?.fingerprint === change.idempotency?.fingerprint;
        const now = await store.load<State>((isSame && written?.caseId) || change.caseId);
        return now ? { case: now, changed: false } : refuse('conflict');
      }
      case 'conflict':
        continue;
    }
  }
  return refuse('conflict');
};

/** Folds a case's events back into its state: what `ledger:verify` compares with the stored state. */
export const fold = <State, Fact extends { type: string; data: unknown }>(
  capability: Capability<State, Fact>,
  events: readonly Envelope[],
): State | undefined =>
  events.reduce<State | undefined>((state, event) => {
    const definition = capability.definitions.find((d) => d.type === event.type);
    if (!definition) throw new TypeError(`No event definition for ${event.type}`);
    const fact = { type: event.type, data: definition.data.parse(event.data) } as Fact;
    return capability.evolve(state, fact, {
      at: event.at,
      by: event.by,
      ...(event.causedBy ? { causedBy: event.causedBy } : {}),
    });
  }, undefined);
