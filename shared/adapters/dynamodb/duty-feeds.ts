import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { PersonRef } from '../../kernel/ids.ts';

const DutyFeed = z.object({ secretSha256: z.string(), sub: z.string() });
/** A person's calendar address: the hash of its secret, and under whom the register knows the person. */
export type DutyFeed = z.infer<typeof DutyFeed>;

export type DutyFeeds = {
  /** Takes the place of the one before. */
  keep(person: PersonRef, feed: DutyFeed): Promise<void>;
  of(person: PersonRef): Promise<DutyFeed | undefined>;
};

export const dynamoDutyFeeds = (db: DynamoDBDocumentClient, casesTable: string): DutyFeeds => {
  const keyOf = (person: PersonRef) => ({ pk: `duty-feed#${person}`, sk: 'feed' });
  return {
    async keep(person, feed) {
      await db.send(new PutCommand({ TableName: casesTable, Item: { ...keyOf(person), ...feed } }));
    },
    async of(person) {
      const { Item } = await db.send(
        new GetCommand({ TableName: casesTable, Key: keyOf(person), ConsistentRead: true }),
      );
      return Item && DutyFeed.parse(Item);
    },
  };
};
