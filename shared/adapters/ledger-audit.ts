import { auditCase, type FoldedCapability } from './ledger-audit-case.ts';
import { auditSeals } from './ledger-audit-seals.ts';
import type { Evidence } from './ledger-evidence.ts';
import type { Audit, Finding, LateEvent } from './ledger-findings.ts';
import type { AuditReading } from './ledger-reading.ts';

const CASES_AT_ONCE = 8;

const kindOf = (caseId: string): string => caseId.slice(0, Math.max(0, caseId.indexOf(':')));

/**
 * Holds the whole ledger to itself, to the states and to the sealed manifests. Finds what was changed, moved, cut off
 * or removed, as long as one of the three still tells the truth. Keeps ids and hashes in memory, never bodies.
 */
export const auditLedger = async (
  reading: AuditReading,
  evidence: Evidence,
  /** By the first part of the case id: `dataset`, `duty`. */
  capabilities: Readonly<Record<string, FoldedCapability>>,
): Promise<Audit> => {
  const findings: Finding[] = [];
  const late: LateEvent[] = [];
  // The manifests first: what is recorded meanwhile can only be more than they know.
  const sealed = await auditSeals(evidence, (finding) => findings.push(finding));
  const caseIds = new Set(sealed.heads.keys());
  for await (const caseId of reading.casesInLedger()) caseIds.add(caseId);
  for await (const caseId of reading.casesWithState()) caseIds.add(caseId);

  let [cases, events, unsealed] = [0, 0, 0];
  const ids = [...caseIds].sort();
  for (let i = 0; i < ids.length; i += CASES_AT_ONCE) {
    const audits = await Promise.all(
      ids.slice(i, i + CASES_AT_ONCE).map(async (caseId) => {
        const capability = capabilities[kindOf(caseId)];
        if (!capability) return { findings: [{ code: 'unknown-case', where: caseId } as const] };
        const versions = sealed.heads.get(caseId) ?? new Map<number, string>();
        return auditCase(reading, caseId, capability, { versions, through: sealed.through });
      }),
    );
    for (const audit of audits) {
      findings.push(...audit.findings);
      if (!('events' in audit)) continue;
      late.push(...audit.late);
      cases += audit.events > 0 ? 1 : 0;
      events += audit.events;
      unsealed += audit.unsealed;
    }
  }
  return {
    findings,
    late,
    cases,
    events,
    unsealed,
    manifests: sealed.manifests,
    ...(sealed.through ? { sealedThrough: sealed.through } : {}),
  };
};
