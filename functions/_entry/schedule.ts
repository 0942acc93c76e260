import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { CorrelationId, uuidFrom } from '../../shared/kernel/ids.ts';
import { instant, type Instant } from '../../shared/kernel/local-date.ts';
import { follow, logger } from './telemetry.ts';

const ScheduledEvent = z.object({ scheduledTime: z.iso.datetime({ offset: true }) });

/** Nobody asked for it: a run is named by what ran and when, and a repeated run has the same name. */
const correlationOf = ({ functionName }: Context, at: Instant): CorrelationId =>
  CorrelationId.parse(uuidFrom(sha256(`run:${functionName}:${at}`)));

/**
 * Runs at the time the schedule names. A run that comes late still knows which morning it is. What fails is logged here
 * and goes on as a bare failure: the platform would print the error's own words.
 */
export const runSchedule = <Result>(run: (at: Instant, correlation: CorrelationId) => Promise<Result>) =>
  middy<unknown, Result>()
    .use(injectLambdaContext(logger, { clearState: true, logEvent: false }))
    .handler(async (event, context) => {
      const at = instant(Date.parse(ScheduledEvent.parse(event).scheduledTime));
      const correlation = correlationOf(context, at);
      follow(correlation);
      try {
        return await run(at, correlation);
      } catch (error) {
        logger.error('run-failed', { at, error: error as Error });
        throw new Error(`The run of ${at} failed: ${(error as Error).name}; the log says why`);
      }
    });
