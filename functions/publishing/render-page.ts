import { assetsOf } from '../../web/assets.ts';
import {
  renderAgency,
  renderAgencyList,
  renderDataset,
  renderDatasetList,
  renderDevelopers,
  renderFeed,
  renderHome,
  renderNotFound,
  renderSitemapIndex,
  renderSitemapShard,
  renderTerms,
  renderTombstone,
  type Assets,
} from '../../web/pages/index.ts';
import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import type { Dataset } from '../../shared/capabilities/publishing/model.ts';
import { latestRelease } from '../../shared/capabilities/publishing/model.ts';
import { SITEMAP_SHARDS } from '../../shared/capabilities/publishing/views/catalogue-entry.ts';
import type { CatalogueViews } from '../../shared/capabilities/publishing/views/ports.ts';
import type { People, Registry } from '../../shared/capabilities/registry/ports.ts';
import type { Objects } from '../../shared/adapters/s3/objects.ts';
import { AgencyCode, caseIdOf, type DatasetId } from '../../shared/kernel/ids.ts';
import {
  agencyProps,
  cardsOf,
  cataloguePageProps,
  datasetProps,
  termsProps,
  tombstoneProps,
} from './page-props.ts';
import type { Page } from './page-jobs.ts';
import { keyOf, mutable, putPage, putRedirect } from './public-files.ts';
import siteSettings from './site.json' with { type: 'json' };

export type RenderServices = {
  readonly store: CaseStore;
  readonly views: CatalogueViews;
  readonly registry: Registry;
  readonly people: People;
  readonly files: Objects;
  readonly site: Objects;
  readonly publicUrl: string;
};

const languages = ['vi', 'en'] as const;
const under = (lang: 'vi' | 'en', path: string) => (lang === 'en' ? `/en${path}` : path);

/** The newest datasets in a feed. */
const FEED_ENTRIES = 50;

/** The portal's name and who governs it, with the contact the registry has for that body. */
const siteOf = async ({ registry, people, publicUrl }: RenderServices) => {
  const { name, governingBody, governingAgency } = siteSettings;
  const agency = await registry.agency(AgencyCode.parse(governingAgency));
  const officer = agency?.focalOfficer && (await people.person(agency.focalOfficer));
  const { address } = agency ?? {};
  return {
    url: publicUrl,
    name,
    governingBody: { ...governingBody, address, email: officer?.email, phone: officer?.phone },
  };
};

/**
 * Renders one page (both languages) from what the views say now, and names further pages that follow from it.
 * Rendering has no outside effect but the files: it may run any number of times.
 */
