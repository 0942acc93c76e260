import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import type { CaseId } from '../../shared/kernel/ids.ts';
import type { Evidence } from '../../shared/adapters/ledger-evidence.ts';
import type { LedgerEntry } from '../../shared/adapters/ledger-entry.ts';
import type { AuditReading, DayReading } from '../../shared/adapters/ledger-reading.ts';

/** What somebody with the keys to the database could do, and no adapter of ours would. */
export type Intruder = {
  row(caseId: CaseId, version: number): Promise<LedgerEntry>;
  putRow(row: LedgerEntry): Promise<void>;
  removeRow(caseId: CaseId, version: number): Promise<void>;
  changeState(caseId: CaseId, changes: Record<string, unknown>): Promise<void>;
  removeState(caseId: CaseId): Promise<void>;
  layOver(key: string, body: string | Uint8Array): Promise<void>;
  removeFile(key: string): Promise<void>;
};

export type LedgerGround = {
  readonly store: CaseStore;
  readonly reading: DayReading & AuditReading;
  readonly evidence: Evidence;
  readonly intruder: Intruder;
};
