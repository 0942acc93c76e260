import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  GetCommand,
  paginateQuery,
  PutCommand,
  type DynamoDBDocumentClient,
  type PutCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { Uploads } from '../../capabilities/publishing/ports.ts';
import { UploadRecord } from '../../capabilities/publishing/upload.ts';
import { indexNames } from '../index-names.ts';

const WAITING = 'upload#scanning';

/** Only uploads that wait for a verdict stand in the index by status: there is nothing else to look for. */
const itemOf = (upload: UploadRecord) => ({
  pk: `upload#${upload.id}`,
  sk: 'state',
  upload,
  ...(upload.status === 'scanning' && upload.waitingSince
    ? {
        [indexNames.status.key]: WAITING,
        [indexNames.status.sort]: `${upload.waitingSince}#${upload.id}`,
      }
    : {}),
});

/** Upload attempts beside the cases, one item each. */
export const dynamoUploads = (db: DynamoDBDocumentClient, casesTable: string): Uploads => {
  /** Writes under a condition; says whether it held. */
  const putIf = async (upload: UploadRecord, condition: Omit<PutCommandInput, 'TableName' | 'Item'>) => {
    try {
      await db.send(new PutCommand({ TableName: casesTable, Item: itemOf(upload), ...condition }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };

  return {
    async find(id) {
      const { Item } = await db.send(
        new GetCommand({
          TableName: casesTable,
          Key: { pk: `upload#${id}`, sk: 'state' },
          ConsistentRead: true,
        }),
      );
      return Item && UploadRecord.parse(Item['upload']);
    },
    async save(upload) {
      await db.send(new PutCommand({ TableName: casesTable, Item: itemOf(upload) }));
    },
    add: (upload) => putIf(upload, { ConditionExpression: 'attribute_not_exists(pk)' }),
    advance: (upload, from) =>
      putIf(upload, {
        ConditionExpression: '#upload.#status = :from',
        ExpressionAttributeNames: { '#upload': 'upload', '#status': 'status' },
        ExpressionAttributeValues: { ':from': from },
      }),
    async waitingForVerdict({ from, upTo }) {
      const pages = paginateQuery(
        { client: db },
        {
          TableName: casesTable,
          IndexName: indexNames.status.index,
          KeyConditionExpression: '#key = :waiting AND #sort BETWEEN :from AND :upTo',
          ExpressionAttributeNames: { '#key': indexNames.status.key, '#sort': indexNames.status.sort },
          // `~` comes after every character of an id.
          ExpressionAttributeValues: { ':waiting': WAITING, ':from': from, ':upTo': `${upTo}#~` },
        },
      );
      const found: UploadRecord[] = [];
      for await (const page of pages)
        found.push(...(page.Items ?? []).map((item) => UploadRecord.parse(item['upload'])));
      return found;
    },
  };
};
