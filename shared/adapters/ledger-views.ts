import { DeleteCommand, paginateScan, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ViewItem } from './memory/views.ts';

/** The views table as it lies there: for those who compare it with what the ledger says, and put it right. */
export type ViewStorage = {
  items(): AsyncIterable<ViewItem>;
  put(item: ViewItem): Promise<void>;
  remove(key: Pick<ViewItem, 'pk' | 'sk'>): Promise<void>;
};

export const dynamoViewStorage = (db: DynamoDBDocumentClient, table: string): ViewStorage => ({
  async *items() {
    for await (const page of paginateScan({ client: db }, { TableName: table, ConsistentRead: true }))
      yield* (page.Items ?? []) as ViewItem[];
  },
  async put(item) {
    await db.send(new PutCommand({ TableName: table, Item: item }));
  },
  async remove({ pk, sk }) {
    await db.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));
  },
});
