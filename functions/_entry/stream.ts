import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { follow, logger } from './telemetry.ts';

/**
 * Reads a table's stream in order. The first record that fails is named, and the stream comes back from there:
 * what stands before it is done, what stands behind it waits.
 */
export const readStream = (read: (record: DynamoDBRecord) => Promise<void>) =>
  middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
    .use(injectLambdaContext(logger, { clearState: true, logEvent: false }))
    .handler(async (event) => {
      for (const record of event.Records) {
        follow(undefined);
        try {
          await read(record);
        } catch (error) {
          logger.error('record-failed', { eventId: record.eventID, error: error as Error });
          return {
            batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }],
          };
        }
      }
      return { batchItemFailures: [] };
    });
