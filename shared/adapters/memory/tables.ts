import type { CaseIndexes, IdempotencyRecord, PersonRecord } from '../../capabilities/case-store.ts';
import type { Agency, Membership } from '../../capabilities/registry/model.ts';
import type { CaseId, PersonRef } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/local-date.ts';
import type { Paper } from '../../kernel/paper.ts';
import type { LedgerEntry } from '../ledger-entry.ts';

/** A case's state item as stored: the canonical text, and the keys it is found under. */
export type StoredState = {
  readonly caseId: CaseId;
  readonly version: number;
  readonly head: string;
  readonly state: string;
  readonly changedAt: Instant;
  readonly indexes: CaseIndexes;
};

/**
 * What the portal's tables hold, in this process. The memory adapters share one of these, as the real ones share a
 * database; tests reach in to plant what no adapter would write.
 */
export type MemoryTables = {
  /** By case, in order of version. */
  readonly ledger: Map<string, LedgerEntry[]>;
  readonly states: Map<string, StoredState>;
  readonly claims: Map<string, CaseId>;
  readonly commands: Map<string, IdempotencyRecord>;
  readonly people: Map<PersonRef, PersonRecord>;
  /** By case and part. */
  readonly papers: Map<string, { readonly caseId: CaseId; readonly paper: Paper }>;
  /** As JSON text, so that no caller holds on to what is stored. */
  readonly uploads: Map<string, string>;
  readonly agencies: Map<string, Agency>;
  readonly memberships: Membership[];
};

export const memoryTables = (): MemoryTables => ({
  ledger: new Map(),
  states: new Map(),
  claims: new Map(),
  commands: new Map(),
  people: new Map(),
  papers: new Map(),
  uploads: new Map(),
  agencies: new Map(),
  memberships: [],
});
