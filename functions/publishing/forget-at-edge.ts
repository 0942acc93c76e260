import * as z from 'zod';
import type { Invalidations } from '../../shared/adapters/cloudfront/invalidations.ts';
import type { QueueMessage } from '../../shared/adapters/sqs/queues.ts';
import type { CorrelationId, DatasetId } from '../../shared/kernel/ids.ts';
import { logger } from '../_entry/telemetry.ts';
import { pageKey } from './page-jobs.ts';

/** What the CDN is to forget, and the event because of which. */
export const ForgetJob = z.object({
  forget: z.object({ paths: z.array(z.string().startsWith('/')).min(1), because: z.string() }),
});

/**
 * The job that follows a withdrawal: in the group of the dataset's page, so that it runs only when the tombstones
 * stand in the bucket; an edge that forgot sooner would fetch the withdrawn file again and keep it for a year.
 */
export const forgetJob = (
  dataset: { id: DatasetId; slug: string },
  because: string,
  correlation: CorrelationId | undefined,
): QueueMessage => ({
  id: `${because}:forget`,
  group: pageKey({ kind: 'dataset', id: dataset.id }),
  body: {
    forget: { paths: ['', '/en'].map((lang) => `${lang}/datasets/${dataset.slug}/*`), because },
    ...(correlation ? { correlation } : {}),
  } satisfies z.input<typeof ForgetJob> & { correlation?: CorrelationId },
});

export const forgetAtEdge = async (
  invalidations: Invalidations,
  { paths, because }: z.output<typeof ForgetJob>['forget'],
): Promise<void> => {
  const outcome = await invalidations.order(paths, because);
  if (outcome === 'no-cdn') logger.warn('nothing-to-forget-at', { because });
  else logger.info('edge-told-to-forget', { because, paths });
};
