import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAwsEndpoint } from '../../local/aws/endpoint.ts';
import { createQueueEngine, type QueueEngine } from '../../local/engines/queue/engine.ts';
import type { StartedTarget } from './target.ts';

const ACCOUNT = { accessKeyId: 'AKIAPORTSUITE', secretAccessKey: 'port-suite-secret' };

/** The queue engine behind the local endpoint, in a folder of its own that goes when the target stops. */
export const startQueueTarget = async (
  options: { dir?: string; now?: () => number } = {},
): Promise<StartedTarget & { engine: QueueEngine }> => {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'queue-'));
  const engine = createQueueEngine({ file: join(dir, 'queues.db'), now: options.now ?? Date.now });
  const endpoint = await createAwsEndpoint({
    credentials: (id) =>
      id === ACCOUNT.accessKeyId
        ? { secretAccessKey: ACCOUNT.secretAccessKey, principal: 'suite' }
        : undefined,
    engines: { sqs: engine },
  });
  return {
    engine,
    target: { endpoint: endpoint.url, region: 'ap-southeast-1', credentials: ACCOUNT },
    stop: async () => {
      await endpoint.close();
      engine.close();
      if (!options.dir) rmSync(dir, { recursive: true, force: true });
    },
  };
};
