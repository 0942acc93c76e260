import { Duration, type Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { ACCESS_LOG_PREFIX } from '../../shared/contract/access-log.ts';
import { DailyJob } from '../constructs/daily-job.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Setting } from '../constructs/setting.ts';
import { watch } from '../constructs/watch.ts';
import type { Data } from '../stacks/data.ts';
import { grantChangeCases } from './grants.ts';

const DOWNLOADS = {
  impact: 'People read a count of downloads that is too low or stands still.',
  runbook: 'downloads',
};

const METRICS_NAMESPACE = 'OpenDataPortal';

/**
 * Counts downloads once a day, late enough that the day before is mostly there. What CloudFront delivers up to a day
 * late is in the run after. Broken log files are the metric `AccessLogsBroken`, one series an environment.
 */
export const makeDownloads = (stack: Stack, setting: Setting, { tables, buckets }: Data): void => {
  const count = new ServiceFunction(stack, 'count-downloads', {
    ...DOWNLOADS,
    setting,
    entry: 'functions/publishing/count-downloads.schedule.ts',
    alarmAtErrors: 1,
    // A day of logs is read in one run; it is read as a stream.
    timeoutSeconds: 900,
    memoryMb: 512,
    environment: {
      LEDGER_TABLE: tables.ledger.tableName,
      CASES_TABLE: tables.cases.table.tableName,
      ACCESS_LOGS_BUCKET: buckets.accessLogs.bucket.bucketName,
      METRICS_NAMESPACE,
    },
  });
  tables.ledger.grantAppend(count);
  grantChangeCases(tables.cases, count);
  buckets.accessLogs.grantReadBelow(count, ACCESS_LOG_PREFIX);
  new DailyJob(stack, 'CountDownloads', {
    ...DOWNLOADS,
    setting,
    runs: count,
    at: { hour: 9, minute: 0 },
  });
  watch(count, 'AccessLogsBroken', {
    ...DOWNLOADS,
    setting,
    metric: new Metric({
      namespace: METRICS_NAMESPACE,
      metricName: 'AccessLogsBroken',
      dimensionsMap: { service: 'count-downloads', environment: setting.name },
      statistic: 'Maximum',
      period: Duration.hours(1),
    }),
    threshold: 1,
  });
};
