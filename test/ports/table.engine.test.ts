import { afterAll, describe } from 'vitest';
import { lacksAt } from './ministack-lacks.ts';
import { tableSuite } from './table.suite.ts';
import { startTableTarget } from './table-target.ts';
import { foreignTarget, type StartedTarget } from './target.ts';

describe('the local table engine', () => {
  let started: StartedTarget | undefined;
  // Registered first, run last: the suite still deletes its table.
  afterAll(async () => started?.stop());
  tableSuite(async () => (started = await startTableTarget()).target);
});

const foreign = foreignTarget();
const lacks = await lacksAt(foreign?.endpoint);
if (foreign)
  describe(`the tables of ${foreign.endpoint}`, () => tableSuite(async () => foreign, lacks.tables));
