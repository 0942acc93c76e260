import { DeleteCommand, GetCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Papers } from '../../capabilities/case-store.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { CaseId } from '../../kernel/ids.ts';
import type { Paper } from '../../kernel/paper.ts';

const Stored = z.object({ part: z.string(), salt: z.string(), content: z.string() });

/** The content is one canonical text, as the proof was made of it: no reader can come to another. */
export const paperItem = (caseId: CaseId, { part, salt, content }: Paper) => ({
  caseId,
  part,
  salt,
  content: canonicalJson(content),
});

const paperOf = (item: unknown): Paper => {
  const { part, salt, content } = Stored.parse(item);
  return { part, salt, content: JSON.parse(content) as unknown };
};

/** The table of papers: what citizens wrote and were told, with grants and a retention of its own. */
export const dynamoPapers = (db: DynamoDBDocumentClient, table: string): Papers => {
  const papersOf = async (caseId: CaseId): Promise<Paper[]> => {
    const papers: Paper[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await db.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'caseId = :caseId',
          ExpressionAttributeValues: { ':caseId': caseId },
          ConsistentRead: true,
          ...(from ? { ExclusiveStartKey: from } : {}),
        }),
      );
      papers.push(...(page.Items ?? []).map(paperOf));
      from = page.LastEvaluatedKey;
    } while (from);
    return papers;
  };
  return {
    papersOf,
    async paper(caseId, part) {
      const { Item } = await db.send(
        new GetCommand({ TableName: table, Key: { caseId, part }, ConsistentRead: true }),
      );
      return Item && paperOf(Item);
    },
    async erase(caseId) {
      const papers = await papersOf(caseId);
      for (const { part } of papers)
        await db.send(new DeleteCommand({ TableName: table, Key: { caseId, part } }));
      return papers.length;
    },
  };
};
