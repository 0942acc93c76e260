import { setTimeout as wait } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  GetCommand,
  paginateQuery,
  TransactWriteCommand,
  type DynamoDBDocumentClient,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { ADDS_NOTHING, type Adds, type FigureRow, type Figures } from '../../capabilities/figures.ts';
import { addsKey, movesBetween, sheetKey } from '../figure-items.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

const Stored = z.object({
  version: z.number(),
  adds: z.object({
    counts: z.array(z.object({ sheet: z.string(), row: z.string(), what: z.string(), n: z.number() })),
    places: z.array(z.object({ sheet: z.string(), row: z.string(), says: z.record(z.string(), z.string()) })),
  }),
});

const Row = z.looseObject({ pk: z.string(), sk: z.string() });

/** An agency's row is touched by many cases; a write that met another is tried again a moment later. */
const ATTEMPTS = 8;
const PAUSE_MS = 20;

/** The figures on DynamoDB: one transaction takes back what a case added and adds what it adds now. */
export const dynamoFigures = (db: DynamoDBDocumentClient, table: string): Figures => {
  const writes = (before: Adds, after: Adds): TransactItem[] => {
    const { gone, stand, added } = movesBetween(before, after);
    return [
      ...gone.map((Key) => ({ Delete: { TableName: table, Key } })),
      ...stand.map((Item) => ({ Put: { TableName: table, Item } })),
      ...added.map(({ key: Key, by }) => {
        const sums = [...by];
        return {
          Update: {
            TableName: table,
            Key,
            UpdateExpression: `ADD ${sums.map((_, i) => `#what${i} :n${i}`).join(', ')}`,
            ExpressionAttributeNames: Object.fromEntries(sums.map(([what], i) => [`#what${i}`, what])),
            ExpressionAttributeValues: Object.fromEntries(sums.map(([, n], i) => [`:n${i}`, n])),
          },
        };
      }),
    ];
  };

  return {
    async save(caseId, version, adds) {
      const key = addsKey(caseId);
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const { Item } = await db.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
        const stored = Item && Stored.parse(Item);
        if (stored && stored.version >= version) return false;
        const own: TransactItem = {
          Put: {
            TableName: table,
            Item: { ...key, version, adds },
            ...(stored
              ? {
                  ConditionExpression: '#version = :version',
                  ExpressionAttributeNames: { '#version': 'version' },
                  ExpressionAttributeValues: { ':version': stored.version },
                }
              : { ConditionExpression: 'attribute_not_exists(pk)' }),
          },
        };
        try {
          await db.send(
            new TransactWriteCommand({
              TransactItems: [own, ...writes(stored?.adds ?? ADDS_NOTHING, adds)],
            }),
          );
          return true;
        } catch (error) {
          if (!(error instanceof TransactionCanceledException)) throw error;
          await wait(PAUSE_MS * (attempt + Math.random()));
        }
      }
      throw new Error(`What ${caseId} adds to the figures is contended`);
    },
    async rows(sheet, between) {
      const pages = paginateQuery(
        { client: db },
        {
          TableName: table,
          KeyConditionExpression: between ? 'pk = :pk AND sk BETWEEN :from AND :to' : 'pk = :pk',
          ExpressionAttributeValues: {
            ':pk': sheetKey(sheet),
            ...(between ? { ':from': between.from, ':to': between.to } : {}),
          },
          ConsistentRead: true,
        },
      );
      const rows: FigureRow[] = [];
      for await (const page of pages)
        for (const item of page.Items ?? []) {
          const { pk: _sheet, sk: row, ...values } = Row.parse(item);
          rows.push({ row, values: values as FigureRow['values'] });
        }
      return rows;
    },
  };
};
