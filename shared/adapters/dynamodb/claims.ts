import { GetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { CaseId } from '../../kernel/ids.ts';

/** Finds the case that holds a claim, such as `slug#<slug>`. A claim is never given up or passed on. */
export const dynamoClaims =
  (db: DynamoDBDocumentClient, casesTable: string) =>
  async (claim: string): Promise<CaseId | undefined> => {
    const { Item } = await db.send(
      new GetCommand({ TableName: casesTable, Key: { pk: `claim#${claim}`, sk: 'claim' } }),
    );
    return Item && CaseId.parse(Item['caseId']);
  };
