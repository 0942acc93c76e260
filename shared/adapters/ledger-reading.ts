import { paginateQuery, paginateScan, GetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { CaseIndexes, IndexName } from '../capabilities/case-store.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { indexNames } from './index-names.ts';
import { Head } from './ledger-heads.ts';

/** What the nightly seal may read: where the day's events stand and their hashes, never what they say. */
export type DayReading = { eventsOn(day: LocalDate): AsyncIterable<Head> };

/** A state item as an auditor sees it: nothing about it is taken for granted. */
export const AuditedState = z.object({
  version: z.number(),
  head: z.string(),
  state: z.string(),
  changedAt: z.string(),
});
export type AuditedState = z.infer<typeof AuditedState> & { readonly indexes: CaseIndexes };

/** What an auditor reads. Rows come as they are: judging them is the auditor's work. */
export type AuditReading = {
  /** Every case with a row in the ledger, in any order, a case perhaps more than once. */
  casesInLedger(): AsyncIterable<string>;
  casesWithState(): AsyncIterable<string>;
  /** A case's rows, in order of version. */
  rowsOf(caseId: string): AsyncIterable<unknown>;
  stateOf(caseId: string): Promise<AuditedState | undefined>;
};

/** An attribute of another type is no key of ours; its JSON says so when it is compared. */
const text = (attribute: unknown): string =>
  typeof attribute === 'string' ? attribute : JSON.stringify(attribute ?? null);

const indexesIn = (item: Record<string, unknown>): CaseIndexes =>
  Object.fromEntries(
    (Object.keys(indexNames) as IndexName[]).flatMap((name) => {
      const { key, sort } = indexNames[name];
      return item[key] === undefined ? [] : [[name, [text(item[key]), text(item[sort])] as const]];
    }),
  );

/** Asks the index `byDay`, which holds keys and hashes only. */
export const dynamoDayReading = (db: DynamoDBDocumentClient, ledger: string): DayReading => ({
  async *eventsOn(day) {
    const pages = paginateQuery(
      { client: db },
      {
        TableName: ledger,
        IndexName: 'byDay',
        KeyConditionExpression: '#day = :day',
        ExpressionAttributeNames: { '#day': 'day' },
        ExpressionAttributeValues: { ':day': day },
      },
    );
    for await (const page of pages) for (const item of page.Items ?? []) yield Head.parse(item);
  },
});

export const dynamoAuditReading = (
  db: DynamoDBDocumentClient,
  tables: { ledger: string; cases: string },
): AuditReading => ({
  async *casesInLedger() {
    const pages = paginateScan(
      { client: db },
      { TableName: tables.ledger, ProjectionExpression: 'caseId', ConsistentRead: true },
    );
    for await (const page of pages) for (const item of page.Items ?? []) yield String(item['caseId']);
  },
  async *casesWithState() {
    const pages = paginateScan(
      { client: db },
      {
        TableName: tables.cases,
        ProjectionExpression: 'pk',
        // Uploads and agencies have state items too, without a head.
        FilterExpression: 'sk = :state AND attribute_exists(head)',
        ExpressionAttributeValues: { ':state': 'state' },
        ConsistentRead: true,
      },
    );
    for await (const page of pages) for (const item of page.Items ?? []) yield String(item['pk']);
  },
  async *rowsOf(caseId) {
    const pages = paginateQuery(
      { client: db },
      {
        TableName: tables.ledger,
        KeyConditionExpression: 'caseId = :caseId',
        ExpressionAttributeValues: { ':caseId': caseId },
        ConsistentRead: true,
      },
    );
    for await (const page of pages) yield* page.Items ?? [];
  },
  async stateOf(caseId) {
    const { Item } = await db.send(
      new GetCommand({ TableName: tables.cases, Key: { pk: caseId, sk: 'state' }, ConsistentRead: true }),
    );
    return Item && { ...AuditedState.parse(Item), indexes: indexesIn(Item) };
  },
});
