import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { mailboxOf } from '../../capabilities/confirmation.ts';
import type { Follower } from '../../capabilities/publishing/follows/model.ts';
import type { Followers, KeptFollower } from '../../capabilities/publishing/follows/ports.ts';
import { sha256 } from '../../kernel/hash-chain.ts';
import { DatasetId, PersonRef } from '../../kernel/ids.ts';
import { Instant } from '../../kernel/local-date.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

const Person = z.object({
  ref: PersonRef,
  email: z.string(),
  secret: z.string(),
  follows: z.array(z.object({ dataset: DatasetId, since: Instant })),
  version: z.int(),
});
const FollowItem = z
  .object({ sk: PersonRef, since: Instant, toldVersion: z.int() })
  .transform(({ sk, ...rest }) => ({ ref: sk, ...rest }));

const RACE = ['ConditionalCheckFailed', 'TransactionConflict'];

/**
 * Followers in a table of their own, three kinds of item: the person, under a reference; the way there from the hash of an
 * address; and under each dataset, who follows it, with no address at all.
 */
export const dynamoFollowers = (db: DynamoDBDocumentClient, table: string): Followers => {
  const personKey = (ref: PersonRef) => ({ pk: `follower#${ref}`, sk: 'person' });
  const addressKey = (mailbox: string) => ({ pk: `address#${sha256(mailbox)}`, sk: 'ref' });
  const followKey = (dataset: DatasetId, ref: PersonRef) => ({ pk: `dataset#${dataset}`, sk: ref });

  const get = async (Key: { pk: string; sk: string }) =>
    (await db.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }))).Item;

  const byRef = async (ref: PersonRef): Promise<KeptFollower | undefined> => {
    const item = await get(personKey(ref));
    if (!item) return undefined;
    const { version, ...follower } = Person.parse(item);
    return { follower, version };
  };

  const unchanged = (before: KeptFollower | undefined) =>
    before
      ? {
          ConditionExpression: '#version = :version',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':version': before.version },
        }
      : { ConditionExpression: 'attribute_not_exists(pk)' };

  const personWrites = (before: KeptFollower | undefined, after: Follower | undefined): TransactItem[] => {
    if (after) {
      const Item = { ...personKey(after.ref), ...after, version: (before?.version ?? 0) + 1 };
      const Put = { TableName: table, Item, ...unchanged(before) };
      const found = { ...addressKey(mailboxOf(after.email)), ref: after.ref };
      return before
        ? [{ Put }]
        : [{ Put }, { Put: { TableName: table, Item: found, ...unchanged(undefined) } }];
    }
    if (!before) return [];
    const { ref, email } = before.follower;
    return [
      { Delete: { TableName: table, Key: personKey(ref), ...unchanged(before) } },
      { Delete: { TableName: table, Key: addressKey(mailboxOf(email)) } },
    ];
  };

  const followWrites = (before: Follower | undefined, after: Follower | undefined): TransactItem[] => {
    const had = new Set(before?.follows.map(({ dataset }) => dataset));
    const has = new Set(after?.follows.map(({ dataset }) => dataset));
    const ref = (before ?? after)?.ref;
    if (!ref) return [];
    return [
      ...(after?.follows ?? [])
        .filter(({ dataset }) => !had.has(dataset))
        .map(({ dataset, since }) => ({
          Put: { TableName: table, Item: { ...followKey(dataset, ref), since, toldVersion: 0 } },
        })),
      ...[...had]
        .filter((dataset) => !has.has(dataset))
        .map((dataset) => ({ Delete: { TableName: table, Key: followKey(dataset, ref) } })),
    ];
  };

  return {
    byRef,
    async byAddress(mailbox) {
      const found = await get(addressKey(mailbox));
      return found && byRef(PersonRef.parse(found['ref']));
    },
    async change(before, after) {
      const TransactItems = [...personWrites(before, after), ...followWrites(before?.follower, after)];
      if (TransactItems.length === 0) return true;
      try {
        await db.send(new TransactWriteCommand({ TransactItems }));
        return true;
      } catch (error) {
        const isRace =
          error instanceof TransactionCanceledException &&
          (error.CancellationReasons ?? []).some(({ Code = '' }) => RACE.includes(Code));
        if (isRace) return false;
        throw error;
      }
    },
    async of(dataset, after, limit) {
      const { Items = [], LastEvaluatedKey } = await db.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :dataset',
          ExpressionAttributeValues: { ':dataset': `dataset#${dataset}` },
          ConsistentRead: true,
          Limit: limit,
          ...(after ? { ExclusiveStartKey: followKey(dataset, after) } : {}),
        }),
      );
      return {
        items: Items.map((item) => FollowItem.parse(item)),
        ...(LastEvaluatedKey ? { next: PersonRef.parse(LastEvaluatedKey['sk']) } : {}),
      };
    },
    async markTold(dataset, ref, version) {
      try {
        await db.send(
          new UpdateCommand({
            TableName: table,
            Key: followKey(dataset, ref),
            UpdateExpression: 'SET toldVersion = :version',
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeValues: { ':version': version },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
    async count(dataset) {
      let count = 0;
      let from: Record<string, unknown> | undefined;
      do {
        const page = await db.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :dataset',
            ExpressionAttributeValues: { ':dataset': `dataset#${dataset}` },
            Select: 'COUNT',
            ...(from ? { ExclusiveStartKey: from } : {}),
          }),
        );
        count += page.Count ?? 0;
        from = page.LastEvaluatedKey;
      } while (from);
      return count;
    },
  };
};
