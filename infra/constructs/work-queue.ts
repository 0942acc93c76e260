import { Duration } from 'aws-cdk-lib';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption, type CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { ServiceFunction } from './service-function.ts';
import { pascal, type Setting } from './setting.ts';
import { FIVE_MINUTES, watch, type Concern } from './watch.ts';

export type WorkQueueProps = Concern & {
  readonly setting: Setting;
  /** `case` keeps one case's messages in order (FIFO, group = case id). */
  readonly order: 'case' | 'none';
  readonly visibilitySeconds: number;
  /** Deliveries before a message is set aside. */
  readonly maxReceives?: number;
  /** A message this old means the reader does not keep up, in minutes. */
  readonly staleAfterMinutes?: number;
};

const FOURTEEN_DAYS = Duration.days(14);

/** A queue where failed work waits for a person; its first message raises the alarm. */
export class DeadLetters extends Construct {
  readonly queue: Queue;

  constructor(
    scope: Construct,
    id: string,
    props: Concern & { setting: Setting; fifo: boolean; logicalId: string },
  ) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      ...(props.fifo ? { fifo: true } : {}),
      retentionPeriod: FOURTEEN_DAYS,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    (this.queue.node.defaultChild as CfnQueue).overrideLogicalId(props.logicalId);
    acknowledge(
      this.queue,
      'AwsSolutions-SQS3',
      'This is itself the queue where failed work waits for a person.',
    );
    watch(this, 'NotEmpty', {
      ...props,
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        period: FIVE_MINUTES,
        statistic: 'Maximum',
      }),
      threshold: 1,
    });
  }
}

/** A queue with the place its failures go, both watched. It can not be made without saying whom a failure hurts. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: DeadLetters;
  private readonly visibilitySeconds: number;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, `${id}-queue`);
    const fifo = props.order === 'case';
    this.visibilitySeconds = props.visibilitySeconds;
    this.deadLetters = new DeadLetters(this, 'DeadLetters', {
      ...props,
      fifo,
      logicalId: `${pascal(id)}DeadLetters`,
    });
    this.queue = new Queue(this, 'Queue', {
      ...(fifo ? { fifo: true, contentBasedDeduplication: false } : {}),
      visibilityTimeout: Duration.seconds(props.visibilitySeconds),
      retentionPeriod: FOURTEEN_DAYS,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      deadLetterQueue: { queue: this.deadLetters.queue, maxReceiveCount: props.maxReceives ?? 5 },
    });
    const resource = this.queue.node.defaultChild as CfnQueue;
    resource.overrideLogicalId(`${pascal(id)}Queue`);
    resource.addMetadata('Portal', { queue: id, impact: props.impact, runbook: props.runbook });
    watch(this, 'Stale', {
      ...props,
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES }),
      threshold: (props.staleAfterMinutes ?? 15) * 60,
    });
  }

  /** Lets a function put messages in. */
  grantSend(sender: ServiceFunction): void {
    sender.allow(['sqs:SendMessage'], [this.queue.queueArn]);
  }

  /**
   * Makes the function this queue's reader: it answers for each message singly. Throws when the function could
   * still be working on a message that the queue already hands to another.
   */
  feed(reader: ServiceFunction, how: { batchSize: number; windowSeconds?: number; atMost?: number }): void {
    if (reader.timeoutSeconds >= this.visibilitySeconds)
      throw new Error(`${this.node.path}: the reader's timeout must be shorter than the queue's visibility`);
    reader.allow(
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'],
      [this.queue.queueArn],
    );
    const mapping = new CfnEventSourceMapping(this, 'Reader', {
      eventSourceArn: this.queue.queueArn,
      functionName: reader.lambda.functionName,
      batchSize: how.batchSize,
      functionResponseTypes: ['ReportBatchItemFailures'],
      ...(how.windowSeconds ? { maximumBatchingWindowInSeconds: how.windowSeconds } : {}),
      ...(how.atMost ? { scalingConfig: { maximumConcurrency: how.atMost } } : {}),
    });
    // Lambda checks the role's rights when the mapping is made.
    mapping.node.addDependency(reader.role);
  }
}
