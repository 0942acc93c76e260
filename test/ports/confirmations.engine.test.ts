import { afterAll, describe } from 'vitest';
import { dynamoConfirmations } from '../../shared/adapters/dynamodb/confirmations.ts';
import { confirmationsSuite } from './confirmations.suite.ts';
import { makePortalTables, type PortalTables } from './portal-tables.ts';
import { startTableTarget } from './table-target.ts';
import { foreignTarget, type StartedTarget } from './target.ts';

const foreign = foreignTarget();

describe(`one-time codes in the table of ${foreign?.endpoint ?? 'the local engine'}`, () => {
  let started: StartedTarget | undefined;
  let tables: PortalTables | undefined;
  afterAll(async () => {
    tables?.close();
    await started?.stop();
  });
  confirmationsSuite(async () => {
    if (!foreign) started = await startTableTarget();
    tables = await makePortalTables(foreign ?? (started as StartedTarget).target, ['Confirmations']);
    return dynamoConfirmations(tables.db, tables.names.confirmations);
  });
});
