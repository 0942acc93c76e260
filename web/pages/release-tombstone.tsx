import { showDay } from '../display.ts';
import { fill } from '../fill.ts';
import { paths } from '../paths.ts';
import { textsOf } from '../texts.ts';
import { renderPage } from './parts/layout.tsx';
import type { ReleaseTombstoneProps } from './props.ts';

/** What a file of a release that was taken back answers: which, when, why, and what to use instead. Served with 410. */
export const renderReleaseTombstone = (page: ReleaseTombstoneProps): string => {
  const { dataset, release, newest, lang } = page;
  const texts = textsOf(lang);
  const t = texts.releaseTombstone;
  const lead = fill(t.lead, { n: release.number });
  const facts = [
    [
      t.what,
      <span key="w" lang="vi">
        {dataset.title}
      </span>,
    ],
    [t.release, release.number],
    [t.published, showDay(release.publishedOn, lang)],
    [
      t.who,
      <a key="a" lang="vi" href={paths.agency(lang, dataset.agency.code)}>
        {dataset.agency.name}
      </a>,
    ],
    [t.when, showDay(release.withdrawnOn, lang)],
    [
      t.why,
      <span key="y" lang="vi">
        {release.reason}
      </span>,
    ],
  ] as const;
  return renderPage({
    page,
    title: `${t.title}: ${dataset.title}`,
    description: lead,
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
        <p class="lead">{lead}</p>
        <dl class="facts panel">
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <h2>{texts.tombstone.todo}</h2>
        <ul class="todo">
          <li>{fill(t.todo1, { n: newest.number, day: showDay(newest.publishedOn, lang) })}</li>
          <li>{t.todo2}</li>
        </ul>
        <p class="actions">
          <a class="button" href={paths.dataset(lang, dataset.slug)}>
            {t.toDataset}
          </a>
        </p>
        <p class="hint">{texts.tombstone.status}</p>
      </div>
    ),
  });
};
