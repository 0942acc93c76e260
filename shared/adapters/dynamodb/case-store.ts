import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
  type DynamoDBDocumentClient,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { Envelope } from '../../../events/envelope.ts';
import type {
  Case,
  CaseStore,
  Commit,
  CommitOutcome,
  IdempotencyRecord,
} from '../../capabilities/case-store.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { GENESIS } from '../../kernel/hash-chain.ts';
import { CaseId } from '../../kernel/ids.ts';
import { fromCursor, InvalidCursor, toCursor } from '../cursor.ts';
import { chain, eventOf, LedgerEntry } from '../ledger-entry.ts';
import { cursorParts, indexNames } from '../index-names.ts';
import { CaseItem, caseOf, indexAttributes } from './case-item.ts';
import { paperItem } from './papers.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** How long a command's key is remembered. */
const IDEMPOTENCY_DAYS = 7;

const isNew = 'attribute_not_exists(pk)';

export type Tables = {
  readonly ledger: string;
  readonly cases: string;
  readonly people?: string;
  readonly papers?: string;
};

/** State and ledger on DynamoDB: one transaction a command, conditional on the version it was decided on. */
export const dynamoCaseStore = (db: DynamoDBDocumentClient, tables: Tables): CaseStore => {
  const stateWrite = <State>(
    commit: Commit<State>,
    version: number,
    head: string,
    at: string,
  ): TransactItem => ({
    Put: {
      TableName: tables.cases,
      Item: {
        pk: commit.caseId,
        sk: 'state',
        version,
        head,
        state: canonicalJson(commit.state),
        changedAt: at,
        ...indexAttributes(commit.indexes),
      },
      ...(commit.from
        ? {
            ConditionExpression: '#version = :version AND #head = :head',
            ExpressionAttributeNames: { '#version': 'version', '#head': 'head' },
            ExpressionAttributeValues: { ':version': commit.from.version, ':head': commit.from.head },
          }
        : { ConditionExpression: isNew }),
    },
  });

  const claimWrites = (claims: readonly string[], caseId: string): TransactItem[] =>
    claims.map((claim) => ({
      Put: {
        TableName: tables.cases,
        Item: { pk: `claim#${claim}`, sk: 'claim', caseId },
        ConditionExpression: `${isNew} OR caseId = :caseId`,
        ExpressionAttributeValues: { ':caseId': caseId },
      },
    }));

  const idempotencyWrite = (record: IdempotencyRecord): TransactItem => ({
    Put: {
      TableName: tables.cases,
      Item: {
        pk: `idempotency#${record.key}`,
        sk: 'record',
        fingerprint: record.fingerprint,
        caseId: record.caseId,
        // Clean-up runs on real time; it never decides anything.
        expiresAt: Math.floor(Date.now() / 1000) + IDEMPOTENCY_DAYS * 86_400,
      },
      ConditionExpression: isNew,
    },
  });

  const commit = async <State>(input: Commit<State>): Promise<CommitOutcome<State>> => {
    const entries = chain(input.from?.head ?? GENESIS, input.events);
    const last = entries.at(-1);
    const lastEvent = input.events.at(-1);
    if (!last || !lastEvent) throw new TypeError('A commit carries at least one event');
    const claims = input.claims ?? [];
    const items: TransactItem[] = [
      stateWrite(input, last.version, last.hash, lastEvent.at),
      ...(input.idempotency ? [idempotencyWrite(input.idempotency)] : []),
      ...claimWrites(claims, input.caseId),
      ...entries.map((entry) => ({
        Put: { TableName: tables.ledger, Item: entry, ConditionExpression: 'attribute_not_exists(caseId)' },
      })),
      ...(input.person ? [{ Put: { TableName: tables.people, Item: { ...input.person } } }] : []),
      ...(input.papers ?? []).map((paper) => ({
        Put: { TableName: tables.papers, Item: paperItem(input.caseId, paper) },
      })),
    ];
    try {
      await db.send(new TransactWriteCommand({ TransactItems: items }));
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const failed = (error.CancellationReasons ?? []).map(
        (reason) => reason.Code === 'ConditionalCheckFailed',
      );
      const claimsStart = input.idempotency ? 2 : 1;
      if (input.idempotency && failed[1]) return { outcome: 'repeated' };
      const taken = claims.find((_, i) => failed[claimsStart + i]);
      if (taken !== undefined) return { outcome: 'claim-taken', claim: taken };
      const isRace = (error.CancellationReasons ?? []).some((reason) =>
        ['ConditionalCheckFailed', 'TransactionConflict'].includes(reason.Code ?? ''),
      );
      if (isRace) return { outcome: 'conflict' };
      throw error;
    }
    return {
      outcome: 'done',
      case: {
        caseId: input.caseId,
        version: last.version,
        head: last.hash,
        // As it will be read: NFC, without what JSON does not keep.
        state: JSON.parse(canonicalJson(input.state)) as State,
        changedAt: lastEvent.at,
      },
    };
  };

  /** A cursor is text from outside: a start the database will not take is its sender's mistake. */
  const askFrom = async (start: Record<string, unknown> | undefined, query: QueryCommand) => {
    try {
      return await db.send(query);
    } catch (error) {
      if (start && error instanceof Error && error.name === 'ValidationException') throw new InvalidCursor();
      throw error;
    }
  };

  return {
    commit,
    async load<State>(caseId: CaseId): Promise<Case<State> | undefined> {
      const { Item } = await db.send(
        new GetCommand({ TableName: tables.cases, Key: { pk: caseId, sk: 'state' }, ConsistentRead: true }),
      );
      return Item && caseOf<State>(CaseItem.parse(Item));
    },
    async eventsOf(caseId, types) {
      const events: Envelope[] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const page = await db.send(
          new QueryCommand({
            TableName: tables.ledger,
            KeyConditionExpression: 'caseId = :caseId',
            ExpressionAttributeValues: {
              ':caseId': caseId,
              ...Object.fromEntries((types ?? []).map((type, i) => [`:type${i}`, type])),
            },
            ...(types
              ? {
                  FilterExpression: `#type IN (${types.map((_, i) => `:type${i}`).join(', ')})`,
                  ExpressionAttributeNames: { '#type': 'type' },
                }
              : {}),
            ConsistentRead: true,
            ...(from ? { ExclusiveStartKey: from } : {}),
          }),
        );
        for (const item of page.Items ?? []) events.push(eventOf(LedgerEntry.parse(item)));
        from = page.LastEvaluatedKey;
      } while (from);
      return events;
    },
    async list<State>(index: keyof typeof indexNames, key: string, page: Parameters<CaseStore['list']>[2]) {
      const names = indexNames[index];
      const start = fromCursor(page.cursor, {
        key: names.key,
        value: key,
        parts: cursorParts(index),
      });
      const result = await askFrom(
        start,
        new QueryCommand({
          TableName: tables.cases,
          IndexName: names.index,
          KeyConditionExpression: page.upTo === undefined ? '#key = :key' : '#key = :key AND #sort <= :upTo',
          ExpressionAttributeNames: {
            '#key': names.key,
            ...(page.upTo === undefined ? {} : { '#sort': names.sort }),
          },
          ExpressionAttributeValues: {
            ':key': key,
            ...(page.upTo === undefined ? {} : { ':upTo': page.upTo }),
          },
          Limit: page.limit,
          ScanIndexForward: !page.newestFirst,
          ...(start ? { ExclusiveStartKey: start } : {}),
        }),
      );
      const next = toCursor(result.LastEvaluatedKey);
      return {
        items: (result.Items ?? []).map((item) => caseOf<State>(CaseItem.parse(item))),
        ...(next ? { next } : {}),
      };
    },
    async recall(key) {
      const { Item } = await db.send(
        new GetCommand({
          TableName: tables.cases,
          Key: { pk: `idempotency#${key}`, sk: 'record' },
          ConsistentRead: true,
        }),
      );
      return Item && { key, fingerprint: String(Item['fingerprint']), caseId: CaseId.parse(Item['caseId']) };
    },
    async holderOf(claim) {
      const { Item } = await db.send(
        new GetCommand({
          TableName: tables.cases,
          Key: { pk: `claim#${claim}`, sk: 'claim' },
          ConsistentRead: true,
        }),
      );
      return Item && CaseId.parse(Item['caseId']);
    },
  };
};
