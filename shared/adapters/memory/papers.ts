import type { Papers } from '../../capabilities/case-store.ts';
import type { CaseId } from '../../kernel/ids.ts';
import type { MemoryTables } from './tables.ts';

/** Papers in this process (same port suite as the real table). */
export const memoryPapers = (tables: MemoryTables): Papers => {
  const of = (wanted: CaseId) => [...tables.papers.values()].filter(({ caseId }) => caseId === wanted);
  return {
    paper: async (caseId, part) => of(caseId).find(({ paper }) => paper.part === part)?.paper,
    papersOf: async (caseId) => of(caseId).map(({ paper }) => paper),
    async erase(caseId) {
      const gone = of(caseId);
      for (const { paper } of gone) tables.papers.delete(`${caseId} ${paper.part}`);
      return gone.length;
    },
  };
};
