import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AwsEndpoint, createAwsEndpoint } from '../../local/aws/endpoint.ts';
import { createEventBus, type EventBus } from '../../local/engines/event-bus/engine.ts';
import { type BusEvent, UnknownMatcher } from '../../local/engines/event-bus/pattern.ts';
import { eventually } from '../ports/eventually.ts';

// Engines start, die and wait here, on machines that do other things too.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const credentials = { accessKeyId: 'AKIABUS', secretAccessKey: 'secret' };

describe('the event bus', () => {
  let dir: string;
  let bus: EventBus;
  let endpoint: AwsEndpoint;
  let client: EventBridgeClient;

  const open = () =>
    createEventBus({
      file: join(dir, 'events.db'),
      now: () => Date.parse('2025-06-16T00:00:00Z'),
      log: () => undefined,
    });

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'bus-'));
    bus = open();
    endpoint = await createAwsEndpoint({
      credentials: () => ({ secretAccessKey: credentials.secretAccessKey, principal: 'suite' }),
      engines: { events: { handle: (call) => bus.handle(call) } },
    });
    client = new EventBridgeClient({
      endpoint: endpoint.url,
      region: 'ap-southeast-1',
      credentials,
      maxAttempts: 1,
    });
  });
  afterEach(async () => {
    client.destroy();
    await endpoint.close();
    await bus.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const collect = (pattern: Record<string, unknown>, on = 'default') => {
    const seen: BusEvent[] = [];
    const deliver = (event: BusEvent): void => void seen.push(event);
    bus.addRule({ name: `rule-${Math.random()}`, bus: on, pattern, targets: [{ id: 'target', deliver }] });
    return seen;
  };
  const entry = (more: Partial<PutEventsRequestEntry> = {}): PutEventsRequestEntry => ({
    Source: 'portal.publishing',
    DetailType: 'ReleasePublished',
    Detail: JSON.stringify({ dataset: 'Đường bộ', rows: 12 }),
    ...more,
  });
  const put = (...Entries: PutEventsRequestEntry[]) => client.send(new PutEventsCommand({ Entries }));
  const notice = (key: string) =>
    bus.publish({ source: 'aws.s3', 'detail-type': 'Object Created', detail: { object: { key } } });

  it('delivers what a rule asks for, in the shape of EventBridge', async () => {
    const seen = collect({ source: ['portal.publishing'], detail: { rows: [{ numeric: ['>', 10] }] } });
    const { Entries } = await put(entry(), entry({ Detail: '{"rows":3}' }));
    await eventually(() => seen.length).toBe(1);
    expect(seen[0]).toEqual({
      version: '0',
      id: Entries?.[0]?.EventId,
      'detail-type': 'ReleasePublished',
      source: 'portal.publishing',
      account: '000000000000',
      time: '2025-06-16T00:00:00Z',
      region: 'ap-southeast-1',
      resources: [],
      detail: { dataset: 'Đường bộ', rows: 12 },
    });
    expect(bus.owed()).toBe(0);
  });

  it('takes the good entries of a call and names the others', async () => {
    const seen = collect({ 'detail-type': [{ exists: true }] });
    const { FailedEntryCount, Entries } = await put(
      entry({ Detail: 'no json' }),
      entry(),
      entry({ Source: 'aws.s3' }),
      entry({ Detail: '[1]' }),
      entry({ Detail: JSON.stringify({ big: 'x'.repeat(300_000) }) }),
    );
    expect(FailedEntryCount).toBe(4);
    expect(Entries?.map((one) => one.ErrorCode)).toEqual([
      'MalformedDetail',
      undefined,
      'NotAuthorizedForSourceException',
      'MalformedDetail',
      'InvalidArgument',
    ]);
    await eventually(() => seen.length).toBe(1);
  });

  it('refuses an empty call and more than ten entries', async () => {
    await expect(put()).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(put(...Array.from({ length: 11 }, () => entry()))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  it('keeps buses apart', async () => {
    const [here, elsewhere] = [collect({ source: ['aws.s3'] }), collect({ source: ['aws.s3'] }, 'other')];
    notice('a');
    await eventually(() => here.length).toBe(1);
    expect(elsewhere).toEqual([]);
  });

  it('tries a failed delivery again until it succeeds, and lets later events pass', async () => {
    const seen: unknown[] = [];
    let failures = 2;
    bus.addRule({
      name: 'upload',
      pattern: { source: ['aws.s3'] },
      targets: [
        {
          id: 'queue',
          deliver: (event) => {
            const { key } = event.detail['object'] as { key: string };
            if (key === 'first' && failures-- > 0) throw new Error('not now');
            seen.push(key);
          },
        },
      ],
    });
    notice('first');
    notice('second');
    await eventually(() => seen).toEqual(['second', 'first']);
    expect(bus.owed()).toBe(0);
  });

  it('delivers after a restart what was accepted before it', async () => {
    bus.addRule({
      name: 'upload',
      pattern: { source: ['aws.s3'] },
      targets: [{ id: 'queue', deliver: () => Promise.reject(new Error('down')) }],
    });
    notice('a');
    await bus.close();
    bus = open();
    expect(bus.owed()).toBe(1);
    const seen: BusEvent[] = [];
    const deliver = (event: BusEvent): void => void seen.push(event);
    bus.addRule({ name: 'upload', pattern: { source: ['aws.s3'] }, targets: [{ id: 'queue', deliver }] });
    await eventually(() => seen.map((event) => event.detail)).toEqual([{ object: { key: 'a' } }]);
  });

  it('loses no accepted event when its process is killed with -9', async () => {
    await bus.close();
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'event-bus-parent.ts'), join(dir, 'events.db')],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    await once(child.stdout, 'data');
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    bus = open();
    const keys: unknown[] = [];
    const deliver = (event: BusEvent): void => void keys.push(event.detail['n']);
    bus.addRule({ name: 'upload', pattern: { source: ['aws.s3'] }, targets: [{ id: 'queue', deliver }] });
    await eventually(() => keys.length).toBe(50);
    expect(keys).toEqual(Array.from({ length: 50 }, (_, n) => n));
  });

  it('refuses a rule it cannot judge, when it is added', () => {
    expect(() => collect({ detail: { ip: [{ cidr: '10.0.0.0/24' }] } })).toThrow(UnknownMatcher);
  });

  it('refuses two targets under one name', () => {
    const target = { id: 'queue', deliver: () => undefined };
    const rule = { name: 'upload', pattern: { source: ['aws.s3'] }, targets: [target] };
    bus.addRule(rule);
    expect(() => bus.addRule(rule)).toThrow(/upload\/queue/);
  });
});
