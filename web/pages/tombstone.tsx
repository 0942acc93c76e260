import { displayNumber, showDay } from '../display.ts';
import { paths } from '../paths.ts';
import { textsOf } from '../texts.ts';
import { renderPage } from './parts/layout.tsx';
import type { TombstoneProps } from './props.ts';

/** What remains of a withdrawn dataset: what it was, who withdrew it, when, why, what to do now. Served with 410. */
export const renderTombstone = (page: TombstoneProps): string => {
  const { dataset, lang } = page;
  const texts = textsOf(lang);
  const t = texts.tombstone;
  const facts = [
    [
      t.what,
      <span key="w" lang="vi">
        {dataset.title}
      </span>,
    ],
    [
      t.who,
      <a key="a" lang="vi" href={paths.agency(lang, dataset.agency.code)}>
        {dataset.agency.name}
      </a>,
    ],
    [t.when, showDay(page.withdrawnOn, lang)],
    [
      t.why,
      <span key="y" lang="vi">
        {page.reason}
      </span>,
    ],
    [t.firstPublished, page.firstPublishedOn ? showDay(page.firstPublishedOn, lang) : undefined],
    [t.releases, displayNumber(page.releases, lang)],
  ] as const;
  return renderPage({
    page,
    title: `${t.title}: ${dataset.title}`,
    description: t.lead,
    addressIn: (to) => paths.dataset(to, dataset.slug),
    section: 'datasets',
    crumbs: [{ label: texts.site.datasets, href: paths.datasets(lang) }],
    head: <meta name="robots" content="noindex" />,
    children: (
      <div class="wrap narrow">
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        <dl class="facts panel">
          {facts.map(([label, value]) =>
            value === undefined ? null : (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
          )}
        </dl>
        <h2>{t.todo}</h2>
        <ul class="todo">
          <li>{t.todo1}</li>
          <li>{t.todo2}</li>
          <li>{t.todo3}</li>
        </ul>
        <p class="actions">
          <a class="button" href={paths.agency(lang, dataset.agency.code)}>
            {t.toAgency}
          </a>
          <a class="button quiet" href={paths.datasets(lang)}>
            {texts.site.datasets}
          </a>
        </p>
        <p class="hint">{t.status}</p>
      </div>
    ),
  });
};
