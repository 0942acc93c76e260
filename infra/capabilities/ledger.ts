import type { Stack } from 'aws-cdk-lib';
import { subscriptions, type Reader } from '../../events/subscriptions.ts';
import { DailyJob } from '../constructs/daily-job.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Setting } from '../constructs/setting.ts';
import { FIVE_MINUTES, watch } from '../constructs/watch.ts';
import { DeadLetters, type WorkQueue } from '../constructs/work-queue.ts';
import type { Data } from '../stacks/data.ts';

/** `search-index` → `QUEUE_URL_SEARCH_INDEX`: how the fan-out learns a reader's queue. */
const queueVariable = (reader: string): string => `QUEUE_URL_${reader.replaceAll('-', '_').toUpperCase()}`;

/** The fan-out from the ledger's stream to every reader's queue, and the nightly seal. */
export const makeLedger = (
  stack: Stack,
  setting: Setting,
  data: Data,
  readers: Readonly<Record<Reader, WorkQueue>>,
): void => {
  const fanOutConcern = {
    impact:
      'Published data do not appear, mails are not sent and duties do not open, because facts do not travel on.',
    runbook: 'fan-out',
  };
  const fanOut = new ServiceFunction(stack, 'fan-out', {
    ...fanOutConcern,
    setting,
    entry: 'functions/ledger/fan-out.stream.ts',
    timeoutSeconds: 60,
    memoryMb: 512,
    environment: Object.fromEntries(
      Object.keys(subscriptions).map((reader) => [
        queueVariable(reader),
        readers[reader as Reader].queue.queueUrl,
      ]),
    ),
  });
  for (const queue of Object.values(readers)) queue.grantSend(fanOut);
  const failures = new DeadLetters(stack, 'fan-out-failures', {
    ...fanOutConcern,
    setting,
    fifo: false,
    logicalId: 'FanOutDeadLetters',
  });
  data.tables.ledger.streamTo(fanOut, failures);
  watch(fanOut, 'Behind', {
    ...fanOutConcern,
    setting,
    metric: fanOut.lambda.metric('IteratorAge', { period: FIVE_MINUTES, statistic: 'Maximum' }),
    threshold: FIVE_MINUTES.toMilliseconds(),
  });

  const sealConcern = {
    impact: 'Nobody can prove later that no event of this day was changed or removed.',
    runbook: 'seal-ledger',
  };
  const seal = new ServiceFunction(stack, 'seal-ledger', {
    ...sealConcern,
    setting,
    entry: 'functions/ledger/seal-ledger.schedule.ts',
    alarmAtErrors: 1,
    timeoutSeconds: 60,
    memoryMb: 512,
    environment: {
      LEDGER_TABLE: data.tables.ledger.tableName,
      EVIDENCE_BUCKET: data.buckets.evidence.bucket.bucketName,
    },
  });
  data.tables.ledger.grantQueryByDay(seal);
  data.buckets.evidence.grant(seal, ['GetObject', 'PutObject']);
  data.buckets.evidence.grantTellMissing(seal);
  new DailyJob(stack, 'SealLedger', { ...sealConcern, setting, runs: seal, at: { hour: 0, minute: 15 } });
};
