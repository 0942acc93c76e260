import { ARRIVED_KEPT_DAYS, VERDICT_WITHIN_MINUTES } from '../../shared/capabilities/publishing/upload.ts';
import type { Uploads } from '../../shared/capabilities/publishing/ports.ts';
import { addSeconds, type Instant } from '../../shared/kernel/local-date.ts';
import { logger } from '../_entry/telemetry.ts';

const MOST_NAMED = 20;

export type WatchServices = {
  readonly uploads: Pick<Uploads, 'waitingForVerdict'>;
  /** Tells how many files wait too long, also when none does: silence would not be told from health. */
  readonly measure: (late: number) => void;
};

/** Counts whole files whose verdict has not come in time. It changes nothing: a verdict that comes late still goes on. */
export const watchScans =
  ({ uploads, measure }: WatchServices) =>
  async (at: Instant): Promise<{ late: number }> => {
    const late = await uploads.waitingForVerdict({
      from: addSeconds(at, -ARRIVED_KEPT_DAYS * 86_400),
      upTo: addSeconds(at, -VERDICT_WITHIN_MINUTES * 60),
    });
    measure(late.length);
    for (const { id, waitingSince, correlation } of late.slice(0, MOST_NAMED))
      logger.warn('verdict-late', { uploadId: id, waitingSince, uploadCorrelation: correlation });
    logger.info('scans-watched', { late: late.length });
    return { late: late.length };
  };
