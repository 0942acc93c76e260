import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { documentClient } from '../../shared/adapters/dynamodb/client.ts';
import { dynamoUploads } from '../../shared/adapters/dynamodb/uploads.ts';
import { setting } from '../_entry/environment.ts';
import { runSchedule } from '../_entry/schedule.ts';
import { watchScans } from './watch-scans.ts';

const metrics = new Metrics({
  namespace: setting('METRICS_NAMESPACE'),
  defaultDimensions: { environment: setting('ENVIRONMENT') },
});

export const handler = runSchedule(
  watchScans({
    uploads: dynamoUploads(documentClient(), setting('CASES_TABLE')),
    measure: (late) => {
      metrics.addMetric('VerdictsLate', MetricUnit.Count, late);
      metrics.publishStoredMetrics();
    },
  }),
);
