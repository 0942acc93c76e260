import {
  renderAgency,
  renderAgencyList,
  renderDatasetList,
  renderDevelopers,
  renderFeed,
  renderHome,
  renderNotFound,
  renderRequestForm,
  renderRequests,
  renderSitemapIndex,
  renderSitemapShard,
  renderTerms,
} from '../../web/pages/index.ts';
import { SITEMAP_SHARDS } from '../../shared/capabilities/publishing/views/catalogue-entry.ts';
import { NOT_FOUND_PAGES, REQUEST_FORM_PAGE, REQUESTS_PAGE } from '../../shared/contract/public-paths.ts';
import { MAX_ATTACHMENT_BYTES } from '../../shared/contract/request-forms.ts';
import type { AgencyCode } from '../../shared/kernel/ids.ts';
import { dayOf } from '../../shared/kernel/local-date.ts';
import {
  agencyProps,
  cardsOf,
  cataloguePageProps,
  reasonsInEnglish,
  requestKinds,
  termsProps,
} from './page-props.ts';
import { putPage } from './public-files.ts';
import { regulationPaths } from './regulation-pages.ts';
import type { Press } from './render-frame.ts';

/** The newest datasets in a feed. */
const FEED_ENTRIES = 50;
const EPOCH = '1970-01-01T00:00:00.000Z';

const shards = Array.from({ length: SITEMAP_SHARDS }, (_, shard) => shard);
const shardPath = (shard: number) => `/sitemap-${shard}.xml`;

/** Home, the first page of the list, the feed. */
export const renderCatalogue = async (press: Press): Promise<void> => {
  const { home, list } = await cataloguePageProps(press);
  await press.print('/', (frame) => renderHome({ ...frame, ...home }));
  await press.print('/datasets/', (frame) => renderDatasetList({ ...frame, ...list }));
  const entries = await press.views.newest(FEED_ENTRIES);
  const cards = await cardsOf(press, entries);
  const feed = renderFeed({
    site: press.frame.site,
    entries: cards.map((card, i) => ({ ...card, updatedAt: entries[i]?.changedAt ?? EPOCH })),
    updatedAt: entries[0]?.changedAt ?? EPOCH,
  });
  await putPage(press.site, '/datasets.atom', feed);
};

export const renderAgencyPage = async (press: Press, code: AgencyCode): Promise<void> => {
  const props = await agencyProps(press, code);
  if (props) await press.print(`/agencies/${code}/`, (frame) => renderAgency({ ...frame, ...props }));
};

/** The list of bodies in function, and the form that asks them; answers the codes of all, past ones included, whose pages stay. */
export const renderAgencies = async (press: Press): Promise<AgencyCode[]> => {
  const [all, counts] = await Promise.all([press.registry.agencies(), press.views.countsByAgency()]);
  const agencies = all
    .filter(({ validUntil }) => validUntil === undefined)
    .map(({ code, name, kind, demonstration }) => ({
      code,
      name,
      kind,
      demonstration,
      datasets: counts.get(code) ?? 0,
    }));
  await press.print('/agencies/', (frame) => renderAgencyList({ ...frame, agencies }));
  await press.print(REQUEST_FORM_PAGE.vi, (frame) =>
    renderRequestForm({
      ...frame,
      kinds: requestKinds,
      reasonsInEnglish,
      // Without a focal officer nobody would answer (`receivingAgency`).
      agencies: all
        .filter(({ validUntil, focalOfficer }) => validUntil === undefined && focalOfficer !== undefined)
        .map(({ code, name, kind }) => ({ code, name, kind })),
      keptDays: press.papersKeptDays,
      largestFile: MAX_ATTACHMENT_BYTES,
    }),
  );
  return all.map(({ code }) => code);
};

export const renderSitemap = async (press: Press, shard: number): Promise<void> => {
  const entries = (await press.views.sitemapShard(shard)).map(({ slug, changedAt }) => ({
    path: `/datasets/${slug}/`,
    // Not the day of its newest release: that goes back where one is taken back, and the page is read anew all the same.
    changedOn: dayOf(changedAt),
  }));
  await putPage(press.site, shardPath(shard), renderSitemapShard({ site: press.frame.site, entries }));
};

/** Pages that depend on no dataset; answers the shards of the sitemap, which must all exist. */
export const renderStatic = async (press: Press): Promise<number[]> => {
  const { site } = press.frame;
  const terms = termsProps();
  await press.print('/terms/', (frame) => renderTerms({ ...frame, terms }));
  await press.print(REQUESTS_PAGE.vi, (frame) =>
    renderRequests({ ...frame, kinds: requestKinds, reasonsInEnglish }),
  );
  await press.print('/developers/', (frame) => renderDevelopers(frame));
  for (const lang of ['vi', 'en'] as const)
    await putPage(press.site, `/${NOT_FOUND_PAGES[lang]}`, renderNotFound({ lang, ...press.frame }));
  const pages = [
    '/',
    '/datasets/',
    '/agencies/',
    REQUESTS_PAGE.vi,
    REQUEST_FORM_PAGE.vi,
    '/terms/',
    '/developers/',
    ...regulationPaths(),
  ];
  const entries = pages.map((path) => ({ path }));
  await putPage(press.site, '/sitemap-site.xml', renderSitemapShard({ site, entries }));
  const parts = [{ path: '/sitemap-site.xml' }, ...shards.map((shard) => ({ path: shardPath(shard) }))];
  await putPage(press.site, '/sitemap.xml', renderSitemapIndex({ site, shards: parts }));
  await putPage(
    press.site,
    '/robots.txt',
    `User-agent: *\nDisallow: /desk/\nSitemap: ${site.url}/sitemap.xml\n`,
  );
  return shards;
};
