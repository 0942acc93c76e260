import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The most keys one question may hold. */
const BATCH = 100;

type Item = Record<string, unknown>;

/** The items under some keys of one table, in no order; what is not there is left out. */
export const batchGet = async (
  db: DynamoDBDocumentClient,
  table: string,
  wanted: readonly Item[],
): Promise<Item[]> => {
  const found: Item[] = [];
  for (let i = 0; i < wanted.length; i += BATCH) {
    let keys = wanted.slice(i, i + BATCH);
    while (keys.length > 0) {
      const page = await db.send(new BatchGetCommand({ RequestItems: { [table]: { Keys: keys } } }));
      found.push(...(page.Responses?.[table] ?? []));
      keys = page.UnprocessedKeys?.[table]?.Keys ?? [];
    }
  }
  return found;
};
