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

const failuresOf = (records: readonly SQSRecord[]): SQSBatchResponse['batchItemFailures'] =>
  records.map(({ messageId }) => ({ itemIdentifier: messageId }));

/**
 * Reads a batch into one write, for readers that fold many messages. Each message is prepared alone, and one that can
 * not be goes back alone. If the write of all fails, each is written alone, so that the one to blame goes back alone too.
 * The order of messages must not matter to such a reader.
 */
export const readBatch = <Item>(reader: {
  prepare: (body: unknown) => Promise<Item>;
  write: (items: readonly Item[]) => Promise<void>;
}) => {
  type Prepared = { record: SQSRecord; item: Item };

  const prepareAll = async (records: readonly SQSRecord[]) => {
    const good: Prepared[] = [];
    const bad: SQSRecord[] = [];
    const failed = (record: SQSRecord, error: unknown) => {
      logger.error('message-failed', { messageId: record.messageId, error: error as Error });
      bad.push(record);
    };
    await Promise.all(
      records.map(async (record) => {
        let body: unknown;
        try {
          body = JSON.parse(record.body);
          follow(correlationIn(body));
          logger.info('message-taken', aboutEvent(body));
          good.push({ record, item: await reader.prepare(body) });
        } catch (error) {
          // Messages are prepared side by side: say again whose line this is.
          follow(correlationIn(body));
          failed(record, error);
        }
      }),
    );
    follow(undefined);
    return { good, bad };
  };

  const writeAll = async (prepared: readonly Prepared[]): Promise<SQSRecord[]> => {
    if (prepared.length === 0) return [];
    try {
      await reader.write(prepared.map(({ item }) => item));
      return [];
    } catch (error) {
      logger.error('batch-failed', { messages: prepared.length, error: error as Error });
      if (prepared.length === 1) return prepared.map(({ record }) => record);
    }
    const failed: SQSRecord[] = [];
    for (const one of prepared) failed.push(...(await writeAll([one])));
    return failed;
  };

  return middy<SQSEvent, SQSBatchResponse>()
    .use(injectLambdaContext(logger, { clearState: true, logEvent: false }))
    .handler(async (event) => {
      const { good, bad } = await prepareAll(event.Records);
      return { batchItemFailures: failuresOf([...bad, ...(await writeAll(good))]) };
    });
};
