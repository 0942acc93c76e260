import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { installedBinary } from '../../local/engines/dynamodb/binary.ts';
import { fileCheckpoint } from '../../local/engines/dynamodb/checkpoint.ts';
import { ensureTable } from '../../local/engines/dynamodb/ensure-table.ts';
import { startTableEngine, type TableEngine } from '../../local/engines/dynamodb/start.ts';
import { callEngine, DYNAMODB } from '../../local/engines/dynamodb/wire.ts';
import { createQueueEngine, type QueueEngine } from '../../local/engines/queue/engine.ts';
import { type Poller } from '../../local/pollers/queue-poller.ts';
import { pollStream } from '../../local/pollers/stream-poller.ts';
import type { MappingDefinition } from '../../local/topology/read-messaging.ts';
import { until } from './small-portal.ts';

// Engines and functions start here, on machines that do other things too.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

import { mapping, poolOf } from './poller-ground.ts';

const pollers: Poller[] = [];
afterEach(async () => {
  for (const poller of pollers.splice(0)) await poller.stop();
});
const log = () => undefined;

describe.runIf(installedBinary())('handing a stream to a function', () => {
  const dir = mkdtempSync(join(tmpdir(), 'stream-'));
  let engine: TableEngine;
  let queues: QueueEngine;
  let made = 0;
  beforeAll(async () => {
    engine = await startTableEngine({ dir });
    queues = createQueueEngine({ file: join(dir, 'q.sqlite'), now: Date.now });
    queues.ensureQueue('failures', {});
  });
  afterAll(async () => {
    await engine.stop();
    queues.close();
  });

  const newTable = async (records: number): Promise<string> => {
    const name = `table-${(made += 1)}`;
    await ensureTable(engine.endpoint, {
      name,
      partitionKey: { name: 'pk', type: 'S' },
      streamView: 'NEW_IMAGE',
    });
    for (let n = 0; n < records; n += 1)
      await callEngine(engine.endpoint, `${DYNAMODB}.PutItem`, {
        TableName: name,
        Item: { pk: { S: String(n) } },
      });
    return name;
  };
  const follow = (
    tableName: string,
    run: (bodies: string[], event: DynamoDBStreamEvent) => unknown,
    more: Partial<MappingDefinition> = {},
    realNow?: () => number,
  ) =>
    pollers.push(
      pollStream({
        mapping: mapping({ batchSize: 100, ...more }),
        endpoint: engine.endpoint,
        tableName,
        checkpoint: fileCheckpoint(join(dir, `${tableName}.json`)),
        pool: poolOf((event) => {
          const { Records } = event as DynamoDBStreamEvent;
          return run(
            Records.map((record) => record.dynamodb?.NewImage?.['pk']?.S ?? ''),
            event as DynamoDBStreamEvent,
          );
        }),
        queues,
        log,
        ...(realNow ? { realNow } : {}),
      }),
    );

  it('comes again from the failed record, and not with those before it', async () => {
    const batches: string[][] = [];
    follow(await newTable(5), (bodies, { Records }) => {
      batches.push(bodies);
      const at = bodies.indexOf('2');
      return at >= 0 && batches.length < 3
        ? { batchItemFailures: [{ itemIdentifier: Records[at]?.dynamodb?.SequenceNumber ?? '' }] }
        : undefined;
    });
    await until('the last record was taken', () => batches.length >= 3 && batches.at(-1)?.at(-1) === '4');
    expect(batches).toEqual([
      ['0', '1', '2', '3', '4'],
      ['2', '3', '4'],
      ['2', '3', '4'],
    ]);
  });

  it('halves a batch that throws until the poison stands alone, lays it aside and goes on', async () => {
    const done: string[] = [];
    const failures = queues.ensureQueue('failures').arn;
    follow(
      await newTable(6),
      (bodies) => {
        if (bodies.includes('3')) throw new Error('poison');
        done.push(...bodies);
      },
      { bisect: true, maxRetries: 3, onFailureArn: failures },
    );
    await until('the last record was taken', () => done.includes('5'));
    expect(done).toEqual(['0', '1', '2', '4', '5']);
    const [message] = await queues.receive('failures');
    expect(JSON.parse(message?.body ?? '{}')).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted' },
      DDBStreamBatchInfo: { batchSize: 1 },
    });
  });

  it('lays aside what is older than the template allows', async () => {
    const done: string[] = [];
    const inTwoDays = () => Date.now() + 2 * 86_400_000;
    queues.purge('failures');
    follow(
      await newTable(2),
      (bodies) => void done.push(...bodies),
      { maxAgeSeconds: 86_400, onFailureArn: queues.ensureQueue('failures').arn },
      inTwoDays,
    );
    await until(
      'its place was noted',
      () => queues.queues.readAttributes('failures', ['All'])['ApproximateNumberOfMessages'] === '1',
    );
    expect(done).toEqual([]);
  });
});
