import * as z from 'zod';
import { Envelope } from '../../events/envelope.ts';
import { DatasetWithdrawn, ReleasePublished, ReleaseWithdrawn } from '../../events/publishing.ts';
import type { Objects } from '../../shared/adapters/s3/objects.ts';
import type { Mailer } from '../../shared/adapters/ses/mailer.ts';
import type { Queues } from '../../shared/adapters/sqs/queues.ts';
import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import { isNewsFor, stop } from '../../shared/capabilities/publishing/follows/decide.ts';
import type { Followers, FollowOf } from '../../shared/capabilities/publishing/follows/ports.ts';
import { isWithdrawn, standingBefore, type Dataset } from '../../shared/capabilities/publishing/model.ts';
import { CorrelationId, PersonRef } from '../../shared/kernel/ids.ts';
import { logger } from '../_entry/telemetry.ts';
import { letterTo, releaseNews, releaseWithdrawalNews, withdrawalNews, type News } from './follow-letters.ts';
import { comparisonOf } from './kept-comparison.ts';

export type TellServices = {
  readonly store: Pick<CaseStore, 'load'>;
  readonly followers: Followers;
  readonly files: Pick<Objects, 'text'>;
  readonly mailer: Mailer;
  readonly queues: Queues;
  readonly queueUrl: string;
  readonly publicUrl: string;
};

/** An event, or the followers of its dataset that come after those who were told. */
const Job = z.union([
  z.object({ event: Envelope, after: PersonRef, correlation: CorrelationId.optional() }),
  Envelope.transform((event) => ({ event, after: undefined })),
]);

/** So many letters to one message: what is left goes back into the queue, behind its own case alone. */
const PAGE = 50;

/**
 * Tells who follows a dataset of its new release, of one that was taken back, or of its end. Each person remembers up to which event they were told, so
 * that a message delivered again tells nobody twice; one who can not be told holds up nobody else.
 */
export const tellFollowers = (services: TellServices, pageSize = PAGE) => {
  const { store, followers, files, mailer, queues, queueUrl, publicUrl } = services;

  const newsOf = async (event: Envelope, dataset: Dataset): Promise<News | undefined> => {
    if (event.type === DatasetWithdrawn.type)
      return dataset.withdrawal && withdrawalNews(dataset, dataset.withdrawal, publicUrl);
    // Withdrawn meanwhile: its address shows a tombstone, and the letter that says so comes next.
    if (dataset.withdrawal) return undefined;
    if (event.type === ReleaseWithdrawn.type)
      return releaseWithdrawalNews(dataset, ReleaseWithdrawn.data.parse(event.data), publicUrl);
    if (event.type !== ReleasePublished.type) return undefined;
    const release = ReleasePublished.data.parse(event.data);
    // Taken back before its letters went out: the next ones say so, and nobody is led to it.
    if (isWithdrawn(dataset, release.number)) return undefined;
    const before = standingBefore(dataset, release.number);
    return releaseNews(dataset, release, await comparisonOf(files, release, before), publicUrl);
  };

  const tell = async (event: Envelope, dataset: Dataset, news: News, one: FollowOf): Promise<boolean> => {
    const isNews = isNewsFor(event, one);
    const isEnd = event.type === DatasetWithdrawn.type;
    const kept = isNews || isEnd ? await followers.byRef(one.ref) : undefined;
    // Told already, or stopped a moment ago.
    if (!kept?.follower.follows.some((followed) => followed.dataset === dataset.id)) return false;
    if (isNews) {
      await mailer.send(letterTo(kept.follower, news, dataset.id, publicUrl));
      await followers.markTold(dataset.id, one.ref, event.version);
    }
    // There will be no more news of it: who follows nothing else is forgotten.
    if (isEnd && !(await followers.change(kept, stop(dataset.id, kept.follower))))
      throw new Error('The follower changed at this moment');
    return isNews;
  };

  return async (body: unknown): Promise<void> => {
    const { event, after } = Job.parse(body);
    const dataset = (await store.load<Dataset>(event.caseId))?.state;
    const news = dataset && (await newsOf(event, dataset));
    if (!news) return;
    const { items, next } = await followers.of(dataset.id, after, pageSize);
    if (next)
      await queues.send(queueUrl, [
        {
          id: `${event.id}.${next}`,
          body: { event, after: next, ...(event.correlation ? { correlation: event.correlation } : {}) },
          group: event.caseId,
        },
      ]);
    let told = 0;
    let failed = 0;
    for (const one of items) {
      try {
        if (await tell(event, dataset, news, one)) told += 1;
      } catch (error) {
        failed += 1;
        logger.error('follower-not-told', { eventId: event.id, error: error as Error });
      }
    }
    logger.info('followers-told', { eventId: event.id, eventType: event.type, told, failed });
    if (failed > 0) throw new Error(`${failed} of ${items.length} followers could not be told`);
  };
};
