import { DutyOpened, DutyRescheduled } from '../../events/duties.ts';
import { Envelope, type Actor } from '../../events/envelope.ts';
import { DownloadsCounted } from '../../events/downloads.ts';
import { DatasetWithdrawn, ReleaseApproved, ReleaseWithdrawn } from '../../events/publishing.ts';
import { RuleValueApproved } from '../../events/regulation.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import type { Duty } from '../../shared/capabilities/duties/model.ts';
import { publishing } from '../../shared/capabilities/publishing/capability.ts';
import { recordPublication } from '../../shared/capabilities/publishing/decide.ts';
import { wasPublic, type Dataset } from '../../shared/capabilities/publishing/model.ts';
import { entryOf } from '../../shared/capabilities/publishing/views/catalogue-entry.ts';
import type { Invalidations } from '../../shared/adapters/cloudfront/invalidations.ts';
import type { QueueMessage, Queues } from '../../shared/adapters/sqs/queues.ts';
import { caseIdOf, type CaseId, type CorrelationId, type DatasetId } from '../../shared/kernel/ids.ts';
import { dayOf } from '../../shared/kernel/local-date.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';
import { logger } from '../_entry/telemetry.ts';
import { offeredKey } from './file-keys.ts';
import { forgetAtEdge, ForgetJob, forgetJob } from './forget-at-edge.ts';
import { keepForQuestions } from './keep-for-questions.ts';
import { PageJob, pageKey, pagesTouched, type Page } from './page-jobs.ts';
import { downloadNameOf, immutable } from './public-files.ts';
import type { RenderServices } from './render-frame.ts';
import { renderPage } from './render-page.ts';

export type PublishServices = RenderServices & {
  readonly filesBucket: string;
  readonly queues: Queues;
  readonly queueUrl: string;
  readonly invalidations: Invalidations;
  readonly newId: () => string;
};

const publisher: Actor = { kind: 'system', name: 'publish-release' };

/**
 * Four jobs on one ordered queue. An approved release: its files are put at their permanent addresses, then the
 * ledger says so. A change of what is public: the views are updated and page jobs sent (a count of downloads changes
 * the dataset's own page and no view). A page job: the page is rendered from the views as they are then; jobs of one
 * page never overlap, so the last one shows everything. After a withdrawal the CDN is told to forget.
 */
export const publishRelease = (services: PublishServices) => {
  const { store, views } = services;

  const sendJobs = (
    pages: readonly Page[],
    because: string,
    correlation: CorrelationId | undefined,
    after: readonly QueueMessage[] = [],
  ) =>
    services.queues.send(services.queueUrl, [
      ...pages.map((page) => ({
        id: `${because}:${pageKey(page)}`,
        body: { page, ...(correlation ? { correlation } : {}) },
        group: pageKey(page),
      })),
      ...after,
    ]);

  /**
   * Withdrawn while its files were on their way: some may have been put over a tombstone, so the dataset's page job,
   * which puts a tombstone at each of its addresses, follows whatever this one did, and the CDN forgets once more.
   */
  const undo = async (dataset: Dataset, number: number, because: string, event: Envelope) => {
    if (dataset.withdrawal?.unfinished?.number !== number) return false;
    const forget = forgetJob(dataset, because, event.correlation);
    await sendJobs([{ kind: 'dataset', id: dataset.id }], because, event.correlation, [forget]);
    logger.info('publication-withdrawn', { datasetId: dataset.id, number });
    return true;
  };

  const putInPlace = async (event: Envelope) => {
    const { number, uploadId } = ReleaseApproved.data.parse(event.data);
    const found = await store.load<Dataset>(event.caseId);
    if (found && (await undo(found.state, number, event.id, event))) return;
    const draft = found?.state.draft;
    if (!found || draft?.number !== number || draft.upload.id !== uploadId || draft.phase !== 'approved')
      return;
    const { slug } = found.state;
    const files = draft.upload.files ?? [];
    // Side by side: the store does the copying, and big files would wait for each other for nothing.
    await Promise.all([
      ...files.map((file) =>
        services.site.copyFrom(
          { bucket: services.filesBucket, key: offeredKey(draft.upload.id, file) },
          `datasets/${slug}/releases/${number}/${file.name}`,
          immutable(file.mediaType, downloadNameOf(slug, number, file.name)),
        ),
      ),
      ...(files.some(({ role }) => role === 'parquet')
        ? [keepForQuestions(services, found.state.id, number, draft.upload.id)]
        : []),
    ]);
    const recorded = await changeCase(store, services.newId, publishing, {
      caseId: event.caseId,
      context: { at: event.at, by: publisher, causedBy: event.id, correlation: event.correlation },
      decide: (dataset: Dataset | undefined) =>
        recordPublication({ number, publishedOn: dayOf(event.at), files }, dataset),
    });
    if (isRefusal(recorded)) {
      const now = await store.load<Dataset>(event.caseId);
      if (now && (await undo(now.state, number, `${event.id}:late`, event))) return;
    }
    if (isRefusal(recorded)) throw new Error(`Publication of ${event.caseId} met ${recorded.refused}`);
    logger.info('release-published', { caseId: event.caseId, number });
  };

  const refresh = async (caseId: CaseId, { id, type, data, correlation }: Envelope) => {
    const found = await store.load<Dataset>(caseId);
    if (!found || !wasPublic(found.state)) return;
    await views.save(found.state.id, found.version, entryOf(found.state));
    const taken = type === ReleaseWithdrawn.type ? ReleaseWithdrawn.data.parse(data).number : undefined;
    const isGone = taken !== undefined || type === DatasetWithdrawn.type;
    const after = isGone ? [forgetJob(found.state, id, correlation)] : [];
    await sendJobs(pagesTouched(found.state, taken), id, correlation, after);
  };

  /** Nothing of a withdrawn dataset is rendered again: its tombstones say nothing of downloads or due days. */
  const showAgain = async (datasetId: DatasetId, event: Envelope) => {
    const found = await store.load<Dataset>(caseIdOf('dataset', datasetId));
    if (!found || found.state.withdrawal) return;
    await sendJobs([{ kind: 'dataset', id: datasetId }], event.id, event.correlation);
  };

  const showDueDay = async (event: Envelope) => {
    const duty = (await store.load<Duty>(event.caseId))?.state;
    if (duty?.subject.type === 'dataset') await showAgain(duty.subject.id, event);
  };

  const render = async ({ page, correlation }: PageJob, because: string) => {
    const more = await renderPage(services, page);
    logger.info('page-rendered', { page: pageKey(page) });
    if (more.length > 0) await sendJobs(more, because, correlation);
  };

  return async (body: unknown, messageId: string): Promise<void> => {
    const job = PageJob.safeParse(body);
    if (job.success) return render(job.data, messageId);
    const forget = ForgetJob.safeParse(body);
    if (forget.success) return forgetAtEdge(services.invalidations, forget.data.forget);
    const event = Envelope.parse(body);
    if (event.type === ReleaseApproved.type) return putInPlace(event);
    if (event.type === DownloadsCounted.type)
      return showAgain(DownloadsCounted.data.parse(event.data).datasetId, event);
    if (event.type === DutyRescheduled.type) return showDueDay(event);
    if (event.type === RuleValueApproved.type)
      return sendJobs([{ kind: 'regulation' }], event.id, event.correlation);
    if (event.type !== DutyOpened.type) return refresh(event.caseId, event);
    const { subject } = DutyOpened.data.parse(event.data);
    if (subject.type === 'dataset') await refresh(caseIdOf('dataset', subject.id), event);
  };
};
