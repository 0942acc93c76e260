import * as z from 'zod';
import { QueueError } from './queue-error.ts';

export type Attributes = Readonly<Record<string, string>>;

const between = (low: number, high: number) => (value: string) =>
  /^\d+$/.test(value) && Number(value) >= low && Number(value) <= high;
const flag = (value: string) => value === 'true' || value === 'false';
const oneOf =
  (...values: string[]) =>
  (value: string) =>
    values.includes(value);
const anything = () => true;

export const DLQ_TARGET = z.object({
  deadLetterTargetArn: z.string().regex(/^arn:[\w-]+:sqs:[\w-]*:\d*:[\w.-]+$/),
  maxReceiveCount: z.coerce.number().int().min(1).max(1000),
});

const policy = (value: string): boolean => {
  try {
    return value === '' || DLQ_TARGET.safeParse(JSON.parse(value)).success;
  } catch {
    return false;
  }
};

/** What may be set, with its limits. Encryption and access policies are kept and shown, and have no effect here. */
const SETTABLE: Readonly<Record<string, (value: string) => boolean>> = {
  VisibilityTimeout: between(0, 43_200),
  DelaySeconds: between(0, 900),
  MaximumMessageSize: between(1024, 1_048_576),
  MessageRetentionPeriod: between(60, 1_209_600),
  ReceiveMessageWaitTimeSeconds: between(0, 20),
  RedrivePolicy: policy,
  FifoQueue: oneOf('true'),
  ContentBasedDeduplication: flag,
  DeduplicationScope: oneOf('queue', 'messageGroup'),
  FifoThroughputLimit: oneOf('perQueue', 'perMessageGroupId'),
  RedriveAllowPolicy: anything,
  Policy: anything,
  KmsMasterKeyId: anything,
  KmsDataKeyReusePeriodSeconds: between(60, 86_400),
  SqsManagedSseEnabled: flag,
};

const FIFO_ONLY = ['FifoQueue', 'ContentBasedDeduplication', 'DeduplicationScope', 'FifoThroughputLimit'];

const DEFAULTS: Attributes = {
  VisibilityTimeout: '30',
  DelaySeconds: '0',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
  SqsManagedSseEnabled: 'true',
};

/** Attributes that SQS computes; asking for them is right, setting them is not. */
export const COMPUTED = [
  'QueueArn',
  'CreatedTimestamp',
  'LastModifiedTimestamp',
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
];

export const isKnown = (name: string): boolean => Object.hasOwn(SETTABLE, name) || COMPUTED.includes(name);

export const isFifo = (name: string): boolean => name.endsWith('.fifo');

/** Given attributes over what there was (or the defaults); throws by name on an unknown one or a wrong value. */
export const applyAttributes = (
  queue: string,
  given: Attributes,
  before: Attributes = DEFAULTS,
): Attributes => {
  for (const [name, value] of Object.entries(given)) {
    const allowed = Object.hasOwn(SETTABLE, name) ? SETTABLE[name] : undefined;
    if (!allowed || (FIFO_ONLY.includes(name) && !isFifo(queue)))
      throw new QueueError('InvalidAttributeName', `Unknown Attribute ${name}.`);
    if (!allowed(value))
      throw new QueueError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);
  }
  const fifo: Attributes = isFifo(queue)
    ? {
        FifoQueue: 'true',
        ContentBasedDeduplication: 'false',
        DeduplicationScope: 'queue',
        FifoThroughputLimit: 'perQueue',
      }
    : {};
  return Object.fromEntries(
    Object.entries({ ...fifo, ...before, ...given }).filter(([, value]) => value !== ''),
  );
};
