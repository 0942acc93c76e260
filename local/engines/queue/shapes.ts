import * as z from 'zod';
import { type AttributeValue, md5, md5OfAttributes } from './digest.ts';
import type { ReceivedMessage } from './engine.ts';
import { invalid } from './queue-error.ts';
import type { Outgoing, Sent } from './send.ts';

/** A queue's address, read as its name: the last part of the path, whatever host it was made for. */
export const QueueName = z.string().transform((url) => url.replace(/\/+$/, '').split('/').at(-1) ?? '');

const Value = z.object({
  DataType: z.string(),
  StringValue: z.string().optional(),
  BinaryValue: z.string().optional(),
});

export const OutgoingShape = z.object({
  MessageBody: z.string(),
  DelaySeconds: z.number().optional(),
  MessageAttributes: z.record(z.string(), Value).optional(),
  MessageSystemAttributes: z.strictObject({ AWSTraceHeader: Value.optional() }).optional(),
  MessageGroupId: z.string().optional(),
  MessageDeduplicationId: z.string().optional(),
});

export const toOutgoing = (input: z.output<typeof OutgoingShape>): Outgoing => ({
  body: input.MessageBody,
  attributes: input.MessageAttributes,
  trace: input.MessageSystemAttributes?.AWSTraceHeader?.StringValue,
  delaySeconds: input.DelaySeconds,
  groupId: input.MessageGroupId,
  deduplicationId: input.MessageDeduplicationId,
});

export const showSent = (sent: Sent) => ({
  MessageId: sent.messageId,
  MD5OfMessageBody: sent.md5OfBody,
  ...(sent.md5OfAttributes ? { MD5OfMessageAttributes: sent.md5OfAttributes } : {}),
  ...(sent.md5OfSystemAttributes ? { MD5OfMessageSystemAttributes: sent.md5OfSystemAttributes } : {}),
  ...(sent.sequence ? { SequenceNumber: sent.sequence } : {}),
});

/** The sender of every message: there is one account here. */
const SENDER = 'AIDALOCALLOCALLOCAL00';

const SYSTEM: Readonly<Record<string, (message: ReceivedMessage) => string | null>> = {
  SenderId: () => SENDER,
  SentTimestamp: (one) => String(one.sent_at),
  ApproximateReceiveCount: (one) => String(one.receives),
  ApproximateFirstReceiveTimestamp: (one) => String(one.first_received_at),
  MessageGroupId: (one) => one.group_id,
  MessageDeduplicationId: (one) => one.dedup_id,
  SequenceNumber: (one) => one.sequence,
  AWSTraceHeader: (one) => one.trace,
  DeadLetterQueueSourceArn: (one) => one.source_arn,
};

/** Every system attribute the message has, or those named; an unknown name is refused. */
export const systemAttributes = (
  message: ReceivedMessage,
  wanted: readonly string[],
): Record<string, string> => {
  const strange = wanted.find((name) => name !== 'All' && !Object.hasOwn(SYSTEM, name));
  if (strange) throw invalid('MessageSystemAttributeNames', strange, 'Unknown attribute.');
  return Object.fromEntries(
    Object.entries(SYSTEM).flatMap(([name, read]) => {
      const value = wanted.includes('All') || wanted.includes(name) ? read(message) : null;
      return value === null ? [] : [[name, value]];
    }),
  );
};

export const customAttributes = (message: ReceivedMessage): Record<string, AttributeValue> =>
  JSON.parse(message.attributes) as Record<string, AttributeValue>;

const selects = (pattern: string, name: string): boolean =>
  pattern === 'All' ||
  pattern === '.*' ||
  pattern === name ||
  (pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -2)));

/** A message as ReceiveMessage gives it. The digest of attributes covers those that are given, as in SQS. */
export const showMessage = (
  message: ReceivedMessage,
  system: readonly string[],
  custom: readonly string[],
) => {
  const given = Object.fromEntries(
    Object.entries(customAttributes(message)).filter(([name]) =>
      custom.some((pattern) => selects(pattern, name)),
    ),
  );
  const about = systemAttributes(message, system);
  return {
    MessageId: message.message_id,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: md5(message.body),
    ...(Object.keys(about).length > 0 ? { Attributes: about } : {}),
    ...(Object.keys(given).length > 0
      ? { MessageAttributes: given, MD5OfMessageAttributes: md5OfAttributes(given) }
      : {}),
  };
};
