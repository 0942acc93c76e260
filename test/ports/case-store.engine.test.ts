import { afterAll, describe } from 'vitest';
import { dynamoCaseStore } from '../../shared/adapters/dynamodb/case-store.ts';
import { dynamoPapers } from '../../shared/adapters/dynamodb/papers.ts';
import { dynamoPeople } from '../../shared/adapters/dynamodb/people.ts';
import { caseStoreSuite } from './case-store.suite.ts';
import { makePortalTables, type PortalTables } from './portal-tables.ts';
import { startTableTarget } from './table-target.ts';
import { foreignTarget, type StartedTarget } from './target.ts';

const foreign = foreignTarget();

describe(`cases in the tables of ${foreign?.endpoint ?? 'the local engine'}`, () => {
  let started: StartedTarget | undefined;
  let tables: PortalTables | undefined;
  afterAll(async () => {
    tables?.close();
    await started?.stop();
  });
  caseStoreSuite(async () => {
    if (!foreign) started = await startTableTarget();
    tables = await makePortalTables(foreign ?? (started as StartedTarget).target);
    const { db, names } = tables;
    return {
      store: dynamoCaseStore(db, names),
      people: dynamoPeople(db, names.people),
      papers: dynamoPapers(db, names.papers),
    };
  });
});
