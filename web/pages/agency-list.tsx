import { displayNumber } from '../display.ts';
import { fill } from '../fill.ts';
import { paths } from '../paths.ts';
import { textsOf } from '../texts.ts';
import { renderPage } from './parts/layout.tsx';
import type { AgencyListProps } from './props.ts';

/** Every agency with its code and number of datasets. */
export const renderAgencyList = (page: AgencyListProps): string => {
  const { lang, agencies } = page;
  const texts = textsOf(lang);
  const t = texts.agency;
  const lead = fill(t.listLead, { n: displayNumber(agencies.length, lang) });
  return renderPage({
    page,
    title: t.listTitle,
    description: lead,
    addressIn: paths.agencies,
    section: 'agencies',
    crumbs: [],
    children: (
      <div class="wrap">
        <header class="page-top">
          <h1>{t.listTitle}</h1>
          <p class="lead">{lead}</p>
        </header>
        <table class="plain stack" role="table">
          <caption>{t.listCaption}</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">
                {t.name}
              </th>
              <th role="columnheader" scope="col">
                {t.code}
              </th>
              <th role="columnheader" scope="col">
                {t.kind}
              </th>
              <th role="columnheader" scope="col" class="number">
                {t.datasets}
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {agencies.map((agency) => (
              <tr role="row" key={agency.code}>
                <th role="rowheader" scope="row">
                  <a lang="vi" href={paths.agency(lang, agency.code)}>
                    {agency.name}
                  </a>
                  {agency.demonstration ? <span class="chip demo">{texts.site.demonstration}</span> : null}
                </th>
                <td role="cell" data-label={t.code}>
                  <code>{agency.code}</code>
                </td>
                <td role="cell" data-label={t.kind} lang="vi">
                  {agency.kind}
                </td>
                <td role="cell" data-label={t.datasets} class="number">
                  {displayNumber(agency.datasets, lang)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    ),
  });
};
