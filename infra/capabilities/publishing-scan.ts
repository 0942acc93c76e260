import { Duration, type Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, type EventPattern } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { PortalBucket } from '../constructs/portal-bucket.ts';
import { PlannedJob } from '../constructs/planned-job.ts';
import type { PortalTable } from '../constructs/portal-table.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Setting } from '../constructs/setting.ts';
import { watch } from '../constructs/watch.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import { scanWithGuardDuty } from './publishing-guardduty.ts';

const SCAN = {
  impact: 'Officers wait for the malware verdict of a file they uploaded.',
  runbook: 'upload-scan',
};

const VERDICTS = {
  impact: 'Officers wait for a malware verdict that does not come, and can not submit their file.',
  runbook: 'upload-verdict',
};

const METRICS_NAMESPACE = 'OpenDataPortal';
const EVERY = Duration.minutes(10);

/**
 * Counts files whose verdict is late, whoever scans. Nothing else would tell: a scanner that says nothing fails
 * nothing. The metric is `VerdictsLate` of the function `watch-scans`, one series an environment.
 */
export const watchVerdicts = (stack: Stack, setting: Setting, cases: PortalTable): void => {
  const watcher = new ServiceFunction(stack, 'watch-scans', {
    ...VERDICTS,
    setting,
    entry: 'functions/publishing/watch-scans.schedule.ts',
    timeoutSeconds: 30,
    memoryMb: 256,
    environment: { CASES_TABLE: cases.table.tableName, METRICS_NAMESPACE },
  });
  cases.grantQueryIndexes(watcher, ['byStatus']);
  new PlannedJob(stack, 'WatchScans', {
    ...VERDICTS,
    setting,
    runs: watcher,
    cron: '0,10,20,30,40,50 * * * ? *',
    silentFor: Duration.hours(1),
    // The next run asks the same question.
    retriedFor: Duration.minutes(5),
  });
  watch(watcher, 'VerdictsLate', {
    ...VERDICTS,
    setting,
    metric: new Metric({
      namespace: METRICS_NAMESPACE,
      metricName: 'VerdictsLate',
      dimensionsMap: { service: 'watch-scans', environment: setting.name },
      statistic: 'Maximum',
      period: EVERY,
    }),
    threshold: 1,
  });
};

/** Both scanners say the verdict in these words, so the check does not know which one spoke. */
const VERDICT = 'GuardDuty Malware Protection Object Scan Result';

/** Who may say that a file is clean: exactly one source an environment. */
const verdictSource = { guardduty: 'aws.guardduty', eicar: 'portal.eicar' } as const;

/** Every object in the uploads bucket gets a verdict; those of datasets go to the check's queue. */
export const makeScan = (stack: Stack, setting: Setting, uploads: PortalBucket, check: WorkQueue): void => {
  const { malwareScan } = setting.environment;
  const { bucketName } = uploads.bucket;
  routeVerdicts(stack, setting, 'VerdictGiven', uploads, { prefix: 'uploads/' }, check);
  if (malwareScan === 'guardduty') {
    scanWithGuardDuty(stack, uploads);
    return;
  }
  const scan = new ServiceFunction(stack, 'scan-upload', {
    ...SCAN,
    setting,
    entry: 'functions/publishing/scan-upload.queue.ts',
    timeoutSeconds: 60,
    memoryMb: 512,
    environment: { UPLOADS_BUCKET: bucketName, EVENT_BUS_NAME: 'default' },
  });
  uploads.grant(scan, ['GetObject']);
  scan.allow(
    ['events:PutEvents'],
    [stack.formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' })],
    { StringEquals: { 'events:source': verdictSource.eicar } },
  );
  const queue = new WorkQueue(stack, 'scan', { ...SCAN, setting, order: 'none', visibilitySeconds: 90 });
  queue.feed(scan, { batchSize: 1 });
  route(stack, 'ObjectCreated', queue, {
    source: ['aws.s3'],
    detailType: ['Object Created'],
    detail: { bucket: { name: [bucketName] } },
  });
};

/** Sends the verdicts about some objects of a bucket to whoever waits for them. */
export const routeVerdicts = (
  stack: Stack,
  { environment }: Setting,
  id: string,
  bucket: PortalBucket,
  keys: Readonly<Record<string, unknown>>,
  to: WorkQueue,
): void =>
  route(stack, id, to, {
    source: [verdictSource[environment.malwareScan]],
    detailType: [VERDICT],
    detail: { s3ObjectDetails: { bucketName: [bucket.bucket.bucketName], objectKey: [keys] } },
  });

/** What can not be delivered goes where the queue's own failures go, so that one alarm speaks for both. */
const route = (stack: Stack, id: string, to: WorkQueue, eventPattern: EventPattern): void => {
  new Rule(stack, id, {
    eventPattern,
    targets: [new SqsQueue(to.queue, { deadLetterQueue: to.deadLetters.queue })],
  });
};
