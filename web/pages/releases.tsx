import { paths } from '../paths.ts';
import { textsOf } from '../texts.ts';
import { renderPage } from './parts/layout.tsx';
import { ReleasesTable } from './parts/releases.tsx';
import type { ReleasesProps } from './props.ts';

/** Every release of a dataset that has more than its own page lists. */
export const renderReleases = (page: ReleasesProps): string => {
  const { dataset, lang } = page;
  const texts = textsOf(lang);
  return renderPage({
    page,
    title: `${texts.dataset.releases}: ${dataset.title}`,
    description: texts.dataset.releasesCaption,
    addressIn: (to) => paths.releases(to, dataset.slug),
    section: 'datasets',
    crumbs: [
      { label: texts.site.datasets, href: paths.datasets(lang) },
      { label: dataset.title, href: paths.dataset(lang, dataset.slug) },
    ],
    children: (
      <div class="wrap">
        <h1>{texts.dataset.releases}</h1>
        <p class="lead" lang="vi">
          {dataset.title}
        </p>
        <ReleasesTable page={page} />
      </div>
    ),
  });
};
