import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createQueueEngine, type QueueChange, type QueueEngine } from '../../local/engines/queue/engine.ts';

const LOCAL_CLOCK = Date.parse('2025-06-16T00:00:00Z');

describe('the queue engine', () => {
  let dir: string;
  let engine: QueueEngine;
  /** Real time as the engine sees it, moved by the tests. */
  let real: number;

  const open = (): QueueEngine =>
    createQueueEngine({ file: join(dir, 'queues.db'), now: () => LOCAL_CLOCK, realNow: () => real });

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'queue-'));
    real = Date.now();
    engine = open();
  });
  afterEach(() => {
    engine.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const bodies = async (queue: string) => (await engine.receive(queue, { most: 10 })).map((one) => one.body);

  it('keeps messages, flights, receipts and deduplication over a restart', async () => {
    engine.ensureQueue('jobs.fifo', { FifoQueue: 'true', VisibilityTimeout: '60' });
    engine.send('jobs.fifo', { body: 'flying', groupId: 'a', deduplicationId: '1' });
    engine.send('jobs.fifo', { body: 'waiting', groupId: 'b', deduplicationId: '2' });
    const [flying] = await engine.receive('jobs.fifo');
    engine.close();
    engine = open();
    expect(engine.send('jobs.fifo', { body: 'flying', groupId: 'a', deduplicationId: '1' }).duplicate).toBe(
      true,
    );
    expect(await bodies('jobs.fifo')).toEqual(['waiting']);
    engine.remove('jobs.fifo', flying?.receiptHandle ?? '');
    real += 61_000;
    expect(await bodies('jobs.fifo')).toEqual(['waiting']);
  });

  it('stamps messages with the local clock and hides them by real time', async () => {
    engine.ensureQueue('jobs', { VisibilityTimeout: '30' });
    engine.send('jobs', { body: 'x' });
    const [first] = await engine.receive('jobs');
    expect(first).toMatchObject({ sent_at: LOCAL_CLOCK, first_received_at: LOCAL_CLOCK });
    real += 29_000;
    expect(await bodies('jobs')).toEqual([]);
    real += 1000;
    expect(await bodies('jobs')).toEqual(['x']);
  });

  it('forgets a deduplication id after five minutes', async () => {
    engine.ensureQueue('jobs.fifo', { FifoQueue: 'true' });
    const message = { body: 'x', groupId: 'g', deduplicationId: 'event-1' };
    engine.send('jobs.fifo', message);
    real += 5 * 60_000 - 1;
    expect(engine.send('jobs.fifo', message).duplicate).toBe(true);
    real += 1;
    expect(engine.send('jobs.fifo', message).duplicate).toBe(false);
  });

  it('deduplicates within a group only where the queue says so', () => {
    engine.ensureQueue('jobs.fifo', { FifoQueue: 'true', DeduplicationScope: 'messageGroup' });
    const sent = ['a', 'b', 'a'].map((groupId) =>
      engine.send('jobs.fifo', { body: 'x', groupId, deduplicationId: '1' }),
    );
    expect(sent.map((one) => one.duplicate)).toEqual([false, false, true]);
  });

  it('drops a message when its retention is over', async () => {
    engine.ensureQueue('jobs', { MessageRetentionPeriod: '60' });
    engine.send('jobs', { body: 'old' });
    real += 61_000;
    engine.send('jobs', { body: 'new' });
    expect(await bodies('jobs')).toEqual(['new']);
  });

  it('keeps a group locked while a later message of it is in flight', async () => {
    engine.ensureQueue('jobs.fifo', { FifoQueue: 'true', ContentBasedDeduplication: 'true' });
    for (const body of ['1', '2', '3']) engine.send('jobs.fifo', { body, groupId: 'g' });
    const [one] = await engine.receive('jobs.fifo', { most: 2 });
    engine.changeVisibility('jobs.fifo', one?.receiptHandle ?? '', 0);
    expect(await bodies('jobs.fifo')).toEqual([]);
    real += 30_000;
    expect(await bodies('jobs.fifo')).toEqual(['1', '2', '3']);
  });

  it('lets no message of a group overtake one that is still delayed', async () => {
    engine.ensureQueue('jobs.fifo', {
      FifoQueue: 'true',
      ContentBasedDeduplication: 'true',
      DelaySeconds: '10',
    });
    engine.send('jobs.fifo', { body: 'delayed', groupId: 'g' });
    engine.queues.setAttributes('jobs.fifo', { DelaySeconds: '0' });
    engine.send('jobs.fifo', { body: 'at once', groupId: 'g' });
    expect(await bodies('jobs.fifo')).toEqual([]);
    real += 10_000;
    expect(await bodies('jobs.fifo')).toEqual(['delayed', 'at once']);
  });

  it('refuses a FIFO receipt whose visibility has run out', async () => {
    engine.ensureQueue('jobs.fifo', { FifoQueue: 'true', ContentBasedDeduplication: 'true' });
    engine.send('jobs.fifo', { body: 'x', groupId: 'g' });
    const [message] = await engine.receive('jobs.fifo');
    real += 30_000;
    expect(() => engine.remove('jobs.fifo', message?.receiptHandle ?? '')).toThrow(/expired/);
  });

  it('deletes nothing by an older receipt of a message that was received again', async () => {
    engine.ensureQueue('jobs', { VisibilityTimeout: '1' });
    engine.send('jobs', { body: 'x' });
    const [old] = await engine.receive('jobs');
    real += 1000;
    await engine.receive('jobs');
    engine.remove('jobs', old?.receiptHandle ?? '');
    real += 1000;
    expect(await bodies('jobs')).toEqual(['x']);
  });

  it('refuses the receipt of another queue', async () => {
    engine.ensureQueue('one');
    engine.ensureQueue('two');
    engine.send('one', { body: 'x' });
    const [message] = await engine.receive('one');
    expect(() => engine.remove('two', message?.receiptHandle ?? '')).toThrow(/not a valid receipt handle/);
  });

  it('takes nothing for a caller that hung up', async () => {
    engine.ensureQueue('jobs');
    const gone = new AbortController();
    const waiting = engine.receive('jobs', { waitSeconds: 20, signal: gone.signal });
    gone.abort();
    engine.send('jobs', { body: 'x' });
    expect(await waiting).toEqual([]);
    expect(await bodies('jobs')).toEqual(['x']);
  });

  it('delivers each message to one of many pollers', async () => {
    engine.ensureQueue('jobs');
    const pollers = Array.from({ length: 5 }, () => engine.receive('jobs', { most: 1, waitSeconds: 5 }));
    for (let n = 0; n < 5; n += 1) engine.send('jobs', { body: String(n) });
    const received = (await Promise.all(pollers)).flat().map((one) => one.body);
    expect(received.sort()).toEqual(['0', '1', '2', '3', '4']);
  });

  it('wakes a long poll on the dead-letter queue when a message is moved there', async () => {
    const { arn } = engine.ensureQueue('dead');
    engine.ensureQueue('jobs', {
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: '1' }),
    });
    engine.send('jobs', { body: 'poison' });
    const [message] = await engine.receive('jobs');
    const waiting = engine.receive('dead', { waitSeconds: 10 });
    engine.changeVisibility('jobs', message?.receiptHandle ?? '', 0);
    expect(await engine.receive('jobs')).toEqual([]);
    expect(await waiting).toMatchObject([{ body: 'poison', message_id: message?.message_id, receives: 1 }]);
  });

  it('tells what happens, in order', async () => {
    engine.ensureQueue('jobs');
    const changes: QueueChange['kind'][] = [];
    engine.onChange(({ kind }) => changes.push(kind));
    engine.send('jobs', { body: 'x' });
    const [message] = await engine.receive('jobs');
    engine.changeVisibility('jobs', message?.receiptHandle ?? '', 10);
    engine.remove('jobs', message?.receiptHandle ?? '');
    engine.purge('jobs');
    expect(changes).toEqual(['sent', 'received', 'visibility', 'deleted', 'purged']);
  });

  it('gives an existing queue the attributes of a changed template', () => {
    engine.ensureQueue('jobs', { VisibilityTimeout: '30' });
    engine.ensureQueue('jobs', { VisibilityTimeout: '90' });
    expect(engine.queues.readAttributes('jobs', ['VisibilityTimeout'])).toEqual({ VisibilityTimeout: '90' });
    engine.ensureQueue('jobs');
    expect(engine.queues.readAttributes('jobs', ['VisibilityTimeout'])).toEqual({ VisibilityTimeout: '30' });
  });

  it.each([
    ['a name with a path', '../../etc', {}],
    ['a FIFO name without the attribute', 'jobs.fifo', {}],
    ['the attribute without a FIFO name', 'jobs', { FifoQueue: 'true' }],
    ['an unknown attribute', 'jobs', { Colour: 'red' }],
    ['a redrive policy that is no JSON', 'jobs', { RedrivePolicy: '{' }],
    ['a name from the prototype', 'jobs', { constructor: 'x' }],
  ])('refuses %s', (_, name, attributes) => {
    expect(() => engine.ensureQueue(name, attributes)).toThrow();
  });

  it.each([
    ['a lone surrogate', { body: 'x\uD800' }],
    ['a control character', { body: 'x\u0000' }],
    ['an empty body', { body: '' }],
    ['an attribute without value', { body: 'x', attributes: { a: { DataType: 'String' } } }],
    ['a number that is none', { body: 'x', attributes: { a: { DataType: 'Number', StringValue: 'one' } } }],
    ['an unknown type', { body: 'x', attributes: { a: { DataType: 'Date', StringValue: 'x' } } }],
    [
      'a reserved attribute name',
      { body: 'x', attributes: { 'AWS.x': { DataType: 'String', StringValue: 'x' } } },
    ],
    ['a negative delay', { body: 'x', delaySeconds: -1 }],
    ['a deduplication id on a standard queue', { body: 'x', deduplicationId: 'd' }],
  ])('refuses a message with %s', (_, message) => {
    engine.ensureQueue('jobs');
    expect(() => engine.send('jobs', message)).toThrow();
  });
});
