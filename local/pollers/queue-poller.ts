import type { SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { md5 } from '../engines/queue/digest.ts';
import type { QueueEngine, ReceivedMessage } from '../engines/queue/engine.ts';
import { customAttributes, systemAttributes } from '../engines/queue/shapes.ts';
import type { FunctionPool } from '../functions/pool.ts';
import { PLACE } from '../place.ts';
import type { MappingDefinition } from '../topology/read-messaging.ts';

export type Poller = { readonly stop: () => Promise<void> };

const recordOf = (message: ReceivedMessage, arn: string): SQSRecord => ({
  messageId: message.message_id,
  receiptHandle: message.receiptHandle,
  body: message.body,
  attributes: systemAttributes(message, ['All']) as unknown as SQSRecord['attributes'],
  messageAttributes: Object.fromEntries(
    Object.entries(customAttributes(message)).map(([name, value]) => [
      name,
      {
        ...(value.StringValue === undefined ? {} : { stringValue: value.StringValue }),
        ...(value.BinaryValue === undefined ? {} : { binaryValue: value.BinaryValue }),
        stringListValues: [],
        binaryListValues: [],
        dataType: value.DataType as 'String',
      },
    ]),
  ),
  md5OfBody: md5(message.body),
  eventSource: 'aws:sqs',
  eventSourceARN: arn,
  awsRegion: PLACE.region,
});

const Failures = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish() })
  .nullish();

/** Ids that failed. An answer that can not be read fails the whole batch, as on Lambda; so does an unknown id. */
export const failedIds = (value: unknown, sent: readonly string[]): ReadonlySet<string> => {
  const parsed = Failures.safeParse(value);
  if (!parsed.success) return new Set(sent);
  const ids = (parsed.data?.batchItemFailures ?? []).map((one) => one.itemIdentifier);
  return ids.every((id) => sent.includes(id)) ? new Set(ids) : new Set(sent);
};

const LONGEST_POLL_SECONDS = 20;
const MOST_PER_RECEIVE = 10;

/** Messages for one invocation: the first that come, and what joins them within the batching window. */
const gather = async (
  engine: QueueEngine,
  queue: string,
  { batchSize, windowSeconds }: MappingDefinition,
  signal: AbortSignal,
): Promise<ReceivedMessage[]> => {
  const messages = await engine.receive(queue, {
    most: Math.min(batchSize, MOST_PER_RECEIVE),
    waitSeconds: LONGEST_POLL_SECONDS,
    signal,
  });
  const until = Date.now() + windowSeconds * 1000;
  while (messages.length > 0 && messages.length < batchSize && !signal.aborted) {
    const left = until - Date.now();
    // Without a window a batch is what is there; a queue that gave ten may have more.
    if (left <= 0 && (messages.length < MOST_PER_RECEIVE || windowSeconds > 0)) break;
    const more = await engine.receive(queue, {
      most: Math.min(batchSize - messages.length, MOST_PER_RECEIVE),
      waitSeconds: Math.max(left, 0) / 1000,
      signal,
    });
    if (more.length === 0) break;
    messages.push(...more);
  }
  return messages;
};

/**
 * Hands a queue's messages to a function as Lambda's event source does. What succeeded is deleted; what failed stays
 * hidden until its visibility runs out and comes again, or goes to the dead-letter queue.
 */
export const pollQueue = (options: {
  mapping: MappingDefinition;
  queue: string;
  engine: QueueEngine;
  pool: FunctionPool;
  /** Batches under way at once. */
  lanes: number;
  log: (line: string) => void;
}): Poller => {
  const { mapping, queue, engine, pool, log } = options;
  const stopped = new AbortController();

  const round = async (): Promise<void> => {
    const messages = await gather(engine, queue, mapping, stopped.signal);
    if (messages.length === 0) return;
    const event: SQSEvent = { Records: messages.map((message) => recordOf(message, mapping.sourceArn)) };
    const outcome = await pool.invoke(mapping.functionName, event);
    if (!outcome.ok) return;
    const ids = messages.map((message) => message.message_id);
    const failed = mapping.partialFailures ? failedIds(outcome.value, ids) : new Set<string>();
    for (const message of messages)
      if (!failed.has(message.message_id)) engine.remove(queue, message.receiptHandle);
  };

  const lane = async (): Promise<void> => {
    while (!stopped.signal.aborted)
      try {
        await round();
      } catch (fault) {
        if (!stopped.signal.aborted)
          log(`queue ${queue}: ${fault instanceof Error ? fault.message : String(fault)}`);
      }
  };
  const lanes = Array.from({ length: options.lanes }, lane);
  return {
    stop: async () => {
      stopped.abort();
      await Promise.all(lanes);
    },
  };
};
