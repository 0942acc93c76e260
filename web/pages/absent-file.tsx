import { fill } from '../fill.ts';
import { paths } from '../paths.ts';
import { textsOf } from '../texts.ts';
import { renderPage } from './parts/layout.tsx';
import { ReleasesTable } from './parts/releases.tsx';
import type { AbsentFileProps } from './props.ts';

/** What `latest/` answers for a file that the newest release does not have: which files it has. Served with 410. */
export const renderAbsentFile = (page: AbsentFileProps): string => {
  const { dataset, absent, release, lang } = page;
  const texts = textsOf(lang);
  const t = texts.absentFile;
  const facts = { name: absent, n: release.number };
  return renderPage({
    page,
    title: `${t.title}: ${absent}`,
    description: fill(t.lead, facts),
    addressIn: (to) => paths.dataset(to, dataset.slug),
    section: 'datasets',
    crumbs: [
      { label: texts.site.datasets, href: paths.datasets(lang) },
      { label: dataset.title, href: paths.dataset(lang, dataset.slug) },
    ],
    head: <meta name="robots" content="noindex" />,
    children: (
      <div class="wrap narrow">
        <h1>{t.title}</h1>
        <p class="lead">{fill(t.lead, facts)}</p>
        <ReleasesTable page={{ dataset, lang, releases: [release], withdrawn: [] }} />
        <p>{t.advice}</p>
        <p class="actions">
          <a class="button" href={paths.dataset(lang, dataset.slug)}>
            {t.toDataset}
          </a>
        </p>
      </div>
    ),
  });
};
