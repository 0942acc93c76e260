import * as z from 'zod';
import type { Attributes } from '../engines/queue/attributes.ts';

const Redrive = z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.int() });

/** Properties of a queue; all of them are attributes of the engine under the same name. */
export const QueueProperties = z.strictObject({
  QueueName: z.string().optional(),
  FifoQueue: z.boolean().optional(),
  ContentBasedDeduplication: z.boolean().optional(),
  DeduplicationScope: z.string().optional(),
  FifoThroughputLimit: z.string().optional(),
  VisibilityTimeout: z.int().optional(),
  DelaySeconds: z.int().optional(),
  MessageRetentionPeriod: z.int().optional(),
  MaximumMessageSize: z.int().optional(),
  ReceiveMessageWaitTimeSeconds: z.int().optional(),
  RedrivePolicy: Redrive.optional(),
});

/** A queue as the engine takes it. */
export type QueueDefinition = {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
  readonly attributes: Attributes;
  readonly deadLetter: { readonly arn: string; readonly maxReceives: number } | undefined;
};

export const attributesOf = (given: z.output<typeof QueueProperties>): Attributes =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      name === 'QueueName' || value === undefined || value === false
        ? []
        : [[name, typeof value === 'object' ? JSON.stringify(value) : String(value)]],
    ),
  );

/** A rule hands events to queues only; anything else in a target stops the start. */
export const RuleProperties = z.strictObject({
  EventBusName: z.string().optional(),
  EventPattern: z.record(z.string(), z.unknown()),
  State: z.literal('ENABLED').optional(),
  Targets: z.array(
    z.strictObject({
      Arn: z.string(),
      Id: z.string(),
      SqsParameters: z.strictObject({ MessageGroupId: z.string() }).optional(),
      DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
    }),
  ),
});

export const ScheduleProperties = z.strictObject({
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.literal('ENABLED').optional(),
  Target: z.strictObject({
    Arn: z.string(),
    Input: z.string().optional(),
    RetryPolicy: z
      .strictObject({
        MaximumRetryAttempts: z.int().optional(),
        MaximumEventAgeInSeconds: z.int().optional(),
      })
      .optional(),
    DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
  }),
});

export const MappingProperties = z.strictObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: z.literal(true).optional(),
  BatchSize: z.int().min(1).optional(),
  MaximumBatchingWindowInSeconds: z.int().min(0).max(300).default(0),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  ScalingConfig: z.strictObject({ MaximumConcurrency: z.int().min(2) }).optional(),
  StartingPosition: z.literal('TRIM_HORIZON').optional(),
  BisectBatchOnFunctionError: z.boolean().default(false),
  MaximumRecordAgeInSeconds: z.int().default(-1),
  MaximumRetryAttempts: z.int().default(-1),
  DestinationConfig: z.strictObject({ OnFailure: z.strictObject({ Destination: z.string() }) }).optional(),
});
