import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SQSEvent } from 'aws-lambda';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { createQueueEngine, type QueueEngine } from '../../local/engines/queue/engine.ts';
import { failedIds, pollQueue, type Poller } from '../../local/pollers/queue-poller.ts';
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

describe('handing a queue to a function', () => {
  const engines: QueueEngine[] = [];
  afterAll(() => engines.forEach((engine) => engine.close()));

  const newQueue = (visibility: string, fifo = false) => {
    const engine = createQueueEngine({
      file: join(mkdtempSync(join(tmpdir(), 'queue-')), 'q.sqlite'),
      now: Date.now,
    });
    engines.push(engine);
    const ending = fifo ? '.fifo' : '';
    const kind: Record<string, string> = fifo ? { FifoQueue: 'true' } : {};
    const { arn } = engine.ensureQueue(`dead${ending}`, kind);
    engine.ensureQueue(`work${ending}`, {
      ...kind,
      VisibilityTimeout: visibility,
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: 2 }),
    });
    return engine;
  };
  const depth = (engine: QueueEngine, queue: string): number => {
    const about = engine.queues.readAttributes(queue, ['All']);
    return (
      Number(about['ApproximateNumberOfMessages']) + Number(about['ApproximateNumberOfMessagesNotVisible'])
    );
  };
  const follow = (
    engine: QueueEngine,
    run: (event: SQSEvent) => unknown,
    more: Partial<MappingDefinition> = {},
    queue = 'work',
  ) =>
    pollers.push(
      pollQueue({
        mapping: mapping(more),
        queue,
        engine,
        pool: poolOf((event) => run(event as SQSEvent)),
        lanes: 1,
        log,
      }),
    );

  it('deletes what succeeded, brings back what failed, and buries what fails too often', async () => {
    const engine = newQueue('1');
    const seen: string[] = [];
    follow(engine, ({ Records }) => {
      seen.push(...Records.map((record) => record.body));
      return {
        batchItemFailures: Records.filter((record) => record.body === 'bad').map((record) => ({
          itemIdentifier: record.messageId,
        })),
      };
    });
    for (const body of ['good', 'bad', 'fine']) engine.send('work', { body });
    await until('the bad one is buried', () => depth(engine, 'dead') === 1);
    expect(depth(engine, 'work')).toBe(0);
    expect(seen.filter((body) => body === 'bad')).toHaveLength(2);
    expect(seen.filter((body) => body !== 'bad').sort()).toEqual(['fine', 'good']);
  });

  it('keeps the whole batch when the function throws', async () => {
    const engine = newQueue('1');
    let calls = 0;
    follow(engine, () => {
      calls += 1;
      throw new Error('no');
    });
    engine.send('work', { body: 'a' });
    await until('it is buried after two receives', () => depth(engine, 'dead') === 1);
    expect(calls).toBe(2);
  });

  it('gives the function the record as Lambda does', async () => {
    const engine = newQueue('5');
    let event: SQSEvent | undefined;
    follow(engine, (given) => void (event = given));
    engine.send('work', { body: 'text', attributes: { kind: { DataType: 'String', StringValue: 'x' } } });
    await until('it was handed over', () => event !== undefined);
    expect(event?.Records[0]).toMatchObject({
      body: 'text',
      eventSource: 'aws:sqs',
      eventSourceARN: mapping().sourceArn,
      awsRegion: 'ap-southeast-1',
      attributes: {
        ApproximateReceiveCount: '1',
        ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/) as unknown,
      },
      messageAttributes: { kind: { dataType: 'String', stringValue: 'x' } },
    });
  });

  it('gathers a batch beyond ten within the window', async () => {
    const engine = newQueue('30');
    const batches: number[] = [];
    for (let n = 0; n < 25; n += 1) engine.send('work', { body: String(n) });
    follow(engine, ({ Records }) => void batches.push(Records.length), { batchSize: 100, windowSeconds: 1 });
    await until('all were handed over', () => batches.reduce((sum, n) => sum + n, 0) === 25);
    expect(batches).toEqual([25]);
  });

  it('keeps the order of a group when one of it fails', async () => {
    const engine = newQueue('1', true);
    const seen: string[] = [];
    let failedOnce = false;
    follow(
      engine,
      ({ Records }) => {
        for (const [at, record] of Records.entries()) {
          if (record.body === '2' && !failedOnce) {
            failedOnce = true;
            return { batchItemFailures: Records.slice(at).map((one) => ({ itemIdentifier: one.messageId })) };
          }
          seen.push(record.body);
        }
        return undefined;
      },
      {},
      'work.fifo',
    );
    for (const body of ['1', '2', '3'])
      engine.send('work.fifo', { body, groupId: 'g', deduplicationId: body });
    await until('all three are done', () => seen.length === 3);
    expect(seen).toEqual(['1', '2', '3']);
  });

  it.each([
    ['nothing', undefined, []],
    ['null', null, []],
    ['no failures', { batchItemFailures: [] }, []],
    ['one', { batchItemFailures: [{ itemIdentifier: 'b' }] }, ['b']],
    ['an empty id', { batchItemFailures: [{ itemIdentifier: '' }] }, ['a', 'b']],
    ['a strange id', { batchItemFailures: [{ itemIdentifier: 'zzz' }] }, ['a', 'b']],
    ['something else', 'ok', ['a', 'b']],
  ])('reads an answer of %s as Lambda does', (_, value, failed) => {
    expect([...failedIds(value, ['a', 'b'])].sort()).toEqual(failed);
  });
});
