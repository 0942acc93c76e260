import { afterAll, beforeAll, describe } from 'vitest';
import { dynamoFigures } from '../../shared/adapters/dynamodb/figures.ts';
import { figuresSuite } from './figures.suite.ts';
import { makePortalTables, type PortalTables } from './portal-tables.ts';
import { startTableTarget } from './table-target.ts';
import { foreignTarget, type StartedTarget } from './target.ts';

const foreign = foreignTarget();

describe(`the figures in the tables of ${foreign?.endpoint ?? 'the local engine'}`, () => {
  let started: StartedTarget | undefined;
  const opened: PortalTables[] = [];
  beforeAll(async () => {
    if (!foreign) started = await startTableTarget();
  });
  afterAll(async () => {
    for (const tables of opened) tables.close();
    await started?.stop();
  });
  figuresSuite(async () => {
    const tables = await makePortalTables(foreign ?? (started as StartedTarget).target, ['Views']);
    opened.push(tables);
    return dynamoFigures(tables.db, tables.names.views);
  });
});
