import { afterAll, describe } from 'vitest';
import { dynamoFollowers } from '../../shared/adapters/dynamodb/followers.ts';
import { followersSuite } from './followers.suite.ts';
import { makePortalTables, type PortalTables } from './portal-tables.ts';
import { startTableTarget } from './table-target.ts';
import { foreignTarget, type StartedTarget } from './target.ts';

const foreign = foreignTarget();

describe(`followers in the table of ${foreign?.endpoint ?? 'the local engine'}`, () => {
  let started: StartedTarget | undefined;
  let tables: PortalTables | undefined;
  afterAll(async () => {
    tables?.close();
    await started?.stop();
  });
  followersSuite(async () => {
    if (!foreign) started = await startTableTarget();
    tables = await makePortalTables(foreign ?? (started as StartedTarget).target, ['Followers']);
    return dynamoFollowers(tables.db, tables.names.followers);
  });
});
