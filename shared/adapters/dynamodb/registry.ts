import { GetCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Agency, Membership } from '../../capabilities/registry/model.ts';
import type { Registry } from '../../capabilities/registry/ports.ts';
import { batchGet } from './batch-get.ts';

const everyPage = async (
  db: DynamoDBDocumentClient,
  input: ConstructorParameters<typeof QueryCommand>[0],
): Promise<Record<string, unknown>[]> => {
  const items: Record<string, unknown>[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await db.send(new QueryCommand({ ...input, ...(from ? { ExclusiveStartKey: from } : {}) }));
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from);
  return items;
};

export const agencyItem = (agency: Agency) => ({
  pk: `agency#${agency.code}`,
  sk: 'state',
  kindKey: 'agency',
  kindSort: agency.code,
  agency,
});

export const membershipItem = (membership: Membership) => ({
  pk: `member#${membership.sub}`,
  sk: `${membership.agency}#${membership.role}`,
  kindKey: `member#${membership.role}`,
  kindSort: `${membership.agency}#${membership.sub}`,
  membership,
});

/** The register kept beside the cases: agencies by code, memberships by the token's subject, read on every request. */
export const dynamoRegistry = (db: DynamoDBDocumentClient, casesTable: string): Registry => ({
  async agency(code) {
    const { Item } = await db.send(
      new GetCommand({ TableName: casesTable, Key: { pk: `agency#${code}`, sk: 'state' } }),
    );
    return Item && Agency.parse(Item['agency']);
  },
  async agenciesWith(codes) {
    const keys = [...new Set(codes)].map((code) => ({ pk: `agency#${code}`, sk: 'state' }));
    const found = (await batchGet(db, casesTable, keys)).map((item) => Agency.parse(item['agency']));
    return new Map(found.map((agency) => [agency.code, agency]));
  },
  async agencies() {
    const items = await everyPage(db, {
      TableName: casesTable,
      IndexName: 'byKind',
      KeyConditionExpression: 'kindKey = :kind',
      ExpressionAttributeValues: { ':kind': 'agency' },
    });
    return items.map((item) => Agency.parse(item['agency']));
  },
  async membershipsOf(sub) {
    const items = await everyPage(db, {
      TableName: casesTable,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `member#${sub}` },
      ConsistentRead: true,
    });
    return items.map((item) => Membership.parse(item['membership']));
  },
  async holdersOf(role) {
    const items = await everyPage(db, {
      TableName: casesTable,
      IndexName: 'byKind',
      KeyConditionExpression: 'kindKey = :kind',
      ExpressionAttributeValues: { ':kind': `member#${role}` },
    });
    return items.map((item) => Membership.parse(item['membership']));
  },
});
