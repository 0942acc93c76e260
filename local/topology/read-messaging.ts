import type { EventPattern } from '../engines/event-bus/pattern.ts';
import type { ReadAll } from '../topology.ts';
import {
  attributesOf,
  MappingProperties,
  QueueProperties,
  RuleProperties,
  ScheduleProperties,
  type QueueDefinition,
} from './messaging.ts';

/** Queues in an order in which they can be made: a dead-letter queue before those that use it. */
export const readQueues = (readAll: ReadAll): QueueDefinition[] => {
  const all = readAll('AWS::SQS::Queue', QueueProperties).map(
    ({ ref, attributes, given }): QueueDefinition => ({
      name: attributes['QueueName'] ?? '',
      url: ref,
      arn: attributes['Arn'] ?? '',
      attributes: attributesOf(given),
      deadLetter: given.RedrivePolicy && {
        arn: given.RedrivePolicy.deadLetterTargetArn,
        maxReceives: given.RedrivePolicy.maxReceiveCount,
      },
    }),
  );
  return all.sort((a, b) => Number(a.deadLetter !== undefined) - Number(b.deadLetter !== undefined));
};

export type RuleDefinition = {
  readonly name: string;
  readonly bus: string;
  readonly pattern: EventPattern;
  readonly targets: readonly {
    readonly id: string;
    readonly queueArn: string;
    readonly group: string | undefined;
    readonly deadLetterArn: string | undefined;
  }[];
};

export const readRules = (readAll: ReadAll): RuleDefinition[] =>
  readAll('AWS::Events::Rule', RuleProperties).map(({ resource, given }) => ({
    name: resource.id,
    bus: given.EventBusName ?? 'default',
    pattern: given.EventPattern,
    targets: given.Targets.map((target) => ({
      id: target.Id,
      queueArn: target.Arn,
      group: target.SqsParameters?.MessageGroupId,
      deadLetterArn: target.DeadLetterConfig?.Arn,
    })),
  }));

export type ScheduleDefinition = {
  readonly name: string;
  readonly arn: string;
  readonly expression: string;
  readonly timeZone: string;
  readonly functionArn: string;
  readonly input: string | undefined;
  readonly retries: number;
  readonly deadLetterArn: string | undefined;
};

/** EventBridge Scheduler repeats this often when the template does not say. */
const DEFAULT_RETRIES = 185;

export const readSchedules = (readAll: ReadAll): ScheduleDefinition[] =>
  readAll('AWS::Scheduler::Schedule', ScheduleProperties).map(({ resource, attributes, given }) => ({
    name: resource.id,
    arn: attributes['Arn'] ?? '',
    expression: given.ScheduleExpression,
    timeZone: given.ScheduleExpressionTimezone,
    functionArn: given.Target.Arn,
    input: given.Target.Input,
    retries: given.Target.RetryPolicy?.MaximumRetryAttempts ?? DEFAULT_RETRIES,
    deadLetterArn: given.Target.DeadLetterConfig?.Arn,
  }));

export type MappingDefinition = {
  readonly id: string;
  readonly sourceArn: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly partialFailures: boolean;
  readonly atMost: number | undefined;
  readonly bisect: boolean;
  /** -1 is without end. */
  readonly maxAgeSeconds: number;
  readonly maxRetries: number;
  readonly onFailureArn: string | undefined;
};

export const readMappings = (readAll: ReadAll): MappingDefinition[] =>
  readAll('AWS::Lambda::EventSourceMapping', MappingProperties).map(({ resource, given }) => ({
    id: resource.id,
    sourceArn: given.EventSourceArn,
    functionName: given.FunctionName,
    batchSize: given.BatchSize ?? (given.EventSourceArn.includes(':sqs:') ? 10 : 100),
    windowSeconds: given.MaximumBatchingWindowInSeconds,
    partialFailures: given.FunctionResponseTypes.length > 0,
    atMost: given.ScalingConfig?.MaximumConcurrency,
    bisect: given.BisectBatchOnFunctionError,
    maxAgeSeconds: given.MaximumRecordAgeInSeconds,
    maxRetries: given.MaximumRetryAttempts,
    onFailureArn: given.DestinationConfig?.OnFailure.Destination,
  }));
