import { showDay } from '../display.ts';
import { fill } from '../fill.ts';
import { paths } from '../paths.ts';
import { textsOf } from '../texts.ts';
import { ChartSection } from './charts/chart-section.tsx';
import { ApiExamples } from './parts/api-examples.tsx';
import { Cite, Contact } from './parts/cite-and-contact.tsx';
import { hasRows, PreviewSection } from './parts/data-tables.tsx';
import { ColumnsSection } from './parts/columns.tsx';
import { DownloadsCount } from './parts/downloads-count.tsx';
import { Downloads } from './parts/downloads.tsx';
import { Follow } from './parts/follow.tsx';
import { Freshness } from './parts/freshness.tsx';
import { renderPage } from './parts/layout.tsx';
import { drawsMap, hasMapSection, MapSection } from './parts/map.tsx';
import { Metadata } from './parts/metadata.tsx';
import { QualitySection } from './parts/quality.tsx';
import { Releases } from './parts/releases.tsx';
import { ScriptJson } from './parts/script-json.tsx';
import { TermsSentences } from './parts/terms-sentences.tsx';
import type { DatasetProps, Release } from './props.ts';
import { latestOf, schemaOrgOf } from './schema-org.ts';

const Top = ({ page, release }: { page: DatasetProps; release: Release }) => {
  const { dataset, lang, nextUpdateDue: due } = page;
  const t = textsOf(lang);
  return (
    <header class="dataset-top">
      <p class="kicker" lang="vi">
        <a href={paths.agency(lang, dataset.agency.code)}>{dataset.agency.name}</a>
      </p>
      <h1 lang="vi">{dataset.title}</h1>
      <p class="badges">
        <span class="chip topic">{dataset.topic.label[lang]}</span>
        <span class="chip">{fill(t.dataset.releaseBadge, { n: release.number })}</span>
        <span class="chip">{fill(t.dataset.published, { day: showDay(release.publishedOn, lang) })}</span>
        {due ? (
          <span class={due.kind === 'known' ? 'chip' : 'chip warn'}>
            {due.kind === 'known'
              ? fill(t.dataset.dueBadge, { day: showDay(due.dueOn, lang) })
              : t.dataset.dueUnknownBadge}
          </span>
        ) : null}
      </p>
      {dataset.demonstration ? (
        <p class="demo-note">
          <strong>{t.site.demonstration}.</strong> {t.site.demonstrationSentence}
        </p>
      ) : null}
      <p class="description" lang="vi">
        {dataset.description}
      </p>
    </header>
  );
};

const Contents = ({ page }: { page: DatasetProps }) => {
  const { dataset: t, charts, follow, map, quality } = textsOf(page.lang);
  const links = [
    ['downloads', t.downloads],
    ['follow', follow.title],
    ['preview', t.preview],
    ...(hasMapSection(page, latestOf(page.releases)) ? [['map', map.title] as const] : []),
    ...(page.chart ? [['chart', charts.title] as const] : []),
    ...(page.columns.length > 0 ? [['columns', t.columns] as const] : []),
    ['api', t.api],
    ['releases', t.releases],
    ['quality', quality.title],
    ['metadata', t.metadata],
    ['terms', t.terms],
    ['cite', t.cite],
  ] as const;
  return (
    <nav class="contents" aria-label={t.onThisPage}>
      <ul>
        {links.map(([id, label]) => (
          <li key={id}>
            <a href={`#${id}`}>{label}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

/** Dublin Core elements a state web page must carry (TT 24/2011/TT-BTTTT), and schema.org for search engines. */
const Head = ({ page, release }: { page: DatasetProps; release: Release }) => {
  const { dataset } = page;
  const core = {
    title: dataset.title,
    creator: dataset.agency.name,
    publisher: dataset.agency.name,
    date: release.publishedOn,
    created: page.firstPublishedOn,
    description: dataset.description.slice(0, 300),
    identifier: dataset.id,
  };
  return (
    <>
      {Object.entries(core).map(([name, content]) => (
        <meta key={name} name={`DC.${name}`} content={content} />
      ))}
      <link
        rel="alternate"
        type="application/atom+xml"
        title={textsOf(page.lang).follow.datasetFeed}
        href={paths.datasetFeed(dataset.slug)}
      />
      <ScriptJson type="application/ld+json" value={schemaOrgOf(page)} />
    </>
  );
};

/** The page of one published dataset. */
export const renderDataset = (page: DatasetProps): string => {
  const { dataset, lang } = page;
  const t = textsOf(lang);
  const release = latestOf(page.releases);
  return renderPage({
    page,
    title: dataset.title,
    description: dataset.description,
    addressIn: (to) => paths.dataset(to, dataset.slug),
    section: 'datasets',
    crumbs: [{ label: t.site.datasets, href: paths.datasets(lang) }],
    islands: [
      'copy',
      'follow',
      ...(hasRows(page) ? (['rows'] as const) : []),
      ...(drawsMap(page, release) ? (['map'] as const) : []),
    ],
    head: <Head page={page} release={release} />,
    children: (
      <div class="wrap">
        <Top page={page} release={release} />
        <Contents page={page} />
        <div class="two-columns">
          <div class="column-main">
            <Downloads page={page} release={release} />
            <PreviewSection page={page} />
            <MapSection page={page} release={release} />
            {page.chart ? <ChartSection chart={page.chart} lang={lang} /> : null}
            {page.columns.length > 0 ? <ColumnsSection page={page} rows={release.rows} /> : null}
            <ApiExamples page={page} release={release} />
            <Releases page={page} />
            <QualitySection quality={page.quality} lang={lang} />
          </div>
          <div class="column-side">
            <Freshness page={page} release={release} />
            <Follow page={page} />
            <DownloadsCount page={page} />
            <Metadata page={page} />
            <section id="terms">
              <h2>{t.dataset.terms}</h2>
              <TermsSentences terms={page.terms} lang={lang} cites={false} level={3} />
              <p>
                <a href={paths.terms(lang)}>{t.dataset.termsMore}</a>
              </p>
            </section>
            <Cite page={page} release={release} />
            <Contact page={page} />
          </div>
        </div>
      </div>
    ),
  });
};
