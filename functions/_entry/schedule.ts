import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import * as z from 'zod';
import { instant, type Instant } from '../../shared/kernel/local-date.ts';
import { logger } from './telemetry.ts';

const ScheduledEvent = z.object({ scheduledTime: z.iso.datetime({ offset: true }) });

/** Runs at the time the schedule names. A run that comes late still knows which morning it is. */
export const runSchedule = <Result>(run: (at: Instant) => Promise<Result>) =>
  middy<unknown, Result>()
    .use(injectLambdaContext(logger, { clearState: true, logEvent: false }))
    .handler(async (event) => run(instant(Date.parse(ScheduledEvent.parse(event).scheduledTime))));
