import { renderDataset, renderTombstone } from '../../web/pages/index.ts';
import { latestRelease, type Dataset } from '../../shared/capabilities/publishing/model.ts';
import { caseIdOf, type DatasetId } from '../../shared/kernel/ids.ts';
import { datasetProps, tombstoneProps } from './page-props.ts';
import { keyOf, mutable, putRedirect } from './public-files.ts';
import type { Press } from './render-frame.ts';

const pathOf = (dataset: Dataset) => `/datasets/${dataset.slug}/`;
const releasePath = (dataset: Dataset, release: number, file: string) =>
  `${pathOf(dataset)}releases/${release}/${file}`;
const latestPath = (dataset: Dataset, file: string) => `${pathOf(dataset)}latest/${file}`;

/** Every address a withdrawn dataset had answers 410 with the same page: what it was, when and why it went. */
const renderWithdrawn = async (
  press: Press,
  dataset: Dataset,
  withdrawal: NonNullable<Dataset['withdrawal']>,
): Promise<void> => {
  const props = await tombstoneProps(press, dataset, withdrawal);
  const metadata = { status: '410' };
  await press.print(pathOf(dataset), (frame) => renderTombstone({ ...frame, ...props }), metadata);
  const page = renderTombstone({ lang: 'vi', ...press.frame, ...props });
  const addresses = dataset.releases.flatMap(({ number, files }) =>
    files.flatMap(({ name }) => [releasePath(dataset, number, name), latestPath(dataset, name)]),
  );
  for (const address of new Set(addresses))
    await press.site.put(keyOf(address), page, { ...mutable('tombstone.html'), metadata });
};

/** The page of a dataset, and the redirects from its latest files; nothing while it has no release. */
export const renderDatasetPages = async (press: Press, id: DatasetId): Promise<void> => {
  const found = await press.store.load<Dataset>(caseIdOf('dataset', id));
  if (!found) return;
  const dataset = found.state;
  if (dataset.withdrawal) return renderWithdrawn(press, dataset, dataset.withdrawal);
  const release = latestRelease(dataset);
  if (!release) return;
  const props = await datasetProps(press, dataset);
  await press.print(pathOf(dataset), (frame) => renderDataset({ ...frame, ...props }));
  for (const { name } of release.files)
    await putRedirect(
      press.site,
      keyOf(latestPath(dataset, name)),
      releasePath(dataset, release.number, name),
    );
};