export const renderPage = async (services: RenderServices, page: Page): Promise<Page[]> => {
  const { site: bucket } = services;
  const site = await siteOf(services);
  const manifest = await bucket.text('assets/manifest.json');
  if (!manifest) throw new Error('The site has no assets yet: deploy them first');
  const assets: Assets = assetsOf(JSON.parse(manifest.text));
  const put = async (
    path: string,
    render: (frame: { lang: 'vi' | 'en'; site: typeof site; assets: Assets }) => string,
  ) => {
    for (const lang of languages) await putPage(bucket, under(lang, path), render({ lang, site, assets }));
  };

  const dataset = async (id: DatasetId) => {
    const found = await services.store.load<Dataset>(caseIdOf('dataset', id));
    if (!found) return;
    const { slug } = found.state;
    const path = `/datasets/${slug}/`;
    if (found.state.withdrawal) {
      const props = await tombstoneProps(services, found.state, found.state.withdrawal);
      for (const lang of languages)
        await putPage(bucket, under(lang, path), renderTombstone({ lang, site, assets, ...props }), {
          status: '410',
        });
      // What pointed at the latest files says the same.
      for (const file of latestRelease(found.state)?.files ?? [])
        await bucket.put(
          keyOf(`/datasets/${slug}/latest/${file.name}`),
          renderTombstone({ lang: 'vi', site, assets, ...props }),
          { ...mutable('x.html'), metadata: { status: '410' } },
        );
      for (const release of found.state.releases)
        for (const file of release.files)
          await bucket.put(
            keyOf(`/datasets/${slug}/releases/${release.number}/${file.name}`),
            renderTombstone({ lang: 'vi', site, assets, ...props }),
            { ...mutable('x.html'), metadata: { status: '410' } },
          );
      return;
    }
    const release = latestRelease(found.state);
    if (!release) return;
    const props = await datasetProps(services, found.state);
    await put(path, (frame) => renderDataset({ ...frame, ...props }));
    for (const file of release.files)
      await putRedirect(
        bucket,
        keyOf(`/datasets/${slug}/latest/${file.name}`),
        `/datasets/${slug}/releases/${release.number}/${file.name}`,
      );
  };

  const catalogue = async () => {
    const { home, list } = await cataloguePageProps(services);
    await put('/', (frame) => renderHome({ ...frame, ...home }));
    await put('/datasets/', (frame) => renderDatasetList({ ...frame, ...list }));
    const entries = await services.views.newest(FEED_ENTRIES);
    const cards = await cardsOf(services, entries);
    await putPage(
      bucket,
      '/datasets.atom',
      renderFeed({
        site,
        entries: cards.map((card, i) => ({ ...card, updatedAt: entries[i]?.changedAt ?? '' })),
        updatedAt: entries[0]?.changedAt ?? '1970-01-01T00:00:00.000Z',
      }),
    );
  };

  const agency = async (code: AgencyCode) => {
    const props = await agencyProps(services, code);
    if (props) await put(`/agencies/${code}/`, (frame) => renderAgency({ ...frame, ...props }));
  };

  switch (page.kind) {
    case 'dataset':
      await dataset(page.id);
      return [];
    case 'catalogue':
      await catalogue();
      return [];
    case 'agency':
      await agency(page.code);
      return [];
    case 'agencies': {
      const [agencies, counts] = await Promise.all([
        services.registry.agencies(),
        services.views.countsByAgency(),
      ]);
      const shown = agencies
        .filter((a) => a.validUntil === undefined)
        .map((a) => ({
          code: a.code,
          name: a.name,
          kind: a.kind,
          demonstration: a.demonstration,
          datasets: counts.get(a.code) ?? 0,
        }));
      await put('/agencies/', (frame) => renderAgencyList({ ...frame, agencies: shown }));
      return agencies.map(({ code }) => ({ kind: 'agency', code }));
    }
    case 'sitemap': {
      const entries = await services.views.sitemapShard(page.shard);
      await putPage(
        bucket,
        `/sitemap-${page.shard}.xml`,
        renderSitemapShard({
          site,
          entries: entries.map((entry) => ({
            path: `/datasets/${entry.slug}/`,
            changedOn: entry.publishedOn,
          })),
        }),
      );
      return [];
    }
    case 'static': {
      const terms = termsProps();
      await put('/terms/', (frame) => renderTerms({ ...frame, terms }));
      await put('/developers/', (frame) => renderDevelopers(frame));
      await putPage(bucket, '/404.html', renderNotFound({ lang: 'vi', site, assets }));
      const shards = Array.from({ length: SITEMAP_SHARDS }, (_, shard) => ({
        path: `/sitemap-${shard}.xml`,
      }));
      await putPage(
        bucket,
        '/sitemap-site.xml',
        renderSitemapShard({
          site,
          entries: ['/', '/datasets/', '/agencies/', '/terms/', '/developers/'].map((path) => ({ path })),
        }),
      );
      await putPage(
        bucket,
        '/sitemap.xml',
        renderSitemapIndex({ site, shards: [{ path: '/sitemap-site.xml' }, ...shards] }),
      );
      await putPage(
        bucket,
        '/robots.txt',
        `User-agent: *\nDisallow: /desk/\nSitemap: ${site.url}/sitemap.xml\n`,
      );
      return [
        { kind: 'catalogue' },
        { kind: 'agencies' },
        ...shards.map((_, shard) => ({ kind: 'sitemap', shard }) as const),
      ];
    }
  }
};
