import { ReleasePublished, ReleaseWithdrawn } from '../../events/publishing.ts';
import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import {
  hasOlder,
  isWithdrawn,
  type Dataset,
  type Release,
} from '../../shared/capabilities/publishing/model.ts';
import { caseIdOf } from '../../shared/kernel/ids.ts';
import type { WithdrawnRelease } from '../../web/pages/index.ts';

type Ledger = { readonly store: Pick<CaseStore, 'eventsOf'> };
type Published = Omit<Release, 'columns' | 'personalData'>;

/** Every release there ever was, oldest first, those that were taken back as well. */
export const everyRelease = async ({ store }: Ledger, dataset: Dataset): Promise<Published[]> => {
  if (!hasOlder(dataset) && !dataset.withdrawnReleases) return dataset.releases;
  const events = await store.eventsOf(caseIdOf('dataset', dataset.id), [ReleasePublished.type]);
  return events.map(({ data }) => {
    const { number, publishedOn, uploadId, files, rows, notes } = ReleasePublished.data.parse(data);
    return {
      number,
      publishedOn,
      uploadId,
      files,
      ...(rows === undefined ? {} : { rows }),
      ...(notes ? { notes } : {}),
    };
  });
};

export const standingReleases = async (ledger: Ledger, dataset: Dataset): Promise<Published[]> =>
  (await everyRelease(ledger, dataset)).filter(({ number }) => !isWithdrawn(dataset, number));

/** What a page says of a release that was taken back, and the names its files had. */
export type TakenBack = WithdrawnRelease & { readonly files: readonly string[] };

/** Every release that was taken back. */
export const withdrawnReleases = async ({ store }: Ledger, dataset: Dataset): Promise<TakenBack[]> => {
  const events = await store.eventsOf(caseIdOf('dataset', dataset.id), [ReleaseWithdrawn.type]);
  return events.map(({ data }) => {
    const { number, publishedOn, withdrawnOn, reason, files } = ReleaseWithdrawn.data.parse(data);
    return { number, publishedOn, withdrawnOn, reason, files };
  });
};
