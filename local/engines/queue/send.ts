import { createHash, randomUUID } from 'node:crypto';
import { isFifo } from './attributes.ts';
import type { Database } from '../sqlite.ts';
import { type AttributeValue, md5, md5OfAttributes } from './digest.ts';
import { invalid, QueueError } from './queue-error.ts';
import type { Queue } from './queues.ts';

export type Outgoing = {
  readonly body: string;
  readonly attributes?: Readonly<Record<string, AttributeValue>> | undefined;
  /** The X-Ray header, the only system attribute that may be sent. */
  readonly trace?: string | undefined;
  readonly delaySeconds?: number | undefined;
  readonly groupId?: string | undefined;
  readonly deduplicationId?: string | undefined;
};

export type Sent = {
  readonly messageId: string;
  readonly md5OfBody: string;
  readonly md5OfAttributes: string | undefined;
  readonly md5OfSystemAttributes: string | undefined;
  readonly sequence: string | undefined;
  /** True when the message was sent before within five minutes and is not stored again. */
  readonly duplicate: boolean;
};

const DEDUPLICATION_MS = 5 * 60_000;
export const MAX_BYTES = 1_048_576;

// https://www.w3.org/TR/REC-xml/#charsets: SQS takes nothing else in a body.
const allowed = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;
const token = /^[\w!"#$%&'()*+,\-./:;<=>?@[\\\]^`{|}~]{1,128}$/;

export const sizeOf = ({ body, attributes = {} }: Outgoing): number =>
  Object.entries(attributes).reduce(
    (sum, [name, value]) =>
      sum +
      Buffer.byteLength(name) +
      Buffer.byteLength(value.DataType) +
      Buffer.byteLength(value.StringValue ?? '') +
      Buffer.byteLength(value.BinaryValue ?? '', 'base64'),
    Buffer.byteLength(body),
  );

const checkAttributes = (attributes: Readonly<Record<string, AttributeValue>>): void => {
  const entries = Object.entries(attributes);
  if (entries.length > 10)
    throw invalid('MessageAttributes', entries.length, 'Number of message attributes exceeds 10.');
  for (const [name, { DataType, StringValue, BinaryValue }] of entries) {
    if (!/^(?!aws\.|amazon\.)[\w.-]{1,256}$/i.test(name))
      throw invalid('MessageAttributeName', name, 'Invalid name.');
    if (!/^(String|Number|Binary)(\..+)?$/.test(DataType))
      throw invalid('MessageAttributeType', DataType, `The message attribute '${name}' has an invalid type.`);
    const value = DataType.startsWith('Binary') ? BinaryValue : StringValue;
    if (!value || (DataType.startsWith('Number') && !Number.isFinite(Number(value))))
      throw invalid(
        'MessageAttributeValue',
        value,
        `The message attribute '${name}' must contain a value of its type.`,
      );
  }
};

const check = (queue: Queue, message: Outgoing): void => {
  if (message.body === '')
    throw new QueueError('MissingParameter', 'The request must contain the parameter MessageBody.');
  if (!message.body.isWellFormed() || !allowed.test(message.body))
    throw new QueueError('InvalidMessageContents', 'Invalid characters found in the message body.');
  checkAttributes(message.attributes ?? {});
  const limit = Number(queue.attributes['MaximumMessageSize']);
  if (sizeOf(message) > limit)
    throw new QueueError(
      'InvalidParameterValue',
      `One or more parameters are invalid. Reason: Message must be shorter than ${limit} bytes.`,
    );
  const delay = message.delaySeconds ?? 0;
  if (!Number.isInteger(delay) || delay < 0 || delay > 900)
    throw invalid('DelaySeconds', delay, 'Must be 0 to 900.');
  if (message.groupId !== undefined && !token.test(message.groupId))
    throw invalid(
      'MessageGroupId',
      message.groupId,
      'Must be 1 to 128 alphanumeric or punctuation characters.',
    );
  if (message.deduplicationId !== undefined && !token.test(message.deduplicationId))
    throw invalid(
      'MessageDeduplicationId',
      message.deduplicationId,
      'Must be 1 to 128 alphanumeric or punctuation characters.',
    );
  if (isFifo(queue.name)) {
    if (!message.groupId)
      throw new QueueError('MissingParameter', 'The request must contain the parameter MessageGroupId.');
    if (message.delaySeconds)
      throw invalid(
        'DelaySeconds',
        delay,
        'The request include parameter that is not valid for this queue type',
      );
    if (!message.deduplicationId && queue.attributes['ContentBasedDeduplication'] !== 'true')
      throw invalid(
        'MessageDeduplicationId',
        undefined,
        'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
      );
  } else if (message.deduplicationId !== undefined)
    throw invalid(
      'MessageDeduplicationId',
      message.deduplicationId,
      'The request include parameter that is not valid for this queue type',
    );
};

/** Stores one message. `now` is the clock people see, `real` the one that timers use; epoch milliseconds. */
export const storeMessage = (
  db: Database,
  queue: Queue,
  message: Outgoing,
  now: number,
  real: number,
): Sent => {
  check(queue, message);
  const fifo = isFifo(queue.name);
  const dedupId = fifo
    ? (message.deduplicationId ?? createHash('sha256').update(message.body).digest('hex'))
    : undefined;
  const trace =
    message.trace === undefined ? {} : { AWSTraceHeader: { DataType: 'String', StringValue: message.trace } };
  const digests = {
    md5OfBody: md5(message.body),
    md5OfAttributes: md5OfAttributes(message.attributes ?? {}),
    md5OfSystemAttributes: md5OfAttributes(trace),
  };
  const scope = queue.attributes['DeduplicationScope'] === 'messageGroup' ? (message.groupId ?? '') : '';

  return db.transaction(() => {
    if (dedupId !== undefined) {
      db.run('DELETE FROM sent_before WHERE expires_at <= ?', real);
      const before = db.one<{ message_id: string; sequence: string }>(
        'SELECT message_id, sequence FROM sent_before WHERE queue_id = ? AND scope = ? AND dedup_id = ?',
        queue.id,
        scope,
        dedupId,
      );
      if (before)
        return { ...digests, messageId: before.message_id, sequence: before.sequence, duplicate: true };
    }
    const messageId = randomUUID();
    const delay = message.delaySeconds ?? Number(queue.attributes['DelaySeconds']);
    const { id } = db.one<{ id: number }>(
      `INSERT INTO message (queue_id, message_id, body, attributes, trace, sent_at, stored_at, available_at, group_id, dedup_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
      queue.id,
      messageId,
      message.body,
      JSON.stringify(message.attributes ?? {}),
      message.trace ?? null,
      now,
      real,
      real + delay * 1000,
      message.groupId ?? null,
      dedupId ?? null,
    ) as { id: number };
    const sequence = dedupId === undefined ? undefined : String(id).padStart(20, '0');
    if (dedupId !== undefined && sequence !== undefined) {
      db.run('UPDATE message SET sequence = ? WHERE id = ?', sequence, id);
      db.run(
        'INSERT INTO sent_before (queue_id, scope, dedup_id, message_id, sequence, expires_at) VALUES (?, ?, ?, ?, ?, ?)',
        queue.id,
        scope,
        dedupId,
        messageId,
        sequence,
        real + DEDUPLICATION_MS,
      );
    }
    return { ...digests, messageId, sequence, duplicate: false };
  });
};
