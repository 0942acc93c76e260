import {
  renderAbsentFile,
  renderDataset,
  renderDatasetFeed,
  renderReleaseTombstone,
  renderReleases,
  renderTombstone,
} from '../../web/pages/index.ts';
import {
  hasOlder,
  latestRelease,
  releaseCount,
  standingBefore,
  type Dataset,
  type Release,
} from '../../shared/capabilities/publishing/model.ts';
import type { ReleaseComparison } from '../../shared/contract/uploads.ts';
import { caseIdOf, type DatasetId } from '../../shared/kernel/ids.ts';
import type { PlaceValues } from '../../shared/kernel/place-values.ts';
import { placesOf } from './kept-places.ts';
import { comparisonOf } from './kept-comparison.ts';
import { everyRelease, standingReleases, withdrawnReleases } from './ledger-releases.ts';
import { datasetProps } from './page-props.ts';
import { keyOf, mutable, putPage, putRedirect } from './public-files.ts';
import type { Press } from './render-frame.ts';
import { releaseTombstoneProps, tombstoneProps } from './tombstone-props.ts';

const pathOf = (dataset: Dataset) => `/datasets/${dataset.slug}/`;
const releasePath = (dataset: Dataset, release: number, file: string) =>
  `${pathOf(dataset)}releases/${release}/${file}`;
const latestPath = (dataset: Dataset, file: string) => `${pathOf(dataset)}latest/${file}`;
const feedPath = (dataset: Dataset) => `${pathOf(dataset)}feed.atom`;
const figuresPath = (dataset: Dataset) => `${pathOf(dataset)}map.json`;
const releasesPath = (dataset: Dataset) => `${pathOf(dataset)}releases/`;

/** Writes at a time: a dataset of many years has thousands of addresses to close. */
const AT_ONCE = 16;

const atOnce = async <Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> => {
  for (let i = 0; i < items.length; i += AT_ONCE) await Promise.all(items.slice(i, i + AT_ONCE).map(work));
};

/** Every address a withdrawn dataset had answers 410 with the same page: what it was, when and why it went. */
const renderWithdrawn = async (
  press: Press,
  dataset: Dataset,
  withdrawal: NonNullable<Dataset['withdrawal']>,
): Promise<void> => {
  const props = await tombstoneProps(press, dataset, withdrawal);
  const metadata = { status: '410' };
  const page = renderTombstone({ lang: 'vi', ...press.frame, ...props });
  // Files of a publication that the withdrawal overtook may stand at their addresses as well.
  const unfinished = withdrawal.unfinished ? [withdrawal.unfinished] : [];
  const addresses = [...(await everyRelease(press, dataset)), ...unfinished].flatMap(({ number, files }) =>
    files.flatMap(({ name }) => [releasePath(dataset, number, name), latestPath(dataset, name)]),
  );
  // Readers of feeds forget one that answers 410.
  await atOnce([...new Set([feedPath(dataset), figuresPath(dataset), ...addresses])], (address) =>
    press.site.put(keyOf(address), page, { ...mutable('tombstone.html'), metadata }),
  );
  // The page comes last: once it says that all is closed, it is.
  if (hasOlder(dataset))
    await press.print(releasesPath(dataset), (frame) => renderTombstone({ ...frame, ...props }), metadata);
  await press.print(pathOf(dataset), (frame) => renderTombstone({ ...frame, ...props }), metadata);
};

/** Says at the address of a file that the newest release has none of this name. */
const putAbsent = async (
  press: Press,
  { slug, metadata }: Dataset,
  release: Release,
  path: string,
): Promise<void> => {
  const absent = path.split('/').at(-1) ?? '';
  const props = { dataset: { slug, title: metadata.title }, absent, release };
  const page = renderAbsentFile({ lang: 'vi', ...press.frame, ...props });
  await press.site.put(keyOf(path), page, { ...mutable('absent.html'), metadata: { status: '410' } });
};

