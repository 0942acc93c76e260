import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { EventId, PersonRef } from '../../kernel/ids.ts';

/** Which letters have gone out: one mark an event and person, so that a message delivered again sends nothing. */
export type SentMail = {
  isSent(because: EventId, to: PersonRef): Promise<boolean>;
  mark(because: EventId, to: PersonRef): Promise<void>;
};

export const dynamoSentMail = (db: DynamoDBDocumentClient, casesTable: string): SentMail => {
  const keyOf = (because: EventId, to: PersonRef) => ({ pk: `mail#${because}`, sk: to });
  return {
    async isSent(because, to) {
      const { Item } = await db.send(
        new GetCommand({ TableName: casesTable, Key: keyOf(because, to), ConsistentRead: true }),
      );
      return Item !== undefined;
    },
    async mark(because, to) {
      await db.send(new PutCommand({ TableName: casesTable, Item: keyOf(because, to) }));
    },
  };
};
