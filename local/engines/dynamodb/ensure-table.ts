import { callEngine, DYNAMODB, TableEngineError } from './wire.ts';

export type KeyAttribute = { readonly name: string; readonly type: 'S' | 'N' | 'B' };

export type IndexDefinition = {
  readonly name: string;
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute | undefined;
  /** `ALL`, `KEYS_ONLY`, or the extra attributes to include. */
  readonly projection: 'ALL' | 'KEYS_ONLY' | readonly string[];
};

/** A table said without CloudFormation: what `local/` reads from the template. */
export type TableDefinition = {
  readonly name: string;
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute | undefined;
  readonly indexes?: readonly IndexDefinition[] | undefined;
  readonly streamView?: 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES' | undefined;
  readonly ttlAttribute?: string | undefined;
};

type KeySchema = { AttributeName: string; KeyType: 'HASH' | 'RANGE' }[];
type Described = {
  TableArn: string;
  TableStatus: string;
  KeySchema: KeySchema;
  LatestStreamArn?: string;
  StreamSpecification?: { StreamEnabled: boolean; StreamViewType?: string };
  GlobalSecondaryIndexes?: { IndexName: string; KeySchema: KeySchema }[];
};
type Keyed = Pick<IndexDefinition, 'partitionKey' | 'sortKey'>;

const keySchema = ({ partitionKey, sortKey }: Keyed): KeySchema => [
  { AttributeName: partitionKey.name, KeyType: 'HASH' },
  ...(sortKey ? [{ AttributeName: sortKey.name, KeyType: 'RANGE' as const }] : []),
];

const attributesOf = (all: readonly Keyed[]): { AttributeName: string; AttributeType: string }[] => {
  const types = new Map(
    all
      .flatMap(({ partitionKey, sortKey }) => [partitionKey, ...(sortKey ? [sortKey] : [])])
      .map((a) => [a.name, a.type]),
  );
  return [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }));
};

const indexOf = (index: IndexDefinition) => ({
  IndexName: index.name,
  KeySchema: keySchema(index),
  Projection:
    typeof index.projection === 'string'
      ? { ProjectionType: index.projection }
      : { ProjectionType: 'INCLUDE', NonKeyAttributes: index.projection },
});

const describe = async (endpoint: string, name: string): Promise<Described | undefined> => {
  try {
    return (
      await callEngine<{ Table: Described }>(endpoint, `${DYNAMODB}.DescribeTable`, { TableName: name })
    ).Table;
  } catch (error) {
    if (error instanceof TableEngineError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
};

const create = (endpoint: string, table: TableDefinition): Promise<unknown> =>
  callEngine(endpoint, `${DYNAMODB}.CreateTable`, {
    TableName: table.name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchema(table),
    AttributeDefinitions: attributesOf([table, ...(table.indexes ?? [])]),
    ...(table.indexes?.length ? { GlobalSecondaryIndexes: table.indexes.map(indexOf) } : {}),
    ...(table.streamView
      ? { StreamSpecification: { StreamEnabled: true, StreamViewType: table.streamView } }
      : {}),
  });

const same = (one: KeySchema, other: KeySchema): boolean => {
  const said = (keys: KeySchema) =>
    keys
      .map((key) => `${key.KeyType}:${key.AttributeName}`)
      .sort()
      .join();
  return said(one) === said(other);
};

/** Adds what the template gained since the data was written; refuses what DynamoDB itself could not change. */
const upgrade = async (endpoint: string, table: TableDefinition, found: Described): Promise<void> => {
  const changed = (what: string) =>
    new Error(
      `Table ${table.name} on disk has other ${what} than the template; \`npm start -- --fresh\` makes it anew`,
    );
  if (!same(found.KeySchema, keySchema(table))) throw changed('keys');
  for (const index of table.indexes ?? []) {
    const had = found.GlobalSecondaryIndexes?.find((one) => one.IndexName === index.name);
    if (had && !same(had.KeySchema, keySchema(index))) throw changed(`keys in index ${index.name}`);
    if (!had)
      await callEngine(endpoint, `${DYNAMODB}.UpdateTable`, {
        TableName: table.name,
        AttributeDefinitions: attributesOf([table, ...(table.indexes ?? [])]),
        GlobalSecondaryIndexUpdates: [{ Create: indexOf(index) }],
      });
  }
  if (!table.streamView) return;
  if (!found.StreamSpecification?.StreamEnabled)
    await callEngine(endpoint, `${DYNAMODB}.UpdateTable`, {
      TableName: table.name,
      StreamSpecification: { StreamEnabled: true, StreamViewType: table.streamView },
    });
  else if (found.StreamSpecification.StreamViewType !== table.streamView) throw changed('stream view');
};

/** Makes the table as defined, or checks that the one on disk is it. Throws by name on a difference. */
export const ensureTable = async (
  endpoint: string,
  table: TableDefinition,
): Promise<{ tableArn: string; streamArn: string | undefined }> => {
  const found = await describe(endpoint, table.name);
  if (found) await upgrade(endpoint, table, found);
  else await create(endpoint, table);
  if (table.ttlAttribute) await ensureTtl(endpoint, table.name, table.ttlAttribute);
  const ready = await describe(endpoint, table.name);
  if (!ready) throw new Error(`Table ${table.name} was not created`);
  return { tableArn: ready.TableArn, streamArn: ready.LatestStreamArn };
};

const ensureTtl = async (endpoint: string, name: string, attribute: string): Promise<void> => {
  const { TimeToLiveDescription: now } = await callEngine<{
    TimeToLiveDescription?: { TimeToLiveStatus?: string; AttributeName?: string };
  }>(endpoint, `${DYNAMODB}.DescribeTimeToLive`, { TableName: name });
  if (now?.TimeToLiveStatus === 'ENABLED' && now.AttributeName === attribute) return;
  await callEngine(endpoint, `${DYNAMODB}.UpdateTimeToLive`, {
    TableName: name,
    TimeToLiveSpecification: { AttributeName: attribute, Enabled: true },
  });
};
