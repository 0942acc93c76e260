import type { Actor, Envelope } from '../../events/envelope.ts';
import type { AgencyCode, CaseId, CorrelationId, EventId, PersonRef } from '../kernel/ids.ts';
import type { Instant } from '../kernel/local-date.ts';
import type { Paper } from '../kernel/paper.ts';

/** A case as it stands: its state, and the place in the ledger that says why. */
export type Case<State> = {
  readonly caseId: CaseId;
  readonly version: number;
  /** Hash of the last event: what the next one is chained to. */
  readonly head: string;
  readonly state: State;
  readonly changedAt: Instant;
};

/** How a case is found again: by owner, kind, status, and by the next day somebody must be told. Sorted by the second part. */
export type CaseIndexes = {
  readonly owner?: readonly [key: string, sort: string];
  readonly kind?: readonly [key: string, sort: string];
  readonly status?: readonly [key: string, sort: string];
  readonly notice?: readonly [key: string, sort: string];
};

export type IndexName = keyof CaseIndexes;

/** A contact point or person kept apart from the ledger. */
export type PersonRecord = {
  readonly ref: PersonRef;
  readonly kind: 'officer' | 'contact';
  readonly name: string;
  readonly email: string;
  readonly phone?: string;
  readonly position?: string;
  readonly sub?: string;
  readonly agency?: AgencyCode;
};

/** Remembers that a command was carried out, so that the same key does not carry it out twice. */
export type IdempotencyRecord = {
  readonly key: string;
  readonly fingerprint: string;
  readonly caseId: CaseId;
};

/** Everything one command writes, in one transaction. */
export type Commit<State> = {
  readonly caseId: CaseId;
  /** What the decision was made on; undefined for a new case. */
  readonly from: Case<State> | undefined;
  readonly events: readonly Envelope[];
  readonly state: State;
  readonly indexes: CaseIndexes;
  /** Names to hold alone across all cases: a slug, a document number. */
  readonly claims?: readonly string[];
  readonly idempotency?: IdempotencyRecord;
  readonly person?: PersonRecord;
  /** What people wrote or were told in this case, kept apart from the ledger with the salt of its proof. */
  readonly papers?: readonly Paper[];
};

export type CommitOutcome<State> =
  | { readonly outcome: 'done'; readonly case: Case<State> }
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'claim-taken'; readonly claim: string }
  | { readonly outcome: 'repeated' };

export type PageRequest = {
  readonly limit: number;
  readonly cursor?: string;
  readonly newestFirst?: boolean;
};

/** The role of storage for every capability: state to read, ledger to prove, written together or not at all. */
export type CaseStore = {
  load<State>(caseId: CaseId): Promise<Case<State> | undefined>;
  commit<State>(commit: Commit<State>): Promise<CommitOutcome<State>>;
  /** The case's events, oldest first; all, or those of some types. */
  eventsOf(caseId: CaseId, types?: readonly string[]): Promise<Envelope[]>;
  /** Cases under an index key, ordered by the sort part; `upTo` bounds the sort part inclusively. */
  list<State>(
    index: IndexName,
    key: string,
    page: PageRequest & { readonly upTo?: string },
  ): Promise<{ items: Case<State>[]; next?: string }>;
  recall(key: string): Promise<IdempotencyRecord | undefined>;
  /** The case that made a claim; undefined when nobody did. A claim is never given up. */
  holderOf(claim: string): Promise<CaseId | undefined>;
};

/** The papers of a case, read by those who may see the people in it. */
export type Papers = {
  paper(caseId: CaseId, part: string): Promise<Paper | undefined>;
  papersOf(caseId: CaseId): Promise<Paper[]>;
  /** Erases papers and salts; says how many there were. */
  erase(caseId: CaseId): Promise<number>;
};

/** Who and when: given to every command, never looked up by it. */
export type CommandContext = {
  readonly at: Instant;
  readonly by: Actor;
  readonly causedBy?: EventId;
  /** Copied from the cause, or given by the request. */
  readonly correlation?: CorrelationId | undefined;
};
