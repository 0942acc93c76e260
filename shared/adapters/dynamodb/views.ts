import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
  type DynamoDBDocumentClient,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { CatalogueEntry } from '../../capabilities/publishing/views/catalogue-entry.ts';
import type { CatalogueViews } from '../../capabilities/publishing/views/ports.ts';
import { placesOf, weightsOf } from '../catalogue-items.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

const Stored = z.object({ version: z.number(), entry: CatalogueEntry.optional() });

const same = (a: { pk: string; sk: string }, b: { pk: string; sk: string }) => a.pk === b.pk && a.sk === b.sk;

/** The catalogue's lists and counters on DynamoDB: one transaction moves an entry everywhere at once. */
export const dynamoViews = (db: DynamoDBDocumentClient, table: string): CatalogueViews => {
  const query = async (pk: string, limit?: number): Promise<Record<string, unknown>[]> => {
    const items: Record<string, unknown>[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await db.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ScanIndexForward: false,
          ConsistentRead: true,
          ...(limit === undefined ? {} : { Limit: limit - items.length }),
          ...(from ? { ExclusiveStartKey: from } : {}),
        }),
      );
      items.push(...(page.Items ?? []));
      from = page.LastEvaluatedKey;
    } while (from && (limit === undefined || items.length < limit));
    return items;
  };
  const entries = async (pk: string, limit?: number) =>
    (await query(pk, limit)).map((item) => CatalogueEntry.parse(item['entry']));
  const counts = async (prefix: string): Promise<Map<string, number>> => {
    const items = await query('count');
    return new Map(
      items
        .filter((item) => String(item['sk']).startsWith(`${prefix}#`) && Number(item['n']) > 0)
        .map((item) => [String(item['sk']).slice(prefix.length + 1), Number(item['n'])]),
    );
  };

  const moves = (before: CatalogueEntry | undefined, after: CatalogueEntry | undefined): TransactItem[] => {
    const oldPlaces = before ? placesOf(before) : [];
    const newPlaces = after ? placesOf(after) : [];
    const left = oldPlaces.filter((place) => !newPlaces.some((next) => same(place, next)));
    const [was, is] = [weightsOf(before), weightsOf(after)];
    const changed = [...new Set([...was.keys(), ...is.keys()])]
      .map((sk) => [sk, (is.get(sk) ?? 0) - (was.get(sk) ?? 0)] as const)
      .filter(([, delta]) => delta !== 0);
    return [
      ...left.map((Key) => ({ Delete: { TableName: table, Key } })),
      ...newPlaces.map((place) => ({ Put: { TableName: table, Item: { ...place, entry: after } } })),
      ...changed.map(([sk, delta]) => ({
        Update: {
          TableName: table,
          Key: { pk: 'count', sk },
          UpdateExpression: 'ADD n :delta',
          ExpressionAttributeValues: { ':delta': delta },
        },
      })),
    ];
  };

  return {
    async save(id, version, entry) {
      const key = { pk: `dataset#${id}`, sk: 'entry' };
      // A count touched by two publications at once cancels one of them: it is tried again on what it finds then.
      for (let attempt = 0; attempt < 8; attempt++) {
        const { Item } = await db.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
        const stored = Item && Stored.parse(Item);
        if (stored && stored.version >= version) return false;
        try {
          await db.send(
            new TransactWriteCommand({
              TransactItems: [
                {
                  Put: {
                    TableName: table,
                    Item: { ...key, version, ...(entry ? { entry } : {}) },
                    ...(stored
                      ? {
                          ConditionExpression: '#version = :version',
                          ExpressionAttributeNames: { '#version': 'version' },
                          ExpressionAttributeValues: { ':version': stored.version },
                        }
                      : { ConditionExpression: 'attribute_not_exists(pk)' }),
                  },
                },
                ...moves(stored?.entry, entry),
              ],
            }),
          );
          return true;
        } catch (error) {
          const isRace =
            error instanceof TransactionCanceledException || error instanceof ConditionalCheckFailedException;
          if (!isRace) throw error;
        }
      }
      throw new Error(`The catalogue entry of ${id} is contended`);
    },
    newest: (limit) => entries('list#newest', limit),
    ofAgency: (code, limit) => entries(`list#agency#${code}`, limit),
    sitemapShard: (shard) => entries(`list#sitemap#${shard}`),
    async totals() {
      const total = await counts('total');
      return {
        datasets: total.get('datasets') ?? 0,
        releases: total.get('releases') ?? 0,
        rows: total.get('rows') ?? 0,
      };
    },
    countsByAgency: () => counts('agency'),
    countsByTopic: () => counts('topic'),
    countsByFormat: () => counts('format'),
  };
};
