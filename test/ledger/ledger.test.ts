import { describe } from 'vitest';
import type { IndexName } from '../../shared/capabilities/case-store.ts';
import { indexNames } from '../../shared/adapters/index-names.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryEvidence, type EvidenceFiles } from '../../shared/adapters/memory/evidence.ts';
import { memoryLedgerReading } from '../../shared/adapters/memory/ledger-reading.ts';
import { memoryTables, type StoredState } from '../../shared/adapters/memory/tables.ts';
import type { LedgerGround } from './ground.ts';
import { ledgerSuite } from './ledger.suite.ts';

const begin = async (): Promise<LedgerGround> => {
  const tables = memoryTables();
  const files: EvidenceFiles = new Map();
  const rowsOf = (caseId: string) => tables.ledger.get(caseId) ?? [];
  const without = (caseId: string, version: number) =>
    rowsOf(caseId).filter((row) => row.version !== version);
  /** Index attributes as the table has them, put back into the parts the memory keeps. */
  const changed = (stored: StoredState, changes: Record<string, string>): StoredState => {
    const indexes = { ...stored.indexes };
    for (const name of Object.keys(indexNames) as IndexName[]) {
      const { key, sort } = indexNames[name];
      const [place, order] = [changes[key], changes[sort]];
      if (place !== undefined) indexes[name] = [place, order ?? ''];
    }
    return { ...stored, ...changes, indexes };
  };
  return {
    store: memoryCaseStore(tables),
    reading: memoryLedgerReading(tables),
    evidence: memoryEvidence(files),
    intruder: {
      async row(caseId, version) {
        const row = rowsOf(caseId).find((one) => one.version === version);
        if (!row) throw new Error(`no row ${version} of ${caseId}`);
        return row;
      },
      putRow: async (row) => void tables.ledger.set(row.caseId, [...without(row.caseId, row.version), row]),
      removeRow: async (caseId, version) => void tables.ledger.set(caseId, without(caseId, version)),
      async changeState(caseId, changes) {
        const stored = tables.states.get(caseId);
        if (stored) tables.states.set(caseId, changed(stored, changes as Record<string, string>));
      },
      removeState: async (caseId) => void tables.states.delete(caseId),
      layOver: async (key, body) => void files.set(key, [...(files.get(key) ?? []), Buffer.from(body)]),
      removeFile: async (key) => void files.set(key, [...(files.get(key) ?? []), undefined]),
    },
  };
};

describe('the ledger in memory', () => ledgerSuite(begin));
