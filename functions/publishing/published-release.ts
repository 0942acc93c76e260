import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import {
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

/** The release a public address means: by the dataset's id or slug, the latest unless a number is given. */
export const publishedRelease = async (
  { store, caseOfClaim }: PublishedReleases,
  idOrSlug: string,
  number: number | undefined,
): Promise<Published | 'not-found' | 'gone'> => {
  const id = DatasetId.safeParse(idOrSlug);
  const caseId = id.success ? caseIdOf('dataset', id.data) : await caseOfClaim(`slug#${idOrSlug}`);
  const dataset = caseId && (await store.load<Dataset>(caseId))?.state;
  if (!dataset || !wasPublic(dataset)) return 'not-found';
  if (dataset.withdrawal) return 'gone';
  const release =
    number === undefined ? latestRelease(dataset) : dataset.releases.find((one) => one.number === number);
  return release ? { dataset, release } : 'not-found';
};
