import type { DynamoDBRecord } from 'aws-lambda';
import type { Checkpoint } from '../engines/dynamodb/checkpoint.ts';
import { readStream, type StreamOutcome } from '../engines/dynamodb/read-stream.ts';
import type { QueueEngine } from '../engines/queue/engine.ts';
import type { FunctionPool } from '../functions/pool.ts';
import type { MappingDefinition } from '../topology/read-messaging.ts';
import { failedIds, type Poller } from './queue-poller.ts';

const numberOf = (record: DynamoDBRecord | undefined): string => record?.dynamodb?.SequenceNumber ?? '';

/** What Lambda sends to the failure destination: where the records are, not the records. */
const abandoned = (
  records: readonly DynamoDBRecord[],
  functionName: string,
  attempts: number,
  why: string,
) => {
  const time = (record: DynamoDBRecord | undefined): string =>
    new Date((record?.dynamodb?.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
  return {
    requestContext: { functionArn: functionName, condition: why, approximateInvokeCount: attempts },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    DDBStreamBatchInfo: {
      startSequenceNumber: numberOf(records[0]),
      endSequenceNumber: numberOf(records.at(-1)),
      approximateArrivalOfFirstRecord: time(records[0]),
      approximateArrivalOfLastRecord: time(records.at(-1)),
      batchSize: records.length,
      streamArn: records[0]?.eventSourceARN,
    },
  };
};

/**
 * Hands a table's stream to a function in order: from the failed record on it comes again, halved if the template
 * bisects, until the function takes it, or retries or age are used up; then its place goes to the failure queue.
 */
export const pollStream = (options: {
  mapping: MappingDefinition;
  endpoint: string;
  tableName: string;
  checkpoint: Checkpoint;
  pool: FunctionPool;
  queues: QueueEngine;
  /** The clock that stamps records is real time. */
  realNow?: () => number;
  log: (line: string) => void;
}): Poller & { readonly wake: () => void } => {
  const { mapping, pool, queues, realNow = Date.now } = options;
  /** How often a batch beginning with this record was tried, and how much of it to try next. */
  let trouble: { at: string; attempts: number; most: number } | undefined;

  const tooOld = (record: DynamoDBRecord | undefined): boolean =>
    mapping.maxAgeSeconds >= 0 &&
    realNow() / 1000 - (record?.dynamodb?.ApproximateCreationDateTime ?? Infinity) > mapping.maxAgeSeconds;

  /** Gives the records a last resting place and goes on behind them. */
  const giveUp = (records: readonly DynamoDBRecord[], attempts: number, why: string): void => {
    if (mapping.onFailureArn)
      queues.send(mapping.onFailureArn.split(':').at(-1) ?? '', {
        body: JSON.stringify(abandoned(records, mapping.functionName, attempts, why)),
      });
    options.log(
      `stream of ${options.tableName}: gave up ${records.length} record(s) from ${numberOf(records[0])}: ${why}`,
    );
  };

  const attempt = async (all: readonly DynamoDBRecord[]): Promise<StreamOutcome> => {
    const before = trouble?.at === numberOf(all[0]) ? trouble : undefined;
    const records = all.slice(0, before?.most ?? all.length);
    const behind = numberOf(all[records.length]);
    const goOn: StreamOutcome = behind === '' ? undefined : { resumeFrom: behind };
    if (tooOld(records[0])) {
      giveUp(records, before?.attempts ?? 0, 'RecordAgeExceeded');
      return goOn;
    }
    const outcome = await pool.invoke(mapping.functionName, { Records: records });
    const numbers = records.map(numberOf);
    const failed = outcome.ok
      ? mapping.partialFailures
        ? failedIds(outcome.value, numbers)
        : new Set<string>()
      : new Set(numbers);
    // The first that failed counts: what stands before it is done, it and everything behind it is not.
    const first = numbers.findIndex((number) => failed.has(number));
    if (first < 0) {
      trouble = undefined;
      return goOn;
    }
    const at = numbers[first] ?? '';
    const attempts = (trouble?.at === at ? trouble.attempts : 0) + 1;
    const left = records.length - first;
    if (mapping.maxRetries >= 0 && attempts > mapping.maxRetries && (left === 1 || !mapping.bisect)) {
      giveUp(records.slice(first), attempts, 'RetryAttemptsExhausted');
      trouble = undefined;
      return goOn;
    }
    trouble = { at, attempts, most: mapping.bisect ? Math.max(1, Math.ceil(left / 2)) : left };
    return { resumeFrom: at };
  };

  const reader = readStream({
    endpoint: options.endpoint,
    tableName: options.tableName,
    checkpoint: options.checkpoint,
    batchSize: mapping.batchSize,
    onRecords: attempt,
    log: options.log,
  });
  return { wake: reader.wake, stop: reader.stop };
};
