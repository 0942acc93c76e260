import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { dynamoRegistry } from '../../shared/adapters/dynamodb/registry.ts';
import { setting } from '../_entry/environment.ts';
import { runSchedule } from '../_entry/schedule.ts';
import { morningRun } from './morning-run.ts';
import { dutyServices } from './services.ts';

const metrics = new Metrics({
  namespace: setting('METRICS_NAMESPACE'),
  defaultDimensions: { environment: setting('ENVIRONMENT') },
});

const { db, casesTable, store, newId } = dutyServices();

export const handler = runSchedule(
  morningRun({
    store,
    newId,
    registry: dynamoRegistry(db, casesTable),
    measure: ({ beyondCalendar, unknown }) => {
      metrics.addMetric('DeadlinesBeyondCalendar', MetricUnit.Count, beyondCalendar);
      metrics.addMetric('DeadlinesUnknown', MetricUnit.Count, unknown);
      metrics.publishStoredMetrics();
    },
  }),
);