/** `latest/` leads to the newest release and nowhere else: what only an earlier one had is said to be absent. */
const renderAbsentFiles = async (press: Press, dataset: Dataset, release: Release): Promise<void> => {
  const present = new Set(release.files.map(({ name }) => name));
  const earlier = new Set(dataset.releases.flatMap(({ files }) => files.map(({ name }) => name)));
  for (const absent of [...earlier].filter((name) => !present.has(name)))
    await putAbsent(press, dataset, release, latestPath(dataset, absent));
};

/** The figures by commune of the newest release, for maps: one file a dataset. An earlier release's are taken back. */
const putFigures = async (
  press: Press,
  dataset: Dataset,
  release: Release,
  places: PlaceValues | undefined,
): Promise<void> => {
  const key = keyOf(figuresPath(dataset));
  if (places) return press.site.put(key, JSON.stringify(places), mutable(key));
  if (releaseCount(dataset) > 1) await putAbsent(press, dataset, release, figuresPath(dataset));
};

const renderAllReleases = async (press: Press, dataset: Dataset): Promise<void> => {
  const [all, withdrawn] = await Promise.all([
    standingReleases(press, dataset),
    withdrawnReleases(press, dataset),
  ]);
  const changes = new Map<number, ReleaseComparison>();
  await atOnce(all, async (release) => {
    const found = await comparisonOf(press.files, release, standingBefore(dataset, release.number));
    if (found) changes.set(release.number, found);
  });
  const releases = all.map((release) => ({ ...release, changes: changes.get(release.number) }));
  const { slug, metadata } = dataset;
  await press.print(releasesPath(dataset), (frame) =>
    renderReleases({ ...frame, dataset: { slug, title: metadata.title }, releases, withdrawn }),
  );
};

/** The addresses of a release that was taken back: its files first, for that is what cannot wait. */
const renderTakenBack = async (
  press: Press,
  dataset: Dataset,
  newest: Release,
  taken: number,
): Promise<void> => {
  const release = (await withdrawnReleases(press, dataset)).find(({ number }) => number === taken);
  if (!release) return;
  const props = await releaseTombstoneProps(press, dataset, release, newest);
  const page = renderReleaseTombstone({ lang: 'vi', ...press.frame, ...props });
  await atOnce(release.files, (name) =>
    press.site.put(keyOf(releasePath(dataset, taken, name)), page, {
      ...mutable('tombstone.html'),
      metadata: { status: '410' },
    }),
  );
  const present = new Set(newest.files.map(({ name }) => name));
  for (const absent of release.files.filter((name) => !present.has(name)))
    await putAbsent(press, dataset, newest, latestPath(dataset, absent));
};

/**
 * The page of a dataset, and the redirects from its latest files; nothing while it has no release. `taken` is the release
 * that was taken back, if that is why.
 */
export const renderDatasetPages = async (press: Press, id: DatasetId, taken?: number): Promise<void> => {
  const found = await press.store.load<Dataset>(caseIdOf('dataset', id));
  if (!found) return;
  const dataset = found.state;
  if (dataset.withdrawal) return renderWithdrawn(press, dataset, dataset.withdrawal);
  const release = latestRelease(dataset);
  if (!release) return;
  if (taken !== undefined) await renderTakenBack(press, dataset, release, taken);
  const places = await placesOf(press.files, release.uploadId);
  if (press.boundary) await putFigures(press, dataset, release, places);
  const props = await datasetProps(press, dataset, places);
  await press.print(pathOf(dataset), (frame) => renderDataset({ ...frame, ...props }));
  await putPage(press.site, feedPath(dataset), renderDatasetFeed({ site: press.frame.site, ...props }));
  if (hasOlder(dataset)) await renderAllReleases(press, dataset);
  await renderAbsentFiles(press, dataset, release);
  for (const { name } of release.files)
    await putRedirect(
      press.site,
      keyOf(latestPath(dataset, name)),
      releasePath(dataset, release.number, name),
    );
};
