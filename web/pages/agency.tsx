import { showDay } from '../display.ts';
import { paths } from '../paths.ts';
import { textsOf, type Lang } from '../texts.ts';
import { cardTextsOf, DatasetCard } from './parts/dataset-card.tsx';
import { renderPage } from './parts/layout.tsx';
import { mailLink, phoneLink, safeWebAddress } from './parts/links.ts';
import type { AgencyPageData, AgencyProps } from './props.ts';

const FocalPoint = ({ agency, lang }: { agency: AgencyPageData; lang: Lang }) => {
  const t = textsOf(lang);
  const focal = agency.focalPoint;
  return (
    <section class="panel" id="focal-point">
      <h2>{t.agency.focalPoint}</h2>
      {focal ? (
        <dl class="facts">
          <div>
            <dt>{t.agency.fullName}</dt>
            <dd lang="vi">{focal.name}</dd>
          </div>
          <div>
            <dt>{t.agency.position}</dt>
            <dd lang="vi">{focal.position}</dd>
          </div>
          <div>
            <dt>{t.site.phone}</dt>
            <dd>
              <a href={phoneLink(focal.phone)}>{focal.phone}</a>
            </dd>
          </div>
          <div>
            <dt>{t.site.email}</dt>
            <dd>
              <a href={mailLink(focal.email)}>{focal.email}</a>
            </dd>
          </div>
        </dl>
      ) : (
        <p>{t.agency.noFocalPoint}</p>
      )}
      <p class="hint">{t.agency.focalPointLaw}</p>
    </section>
  );
};

const AgencyLink = ({ agency, lang }: { agency: { code: string; name: string }; lang: Lang }) => (
  <a lang="vi" href={paths.agency(lang, agency.code)}>
    {agency.name}
  </a>
);

const About = ({ agency, lang }: { agency: AgencyPageData; lang: Lang }) => {
  const t = textsOf(lang).agency;
  const website = safeWebAddress(agency.website);
  const rows = [
    [t.code, <code key="c">{agency.code}</code>],
    [
      t.kind,
      <span key="k" lang="vi">
        {agency.kind}
      </span>,
    ],
    [
      t.address,
      agency.address ? (
        <span key="a" lang="vi">
          {agency.address}
        </span>
      ) : undefined,
    ],
    [
      t.website,
      website ? (
        <a key="w" href={website} rel="noopener">
          {agency.website}
        </a>
      ) : undefined,
    ],
    [t.validFrom, showDay(agency.validFrom, lang)],
    [t.validUntil, agency.validUntil ? showDay(agency.validUntil, lang) : undefined],
    [
      t.predecessors,
      agency.predecessors.length > 0 ? (
        <ul key="p" class="inline">
          {agency.predecessors.map((earlier) => (
            <li key={earlier.code}>
              <AgencyLink agency={earlier} lang={lang} />
            </li>
          ))}
        </ul>
      ) : undefined,
    ],
    [
      t.successor,
      agency.successor ? <AgencyLink key="s" agency={agency.successor} lang={lang} /> : undefined,
    ],
  ] as const;
  return (
    <section class="panel">
      <h2>{t.about}</h2>
      <dl class="facts">
        {rows.map(([label, value]) =>
          value === undefined ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
};

/** An agency: who answers for its data (NĐ 47/2020 Điều 7) and what it publishes. */
export const renderAgency = (page: AgencyProps): string => {
  const { agency, lang } = page;
  const t = textsOf(lang);
  return renderPage({
    page,
    title: agency.name,
    description: `${t.agency.about}: ${agency.name} (${agency.code}). ${t.agency.itsDatasets}: ${page.datasets.length}.`,
    addressIn: (to) => paths.agency(to, agency.code),
    section: 'agencies',
    crumbs: [{ label: t.site.agencies, href: paths.agencies(lang) }],
    children: (
      <div class="wrap">
        <header class="page-top">
          <h1 lang="vi">{agency.name}</h1>
          {agency.demonstration ? (
            <p class="demo-note">
              <strong>{t.site.demonstration}.</strong> {t.agency.demonstration}
            </p>
          ) : null}
        </header>
        <div class="two-columns">
          <section class="column-main">
            <h2>{t.agency.itsDatasets}</h2>
            {page.datasets.length > 0 ? (
              <div class="cards one">
                {page.datasets.map((card) => (
                  <DatasetCard key={card.slug} card={card} lang={lang} t={cardTextsOf(t)} level={3} />
                ))}
              </div>
            ) : (
              <p class="empty">{t.agency.noDatasets}</p>
            )}
          </section>
          <div class="column-side">
            <FocalPoint agency={agency} lang={lang} />
            <About agency={agency} lang={lang} />
          </div>
        </div>
      </div>
    ),
  });
};
