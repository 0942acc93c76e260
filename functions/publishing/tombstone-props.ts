import type { ReleaseTombstoneProps, TombstoneProps, WithdrawnRelease } from '../../web/pages/index.ts';
import { releaseCount, type Dataset, type Release } from '../../shared/capabilities/publishing/model.ts';
import { agencyMap, agencyRef, type Filled } from './page-props.ts';
import type { RenderServices } from './render-frame.ts';

const buried = async (
  services: Pick<RenderServices, 'registry'>,
  { slug, metadata, agency }: Dataset,
): Promise<TombstoneProps['dataset']> => ({
  slug,
  title: metadata.title,
  agency: agencyRef(await agencyMap(services), agency),
});

export const releaseTombstoneProps = async (
  services: Pick<RenderServices, 'registry'>,
  dataset: Dataset,
  release: WithdrawnRelease,
  { number, publishedOn }: Release,
): Promise<Filled<ReleaseTombstoneProps>> => ({
  dataset: await buried(services, dataset),
  release,
  newest: { number, publishedOn },
});

export const tombstoneProps = async (
  services: Pick<RenderServices, 'registry'>,
  dataset: Dataset,
  withdrawal: NonNullable<Dataset['withdrawal']>,
): Promise<Filled<TombstoneProps>> => ({
  dataset: await buried(services, dataset),
  withdrawnOn: withdrawal.on,
  reason: withdrawal.reason,
  firstPublishedOn: dataset.firstPublishedOn,
  releases: releaseCount(dataset),
});
