import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Uploads } from '../../capabilities/publishing/ports.ts';
import { UploadRecord } from '../../capabilities/publishing/upload.ts';

/** Upload attempts beside the cases, one item each. */
export const dynamoUploads = (db: DynamoDBDocumentClient, casesTable: string): Uploads => ({
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
    await db.send(
      new PutCommand({ TableName: casesTable, Item: { pk: `upload#${upload.id}`, sk: 'state', upload } }),
    );
  },
  async advance(upload, from) {
    try {
      await db.send(
        new PutCommand({
          TableName: casesTable,
          Item: { pk: `upload#${upload.id}`, sk: 'state', upload },
          ConditionExpression: '#upload.#status = :from',
          ExpressionAttributeNames: { '#upload': 'upload', '#status': 'status' },
          ExpressionAttributeValues: { ':from': from },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});
