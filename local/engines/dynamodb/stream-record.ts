import { createHash } from 'node:crypto';
import type { DynamoDBRecord } from 'aws-lambda';

/** Where the records pretend to come from: the engine has a region of its own invention. */
export type StreamPlace = { readonly region: string; readonly account: string };

export const LOCAL_PLACE: StreamPlace = { region: 'ap-southeast-1', account: '000000000000' };

/**
 * The record as Lambda receives it. The engine counts records per table (`eventID: "1"`), so the id is made from
 * stream and number: 32 hex digits, unique over all tables, the same when a record comes again.
 */
export const asLambdaRecord = (
  record: DynamoDBRecord,
  streamArn: string,
  place: StreamPlace,
): DynamoDBRecord => {
  const table = streamArn.slice(streamArn.indexOf(':table/') + 1);
  const eventSourceARN = `arn:aws:dynamodb:${place.region}:${place.account}:${table}`;
  const number = record.dynamodb?.SequenceNumber ?? '';
  return {
    ...record,
    eventID: createHash('md5').update(`${eventSourceARN}#${number}`).digest('hex'),
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: place.region,
    eventSourceARN,
  };
};
