import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { acknowledge, importedName } from './acknowledge.ts';
import { PortalTable } from './portal-table.ts';
import type { ServiceFunction } from './service-function.ts';
import type { DeadLetters } from './work-queue.ts';

const LONGEST_A_STREAM_KEEPS_SECONDS = 24 * 3600;

/**
 * The append-only table of events. It hands out no way to change or remove an item: what is not granted here can
 * not be granted, because the table itself is private.
 */
export class LedgerTable extends Construct {
  private readonly own: PortalTable;

  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id);
    this.own = new PortalTable(this, 'Private', {
      environment,
      logicalId: id,
      partition: { name: 'caseId', type: 'S' },
      sort: { name: 'version', type: 'N' },
      indexes: {
        byDay: {
          partition: { name: 'day', type: 'S' },
          sort: { name: 'place', type: 'S' },
          include: ['hash'],
        },
      },
      stream: true,
    });
  }

  get tableName(): string {
    return this.own.table.tableName;
  }

  /** Append only: a put is conditional on the version being free, which is the adapter's part. */
  grantAppend(caller: ServiceFunction): void {
    this.own.grant(caller, ['PutItem']);
  }

  /** Reads the events of a case, for its history. */
  grantReadCase(caller: ServiceFunction): void {
    this.own.grant(caller, ['Query']);
  }

  /** Reads one day's events for the daily manifest. */
  grantQueryByDay(caller: ServiceFunction): void {
    this.own.grantQueryIndexes(caller, ['byDay']);
  }

  /**
   * Makes the function the only reader of the stream. What can not be handed on within the day the stream keeps it
   * is set aside by place; the events themselves stay in the ledger.
   */
  streamTo(reader: ServiceFunction, failures: DeadLetters): void {
    const streamArn = this.own.table.tableStreamArn;
    if (!streamArn) throw new Error('the ledger has no stream');
    reader.allow(
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      [streamArn],
    );
    // Listing is asked of the table, before a stream is known (DynamoDB guide, “read access for a stream only”).
    reader.allow(['dynamodb:ListStreams'], [`${this.own.table.tableArn}/stream/*`]);
    acknowledge(
      reader.role,
      `AwsSolutions-IAM5[Resource::${importedName(this.own.table, this.own.table.tableArn)}/stream/*]`,
      'The streams of this one table: a stream is named by the moment it was switched on.',
    );
    reader.allow(['sqs:SendMessage'], [failures.queue.queueArn]);
    const mapping = new CfnEventSourceMapping(reader, 'Stream', {
      eventSourceArn: streamArn,
      functionName: reader.lambda.functionName,
      startingPosition: 'TRIM_HORIZON',
      batchSize: 100,
      bisectBatchOnFunctionError: true,
      maximumRecordAgeInSeconds: LONGEST_A_STREAM_KEEPS_SECONDS,
      functionResponseTypes: ['ReportBatchItemFailures'],
      destinationConfig: { onFailure: { destination: failures.queue.queueArn } },
    });
    mapping.node.addDependency(reader.role);
  }
}
