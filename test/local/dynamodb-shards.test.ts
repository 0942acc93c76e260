import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fileCheckpoint } from '../../local/engines/dynamodb/checkpoint.ts';
import { readStream } from '../../local/engines/dynamodb/read-stream.ts';
import { eventually } from '../ports/eventually.ts';

// Engines start, die and wait here, on machines that do other things too.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

type Input = {
  ShardId?: string;
  SequenceNumber?: string;
  ShardIterator?: string;
  ExclusiveStartShardId?: string;
};

/**
 * A stream as DynamoDB splits it and our engine never does: a closed parent, two children, listed children first and in
 * two pages. Sequence numbers are long, as on AWS.
 */
const SHARDS = {
  'child-1': { parent: 'parent', closed: false, records: ['300000000000000000003', '300000000000000000004'] },
  'child-2': { parent: 'parent', closed: false, records: ['300000000000000000005'] },
  parent: {
    parent: 'trimmed-long-ago',
    closed: true,
    records: ['300000000000000000001', '300000000000000000002'],
  },
} as const;
const shardOf = (id: string) => SHARDS[id as keyof typeof SHARDS];

const answer = (operation: string, input: Input): unknown => {
  switch (operation) {
    case 'DescribeTable':
      return { Table: { LatestStreamArn: 'arn:aws:dynamodb:x:0:table/split/stream/1' } };
    case 'DescribeStream': {
      const ids = input.ExclusiveStartShardId ? ['parent'] : ['child-1', 'child-2'];
      const Shards = ids.map((ShardId) => ({ ShardId, ParentShardId: shardOf(ShardId).parent }));
      return {
        StreamDescription: {
          Shards,
          ...(input.ExclusiveStartShardId ? {} : { LastEvaluatedShardId: 'child-2' }),
        },
      };
    }
    case 'GetShardIterator': {
      const { ShardId = '', SequenceNumber } = input;
      const after = SequenceNumber
        ? [...shardOf(ShardId).records].findIndex((one) => one === SequenceNumber) + 1
        : 0;
      return { ShardIterator: `${ShardId}/${after}` };
    }
    default: {
      const [id = '', at = '0'] = (input.ShardIterator ?? '').split('/');
      const { records, closed } = shardOf(id);
      const Records = records
        .slice(Number(at), Number(at) + 1)
        .map((SequenceNumber) => ({ dynamodb: { SequenceNumber } }));
      const next = Number(at) + Records.length;
      return { Records, ...(closed && next >= records.length ? {} : { NextShardIterator: `${id}/${next}` }) };
    }
  }
};

describe('reading a stream of several shards', () => {
  let dir: string;
  let server: Server;
  let endpoint: string;

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'shards-'));
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
        response.end(JSON.stringify(answer(operation, JSON.parse(body) as Input)));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    endpoint = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(dir, { recursive: true, force: true });
  });

  const read = async (until: number): Promise<string[]> => {
    const seen: string[] = [];
    const reader = readStream({
      endpoint,
      tableName: 'split',
      checkpoint: fileCheckpoint(join(dir, 'checkpoint.json')),
      pollMs: 10,
      onRecords: async (records) => {
        seen.push(...records.map((one) => one.dynamodb?.SequenceNumber?.slice(-1) ?? ''));
        if (seen.length >= until) throw new Error('killed here');
      },
    });
    await eventually(() => seen.length).toBeGreaterThanOrEqual(until);
    await reader.stop();
    return seen.slice(0, until);
  };

  it('reads a parent to its end before its children, each in order', async () => {
    expect(await read(5)).toEqual(['1', '2', '3', '4', '5']);
  });

  it('resumes in each shard after a restart, repeating only what was not acknowledged', async () => {
    expect(await read(2)).toEqual(['1', '2']);
    expect(await read(4)).toEqual(['2', '3', '4', '5']);
  });
});
