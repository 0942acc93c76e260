import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record,
} from '@aws-sdk/client-dynamodb-streams';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactGetCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { claimsFor, type Lacks } from '../fixtures/claims.ts';
import { type PortTarget, uniqueName } from './target.ts';
import { eventually } from './eventually.ts';

// Engines start, die and wait here, on machines that do other things too.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

type Parts = NonNullable<TransactWriteCommandInput['TransactItems']>;

/** What the portal asks of a table. `target` is called once; `lacks` names what an endpoint is known not to do. */
export const tableSuite = (target: () => Promise<PortTarget>, lacks: Lacks = {}): void => {
  const it = claimsFor(lacks);
  const TableName = uniqueName('suite');
  let client: DynamoDBClient;
  let streams: DynamoDBStreamsClient;
  let tables: DynamoDBDocumentClient;

  beforeAll(async () => {
    const { endpoint, region, credentials } = await target();
    client = new DynamoDBClient({ endpoint, region, credentials });
    streams = new DynamoDBStreamsClient({ endpoint, region, credentials });
    tables = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['pk', 'sk', 'owner', 'due'].map((AttributeName) => ({
          AttributeName,
          AttributeType: 'S',
        })),
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'by-owner',
            KeySchema: [
              { AttributeName: 'owner', KeyType: 'HASH' },
              { AttributeName: 'due', KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      }),
    );
    await waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName });
  });

  afterAll(async () => {
    await client.send(new DeleteTableCommand({ TableName }));
    tables.destroy();
    client.destroy();
    streams.destroy();
  });

  const put = (Item: Record<string, unknown>) => tables.send(new PutCommand({ TableName, Item }));
  const get = async (pk: string, sk: string) =>
    (await tables.send(new GetCommand({ TableName, Key: { pk, sk }, ConsistentRead: true }))).Item;
  const transact = (TransactItems: Parts, ClientRequestToken?: string) =>
    tables.send(new TransactWriteCommand({ TransactItems, ClientRequestToken }));
  const newItem = (Item: Record<string, unknown>): Parts[number] => ({
    Put: {
      TableName,
      Item,
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  });

  it('keeps an item whole: diacritics, leading zeros, numbers, lists, binary', async () => {
    const item = {
      pk: uniqueName('whole'),
      sk: 'v1',
      title: 'Đường tỉnh 454, huyện Vũ Thư',
      code: '00123',
      count: 12.5,
      nested: { list: [1, 'hai', null, { ba: true }] },
      bytes: new Uint8Array([0, 255]),
      empty: '',
    };
    await put(item);
    expect(await get(item.pk, 'v1')).toEqual(item);
  });

  it('writes a transaction as a whole: an event, a state and a claim', async () => {
    const pk = uniqueName('case');
    await transact([
      newItem({ pk, sk: 'v000001', type: 'opened' }),
      {
        Update: {
          TableName,
          Key: { pk, sk: 'state' },
          UpdateExpression: 'SET version = :v',
          ExpressionAttributeValues: { ':v': 1 },
        },
      },
      newItem({ pk: `${pk}-claim`, sk: 'claim', holder: pk }),
    ]);
    expect(await get(pk, 'v000001')).toMatchObject({ type: 'opened' });
    expect(await get(pk, 'state')).toMatchObject({ version: 1 });
    expect(await get(`${pk}-claim`, 'claim')).toMatchObject({ holder: pk });
  });

  it('writes nothing of a transaction that fails, and says which part failed and what was there', async () => {
    const pk = uniqueName('case');
    await put({ pk, sk: 'claim', holder: 'another' });
    const attempt = transact([newItem({ pk, sk: 'v000001' }), newItem({ pk, sk: 'claim', holder: pk })]);
    await expect(attempt).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'ConditionalCheckFailed', Item: { holder: { S: 'another' } } },
      ],
    });
    expect(await get(pk, 'v000001')).toBeUndefined();
  });

  it('refuses a transaction by a condition on an item it does not write', async () => {
    const pk = uniqueName('case');
    await put({ pk, sk: 'state', version: 3 });
    await expect(
      transact([
        newItem({ pk, sk: 'v000003' }),
        {
          ConditionCheck: {
            TableName,
            Key: { pk, sk: 'state' },
            ConditionExpression: 'version = :v',
            ExpressionAttributeValues: { ':v': 2 },
          },
        },
      ]),
    ).rejects.toMatchObject({ CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed' }] });
    expect(await get(pk, 'v000003')).toBeUndefined();
  });

  it('takes a transaction once under its token, and refuses another under the same', async () => {
    const pk = uniqueName('case');
    const token = uniqueName('token');
    const add = (by: number): Parts => [
      {
        Update: {
          TableName,
          Key: { pk, sk: 'n' },
          UpdateExpression: 'ADD n :one',
          ExpressionAttributeValues: { ':one': by },
        },
      },
    ];
    await transact(add(1), token);
    await transact(add(1), token);
    expect(await get(pk, 'n')).toMatchObject({ n: 1 });
    await expect(transact(add(2), token)).rejects.toMatchObject({
      name: 'IdempotentParameterMismatchException',
    });
  });

  it('lets one of a hundred racing writes win', async () => {
    const pk = uniqueName('race');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 100 }, (_, n) =>
        transact([
          newItem({ pk, sk: 'v000001', winner: n }),
          {
            Update: {
              TableName,
              Key: { pk, sk: 'count' },
              UpdateExpression: 'ADD n :one',
              ExpressionAttributeValues: { ':one': 1 },
            },
          },
        ]),
      ),
    );
    const won = outcomes.flatMap((outcome, n) => (outcome.status === 'fulfilled' ? [n] : []));
    expect(won).toHaveLength(1);
    expect(await get(pk, 'v000001')).toMatchObject({ winner: won[0] });
    expect(await get(pk, 'count')).toMatchObject({ n: 1 });
    const reasons = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [(outcome.reason as Error).name] : [],
    );
    expect(new Set(reasons)).toEqual(new Set(['TransactionCanceledException']));
  });

  it('refuses a single write by its condition and shows what was there', async () => {
    const pk = uniqueName('case');
    await put({ pk, sk: 'state', version: 5 });
    await expect(
      tables.send(
        new UpdateCommand({
          TableName,
          Key: { pk, sk: 'state' },
          UpdateExpression: 'SET version = :next',
          ConditionExpression: 'version = :was',
          ExpressionAttributeValues: { ':next': 5, ':was': 4 },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      ),
    ).rejects.toMatchObject({ name: 'ConditionalCheckFailedException', Item: { version: { N: '5' } } });
  });

  it('reads a consistent set with one transaction', async () => {
    const pk = uniqueName('case');
    await put({ pk, sk: 'a', n: 1 });
    const { Responses } = await tables.send(
      new TransactGetCommand({
        TransactItems: ['a', 'missing'].map((sk) => ({ Get: { TableName, Key: { pk, sk } } })),
      }),
    );
    expect(Responses?.map((one) => one.Item)).toEqual([{ pk, sk: 'a', n: 1 }, undefined]);
  });

  it('writes and reads in batches', async () => {
    const pk = uniqueName('batch');
    const keys = Array.from({ length: 25 }, (_, n) => ({ pk, sk: String(n).padStart(2, '0') }));
    const written = await tables.send(
      new BatchWriteCommand({
        RequestItems: { [TableName]: keys.map((Item) => ({ PutRequest: { Item } })) },
      }),
    );
    expect(written.UnprocessedItems).toEqual({});
    const { Responses } = await tables.send(
      new BatchGetCommand({ RequestItems: { [TableName]: { Keys: keys } } }),
    );
    expect(Responses?.[TableName]).toHaveLength(25);
  });

  it('pages through an index in order, without loss or repetition', async () => {
    const owner = uniqueName('owner');
    const days = Array.from({ length: 23 }, (_, n) => `2025-06-${String(n + 1).padStart(2, '0')}`);
    for (const due of [...days].reverse()) await put({ pk: `${owner}-${due}`, sk: 'state', owner, due });
    const read: string[] = [];
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    let pages = 0;
    do {
      const page = await tables.send(
        new QueryCommand({
          TableName,
          IndexName: 'by-owner',
          KeyConditionExpression: '#o = :owner AND due BETWEEN :from AND :to',
          ExpressionAttributeNames: { '#o': 'owner' },
          ExpressionAttributeValues: { ':owner': owner, ':from': '2025-06-02', ':to': '2025-06-22' },
          Limit: 5,
          ExclusiveStartKey,
        }),
      );
      expect(page.Items?.length ?? 0).toBeLessThanOrEqual(5);
      read.push(...(page.Items ?? []).map((item) => String(item['due'])));
      ExclusiveStartKey = page.LastEvaluatedKey;
      pages += 1;
    } while (ExclusiveStartKey && pages < 20);
    expect(read).toEqual(days.slice(1, 22));
  });

  it('takes an item out of an index when its key attribute goes', async () => {
    const owner = uniqueName('owner');
    const Key = { pk: owner, sk: 'state' };
    await put({ ...Key, owner, due: '2025-06-16' });
    await tables.send(new UpdateCommand({ TableName, Key, UpdateExpression: 'REMOVE due' }));
    const query = new QueryCommand({
      TableName,
      IndexName: 'by-owner',
      KeyConditionExpression: '#o = :owner',
      ExpressionAttributeNames: { '#o': 'owner' },
      ExpressionAttributeValues: { ':owner': owner },
    });
    await eventually(async () => (await tables.send(query)).Items).toEqual([]);
  });

  it('reads a case backwards and by prefix', async () => {
    const pk = uniqueName('case');
    for (const sk of ['state', 'v000001', 'v000002', 'v000010']) await put({ pk, sk });
    const { Items } = await tables.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :v)',
        ExpressionAttributeValues: { ':pk': pk, ':v': 'v' },
        ScanIndexForward: false,
        Limit: 2,
      }),
    );
    expect(Items?.map((item) => String(item['sk']))).toEqual(['v000010', 'v000002']);
  });

  it('ends a page at one megabyte', async () => {
    const pk = uniqueName('big');
    for (const n of [1, 2, 3, 4]) await put({ pk, sk: String(n), body: 'x'.repeat(350_000) });
    const query = { TableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } };
    const page = await tables.send(new QueryCommand(query));
    expect(page.Items?.length).toBeLessThan(4);
    expect(page.LastEvaluatedKey).toBeDefined();
  });

  it('refuses an item of more than 400 KB', async () => {
    await expect(put({ pk: uniqueName('big'), sk: '1', body: 'x'.repeat(410_000) })).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  it('streams every change of an item in order, a failed write not at all', async () => {
    const pk = uniqueName('stream');
    for (let n = 1; n <= 12; n += 1)
      await transact([newItem({ pk, sk: `v${String(n).padStart(6, '0')}`, n })]);
    await expect(transact([newItem({ pk, sk: 'v000012', n: 99 })])).rejects.toThrow();
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    const seen = async () =>
      (await readAll(Table?.LatestStreamArn ?? ''))
        .filter((record) => record.dynamodb?.Keys?.['pk']?.S === pk)
        .map((record) => Number(record.dynamodb?.NewImage?.['n']?.N));
    await eventually(seen).toEqual(Array.from({ length: 12 }, (_, n) => n + 1));
  });

  const readAll = async (StreamArn: string): Promise<_Record[]> => {
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
    const records: _Record[] = [];
    for (const { ShardId } of StreamDescription?.Shards ?? []) {
      const first = await streams.send(
        new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
      );
      let ShardIterator = first.ShardIterator;
      while (ShardIterator) {
        const page = await streams.send(new GetRecordsCommand({ ShardIterator }));
        records.push(...(page.Records ?? []));
        if (!page.Records?.length) break;
        ShardIterator = page.NextShardIterator;
      }
    }
    return records;
  };
};
