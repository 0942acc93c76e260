import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { installedBinary } from '../../local/engines/dynamodb/binary.ts';
import { fileCheckpoint } from '../../local/engines/dynamodb/checkpoint.ts';
import { ensureTable } from '../../local/engines/dynamodb/ensure-table.ts';
import {
  readStream,
  type StreamOptions,
  type StreamReader,
} from '../../local/engines/dynamodb/read-stream.ts';
import { startTableEngine, type TableEngine } from '../../local/engines/dynamodb/start.ts';
import { callEngine, DYNAMODB } from '../../local/engines/dynamodb/wire.ts';
import { eventually } from '../ports/eventually.ts';

// Engines start, die and wait here, on machines that do other things too.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe.runIf(installedBinary())('reading a stream', () => {
  const dir = mkdtempSync(join(tmpdir(), 'stream-'));
  const readers: StreamReader[] = [];
  let engine: TableEngine;
  let tables = 0;

  beforeAll(async () => {
    engine = await startTableEngine({ dir });
  });
  afterEach(async () => {
    for (const reader of readers.splice(0)) await reader.stop();
  });
  afterAll(async () => {
    await engine.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  const table = async (): Promise<string> => {
    const name = `ledger-${(tables += 1)}`;
    await ensureTable(engine.endpoint, {
      name,
      partitionKey: { name: 'pk', type: 'S' },
      streamView: 'NEW_IMAGE',
    });
    return name;
  };
  const put = (TableName: string, n: number) =>
    callEngine(engine.endpoint, `${DYNAMODB}.PutItem`, {
      TableName,
      Item: { pk: { S: `case-${n}` }, n: { N: `${n}` } },
    });
  const follow = (
    tableName: string,
    onRecords: StreamOptions['onRecords'],
    more: Partial<StreamOptions> = {},
  ) => {
    const checkpoint = fileCheckpoint(join(dir, `${tableName}.json`));
    const reader = readStream({
      endpoint: engine.endpoint,
      tableName,
      checkpoint,
      onRecords,
      pollMs: 20,
      ...more,
    });
    readers.push(reader);
    return reader;
  };
  const numbers = (records: readonly DynamoDBRecord[]) =>
    records.map((one) => Number(one.dynamodb?.NewImage?.['n']?.N));
  const upTo = (last: number) => Array.from({ length: last }, (_, n) => n + 1);

  it('hands over records as Lambda receives them', async () => {
    const name = await table();
    await put(name, 1);
    const seen: DynamoDBRecord[] = [];
    follow(name, async (records) => void seen.push(...records));
    await eventually(() => seen.length).toBe(1);
    expect(seen[0]).toMatchObject({
      eventName: 'INSERT',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'ap-southeast-1',
      dynamodb: {
        Keys: { pk: { S: 'case-1' } },
        NewImage: { pk: { S: 'case-1' }, n: { N: '1' } },
        SequenceNumber: '1',
        StreamViewType: 'NEW_IMAGE',
      },
    });
    expect(seen[0]?.eventID).toMatch(/^[0-9a-f]{32}$/);
    expect(seen[0]?.eventSourceARN).toMatch(
      new RegExp(`^arn:aws:dynamodb:ap-southeast-1:000000000000:table/${name}/stream/`),
    );
    expect(typeof seen[0]?.dynamodb?.ApproximateCreationDateTime).toBe('number');
  });

  it('gives the first records of two tables different ids', async () => {
    const ids = new Set<string | undefined>();
    for (const name of [await table(), await table()]) {
      await put(name, 1);
      follow(name, async (records) => records.forEach((record) => ids.add(record.eventID)));
    }
    await eventually(() => ids.size).toBe(2);
  });

  it('keeps the order over many pages', async () => {
    const name = await table();
    for (const n of upTo(120)) await put(name, n);
    const seen: number[] = [];
    follow(name, async (records) => void seen.push(...numbers(records)), { batchSize: 7 });
    await eventually(() => seen.length).toBe(120);
    expect(seen).toEqual(upTo(120));
  });

  it('goes on after a restart where it stopped', async () => {
    const name = await table();
    const before: number[] = [];
    const reader = follow(name, async (records) => void before.push(...numbers(records)));
    for (const n of upTo(3)) await put(name, n);
    await eventually(() => before).toEqual([1, 2, 3]);
    await reader.stop();
    await put(name, 4);
    const after: number[] = [];
    follow(name, async (records) => void after.push(...numbers(records)));
    await eventually(() => after).toEqual([4]);
  });

  it('brings the same records again when they were not handled, and loses none', async () => {
    const name = await table();
    for (const n of upTo(3)) await put(name, n);
    const attempts: number[][] = [];
    follow(name, async (records) => {
      attempts.push(numbers(records));
      if (attempts.length < 3) throw new Error('not now');
    });
    await eventually(() => attempts).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ]);
    await put(name, 4);
    await eventually(() => attempts.at(-1)).toEqual([4]);
  });

  it('resumes from the record that is named as the first unhandled', async () => {
    const name = await table();
    for (const n of upTo(3)) await put(name, n);
    const attempts: number[][] = [];
    follow(name, async (records) => {
      attempts.push(numbers(records));
      return attempts.length === 1 ? { resumeFrom: records[1]?.dynamodb?.SequenceNumber } : undefined;
    });
    await eventually(() => attempts).toEqual([
      [1, 2, 3],
      [2, 3],
    ]);
  });

  it('waits out the death of the engine', async () => {
    const name = await table();
    const seen: number[] = [];
    follow(name, async (records) => void seen.push(...numbers(records)));
    await put(name, 1);
    await eventually(() => seen).toEqual([1]);
    process.kill(engine.pid() ?? 0, 'SIGKILL');
    const again = async (): Promise<void> => void (await put(name, 2));
    await eventually(() =>
      again().then(
        () => true,
        () => false,
      ),
    ).toBe(true);
    await eventually(() => seen).toEqual([1, 2]);
  });

  it('looks at once when it is woken', async () => {
    const name = await table();
    const seen: number[] = [];
    const reader = follow(name, async (records) => void seen.push(...numbers(records)), { pollMs: 600_000 });
    await put(name, 1);
    await eventually(() => {
      reader.wake();
      return seen;
    }).toEqual([1]);
  });
});
