import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAwsEndpoint } from '../../local/aws/endpoint.ts';
import { createTableProxy } from '../../local/aws/table-proxy.ts';
import { startTableEngine, type TableEngine } from '../../local/engines/dynamodb/start.ts';
import type { StartedTarget } from './target.ts';

const ACCOUNT = { accessKeyId: 'AKIAPORTSUITE', secretAccessKey: 'port-suite-secret' };

/** The table engine behind the local endpoint, in a folder of its own that goes when the target stops. */
export const startTableTarget = async (): Promise<StartedTarget & { engine: TableEngine; dir: string }> => {
  const dir = mkdtempSync(join(tmpdir(), 'tables-'));
  const engine = await startTableEngine({ dir });
  const proxy = createTableProxy(engine.endpoint);
  const endpoint = await createAwsEndpoint({
    credentials: (id) =>
      id === ACCOUNT.accessKeyId
        ? { secretAccessKey: ACCOUNT.secretAccessKey, principal: 'suite' }
        : undefined,
    engines: { dynamodb: proxy },
  });
  return {
    engine,
    dir,
    target: { endpoint: endpoint.url, region: 'ap-southeast-1', credentials: ACCOUNT },
    stop: async () => {
      await endpoint.close();
      proxy.close();
      await engine.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
};
