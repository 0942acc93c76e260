import { Head } from '../ledger-heads.ts';
import type { AuditReading, DayReading } from '../ledger-reading.ts';
import type { MemoryTables } from './tables.ts';

/** The seal's and the auditor's view of the tables in this process. */
export const memoryLedgerReading = (tables: MemoryTables): DayReading & AuditReading => ({
  async *eventsOn(day) {
    for (const entries of tables.ledger.values())
      for (const entry of entries) if (entry.day === day) yield Head.parse(entry);
  },
  async *casesInLedger() {
    yield* [...tables.ledger].flatMap(([caseId, entries]) => (entries.length > 0 ? [caseId] : []));
  },
  async *casesWithState() {
    yield* [...tables.states.keys()];
  },
  async *rowsOf(caseId) {
    yield* [...(tables.ledger.get(caseId) ?? [])].sort((a, b) => a.version - b.version);
  },
  stateOf: async (caseId) => tables.states.get(caseId),
});
