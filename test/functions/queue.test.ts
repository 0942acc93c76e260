import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { readBatch, readQueue } from '../../functions/_entry/queue.ts';
import { indexSearch } from '../../functions/publishing/index-search.ts';
import { SEARCH_INDEX_KEY } from '../../functions/publishing/search-file.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryObjects } from '../../shared/adapters/memory/objects.ts';
import { memoryRegistry } from '../../shared/adapters/memory/registry.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { untilPublished } from '../fixtures/datasets.ts';
import { aDataset } from '../ledger/a-small-ledger.ts';

const record = (messageId: string, body: unknown, group?: string): SQSRecord => ({
  messageId,
  receiptHandle: messageId,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  attributes: {
    ApproximateReceiveCount: '1',
    ApproximateFirstReceiveTimestamp: '1750039200000',
    SenderId: 'test',
    SentTimestamp: '1750039200000',
    ...(group ? { MessageGroupId: group } : {}),
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: `arn:aws:sqs:ap-southeast-1:000000000000:queue${group ? '.fifo' : ''}`,
  awsRegion: 'ap-southeast-1',
});

const context = {
  functionName: 'test',
  awsRequestId: 'r',
  getRemainingTimeInMillis: () => 60_000,
} as unknown as Context;

type Handler = (event: SQSEvent, context: Context) => Promise<unknown>;

const failed = async (handler: unknown, records: SQSRecord[]): Promise<string[]> => {
  const answer = (await (handler as Handler)({ Records: records }, context)) as {
    batchItemFailures: { itemIdentifier: string }[];
  };
  return answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).sort();
};

describe('an ordered queue', () => {
  test('gives back what failed and what stands behind it in its group, and does the rest', async () => {
    const done: unknown[] = [];
    const handler = readQueue('fifo', async ({ body }) => {
      if (body === 'bad') throw new Error('cannot be done');
      done.push(body);
    });
    const records = [
      record('A1', '"a"', 'A'),
      record('A2', '"bad"', 'A'),
      record('B1', '"b"', 'B'),
      record('A3', '"behind"', 'A'),
      record('C1', '"c"', 'C'),
    ];

    expect(await failed(handler, records)).toEqual(['A2', 'A3']);
    expect(done).toEqual(['a', 'b', 'c']);
  });

  test('gives back a message that is not JSON, alone', async () => {
    const done: unknown[] = [];
    const handler = readQueue('fifo', async ({ body }) => void done.push(body));
    const records = [record('A1', '{broken', 'A'), record('B1', '"b"', 'B'), record('C1', '"c"', 'C')];
    expect(await failed(handler, records)).toEqual(['A1']);
    expect(done).toEqual(['b', 'c']);
  });
});

describe('a batch folded into one write', () => {
  const reader = () => {
    const written: string[][] = [];
    const handler = readBatch<string>({
      prepare: async (body) => {
        if (body === 'unreadable') throw new Error('cannot be prepared');
        return String(body);
      },
      write: async (items) => {
        if (items.includes('unwritable')) throw new Error('cannot be written');
        written.push([...items]);
      },
    });
    return { written, handler };
  };

  test('is one write when all is well', async () => {
    const { written, handler } = reader();
    expect(await failed(handler, [record('A', '"a"'), record('B', '"b"')])).toEqual([]);
    expect(written).toEqual([['a', 'b']]);
  });

  test('gives back alone what cannot be read or prepared', async () => {
    const { written, handler } = reader();
    const records = [record('A', '"unreadable"'), record('X', '{'), record('B', '"b"'), record('C', '"c"')];
    expect(await failed(handler, records)).toEqual(['A', 'X']);
    expect(written).toEqual([['b', 'c']]);
  });

  test('gives back alone what spoils the write', async () => {
    const { written, handler } = reader();
    const records = [record('B', '"b"'), record('A', '"unwritable"'), record('C', '"c"')];
    expect(await failed(handler, records)).toEqual(['A']);
    expect(written).toEqual([['b'], ['c']]);
  });
});

test('the search index takes in good messages beside one that is no event', async () => {
  const tables = memoryTables();
  const store = memoryCaseStore(tables);
  const id = await aDataset(store, 'nha-thuoc', '2025-06-16', untilPublished);
  const index = memoryObjects('index');
  const site = memoryObjects('public');
  const publicUrl = 'https://dulieu.example.vn';
  const handler = readBatch(indexSearch({ store, registry: memoryRegistry(tables), index, site, publicUrl }));
  const [row] = [...tables.ledger.values()].flat().slice(-1);
  const records = [record('A', { not: 'an event' }), record('B', row?.body ?? '')];
  expect(await failed(handler, records)).toEqual(['A']);
  expect(id).toBeDefined();
  expect(await index.text(SEARCH_INDEX_KEY)).toBeDefined();
  expect((await site.text('catalog/datasets.jsonl'))?.text).toContain('nha-thuoc');
});
