import { describe } from 'vitest';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryPapers } from '../../shared/adapters/memory/papers.ts';
import { memoryPeople } from '../../shared/adapters/memory/registry.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { caseStoreSuite } from './case-store.suite.ts';

describe('cases in memory', () => {
  caseStoreSuite(async () => {
    const tables = memoryTables();
    return {
      store: memoryCaseStore(tables),
      people: memoryPeople(tables),
      papers: memoryPapers(tables),
    };
  });
});
