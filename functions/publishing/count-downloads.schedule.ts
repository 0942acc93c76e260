import { randomUUID } from 'node:crypto';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { dynamoCaseStore } from '../../shared/adapters/dynamodb/case-store.ts';
import { documentClient } from '../../shared/adapters/dynamodb/client.ts';
import { s3AccessLogs } from '../../shared/adapters/s3/access-logs.ts';
import { setting } from '../_entry/environment.ts';
import { runSchedule } from '../_entry/schedule.ts';
import { countDownloads } from './count-downloads.ts';

const metrics = new Metrics({
  namespace: setting('METRICS_NAMESPACE'),
  defaultDimensions: { environment: setting('ENVIRONMENT') },
});

export const handler = runSchedule(
  countDownloads({
    logs: s3AccessLogs(setting('ACCESS_LOGS_BUCKET')),
    store: dynamoCaseStore(documentClient(), {
      ledger: setting('LEDGER_TABLE'),
      cases: setting('CASES_TABLE'),
    }),
    newId: randomUUID,
    measure: (broken) => {
      metrics.addMetric('AccessLogsBroken', MetricUnit.Count, broken);
      metrics.publishStoredMetrics();
    },
  }),
);
