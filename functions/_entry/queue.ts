import {
  BatchProcessor,
  EventType,
  processPartialResponse,
  SqsFifoPartialProcessorAsync,
} from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { instant, type Instant } from '../../shared/kernel/local-date.ts';
import { correlationIn, follow, logger } from './telemetry.ts';

/** A message with its moment: when the queue first handed it out. Readers take now from here, not from a clock. */
export type Delivery = {
  readonly body: unknown;
  readonly at: Instant;
  readonly messageId: string;
  readonly attempt: number;
  /** Milliseconds this invocation may still take. */
  readonly remaining: () => number;
};

const deliveryOf = (record: SQSRecord, context: Context): Delivery => ({
  body: JSON.parse(record.body) as unknown,
  at: instant(Number(record.attributes.ApproximateFirstReceiveTimestamp)),
  messageId: record.messageId,
  attempt: Number(record.attributes.ApproximateReceiveCount),
  remaining: () => context.getRemainingTimeInMillis(),
});

const EventMessage = z.object({ id: z.string(), type: z.string(), caseId: z.string() });

/** What a message is about, when it is an event of ours: its place in the ledger, never its content. */
const aboutEvent = (body: unknown) => {
  const { id, type, caseId } = EventMessage.safeParse(body).data ?? {};
  return { eventId: id, eventType: type, caseId };
};

/**
 * Reads a queue message by message. One that fails goes back alone (for FIFO: with those behind it), the rest are done.
 */
export const readQueue = (order: 'fifo' | 'standard', read: (delivery: Delivery) => Promise<void>) => {
  const handle = (context: Context) => async (record: SQSRecord) => {
    try {
      const delivery = deliveryOf(record, context);
      follow(correlationIn(delivery.body));
      logger.info('message-taken', { ...aboutEvent(delivery.body), attempt: delivery.attempt });
      await read(delivery);
    } catch (error) {
      logger.error('message-failed', { messageId: record.messageId, error: error as Error });
      throw error;
    }
  };
  const plain = new BatchProcessor(EventType.SQS);
  const ordered = new SqsFifoPartialProcessorAsync();
  return middy<SQSEvent, SQSBatchResponse>()
    .use(injectLambdaContext(logger, { clearState: true, logEvent: false }))
    .handler((event, context) =>
      order === 'standard'
        ? processPartialResponse(event, handle(context), plain, {
            context,
            throwOnFullBatchFailure: false,
            // One after the other: every line of the log says whose message it is about.
            processInParallel: false,
          })
        : processPartialResponse(event, handle(context), ordered, {
            context,
            throwOnFullBatchFailure: false,
            // A failure holds back what stands behind it in its own group, and nobody else's.
            skipGroupOnError: true,
          }),
    );
};

/** Reads a batch as one: done together or back together. For readers that fold many messages into one write. */
export const readBatch = (read: (bodies: unknown[]) => Promise<void>) =>
  middy<SQSEvent, SQSBatchResponse>()
    .use(injectLambdaContext(logger, { clearState: true, logEvent: false }))
    .handler(async (event) => {
      try {
        const bodies = event.Records.map((record) => JSON.parse(record.body) as unknown);
        for (const body of bodies) {
          follow(correlationIn(body));
          logger.info('message-taken', aboutEvent(body));
        }
        follow(undefined);
        await read(bodies);
        return { batchItemFailures: [] };
      } catch (error) {
        logger.error('batch-failed', { messages: event.Records.length, error: error as Error });
        return {
          batchItemFailures: event.Records.map(({ messageId }) => ({ itemIdentifier: messageId })),
        };
      }
    });
