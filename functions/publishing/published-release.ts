import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import {
  isWithdrawn,
  latestRelease,
  wasPublic,
  type Dataset,
  type Release,
} from '../../shared/capabilities/publishing/model.ts';
import { caseIdOf, DatasetId, type CaseId } from '../../shared/kernel/ids.ts';

export type PublishedReleases = {
  readonly store: Pick<CaseStore, 'load'>;
  readonly caseOfClaim: (claim: string) => Promise<CaseId | undefined>;
};

export type Published = { readonly dataset: Dataset; readonly release: Release };

type Unpublished = { readonly problem: 'not-found' | 'gone' };
type TakenBack = {
  readonly problem: 'release-gone';
  readonly facts: Readonly<Record<string, string | number>>;
};

/** The newest release a public address means, by the dataset's id or slug. */
export const newestPublished = async (
  { store, caseOfClaim }: PublishedReleases,
  idOrSlug: string,
): Promise<Published | Unpublished> => {
  const id = DatasetId.safeParse(idOrSlug);
  const caseId = id.success ? caseIdOf('dataset', id.data) : await caseOfClaim(`slug#${idOrSlug}`);
  const dataset = caseId && (await store.load<Dataset>(caseId))?.state;
  if (!dataset || !wasPublic(dataset)) return { problem: 'not-found' };
  if (dataset.withdrawal) return { problem: 'gone' };
  const release = latestRelease(dataset);
  return release ? { dataset, release } : { problem: 'not-found' };
};

/** When, why and by which agency, as the page says it; of what was taken back long ago the state knows the number alone. */
const takenBack = (dataset: Dataset, number: number): TakenBack => {
  const known = dataset.withdrawnReleases?.find((one) => one.number === number);
  const said = known ? { on: known.on, reason: known.reason } : {};
  return { problem: 'release-gone', facts: { number, agency: dataset.agency, ...said } };
};

/** The release a public address means: the latest unless a number is given. */
export const publishedRelease = async (
  services: PublishedReleases,
  idOrSlug: string,
  number: number | undefined,
): Promise<Published | Unpublished | TakenBack> => {
  const newest = await newestPublished(services, idOrSlug);
  if ('problem' in newest || number === undefined) return newest;
  const { dataset } = newest;
  if (isWithdrawn(dataset, number)) return takenBack(dataset, number);
  const release = dataset.releases.find((one) => one.number === number);
  return release ? { dataset, release } : { problem: 'not-found' };
};
