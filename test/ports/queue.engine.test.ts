import { afterAll, describe } from 'vitest';
import { lacksAt } from './ministack-lacks.ts';
import { queueSuite } from './queue.suite.ts';
import { startQueueTarget } from './queue-target.ts';
import { foreignTarget, type StartedTarget } from './target.ts';

describe('the local queue engine', () => {
  let started: StartedTarget | undefined;
  afterAll(async () => started?.stop());
  queueSuite(async () => (started = await startQueueTarget()).target);
});

const foreign = foreignTarget();
const lacks = await lacksAt(foreign?.endpoint);
if (foreign)
  describe(`the queues of ${foreign.endpoint}`, () => queueSuite(async () => foreign, lacks.queues));
