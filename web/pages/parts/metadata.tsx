import type { ComponentChildren } from 'preact';
import { showDay } from '../../display.ts';
import { fill } from '../../fill.ts';
import { paths } from '../../paths.ts';
import { textsOf } from '../../texts.ts';
import type { DatasetProps } from '../props.ts';
import { latestOf } from '../schema-org.ts';

const temporalWords = ({ dataset, lang }: DatasetProps): string | undefined => {
  const t = textsOf(lang).dataset;
  const covered = dataset.temporalCoverage;
  if (!covered) return undefined;
  const from = showDay(covered.from, lang);
  return covered.until
    ? fill(t.temporalBetween, { from, until: showDay(covered.until, lang) })
    : fill(t.temporalFrom, { from });
};

const personalDataOf = ({ personalData, lang }: DatasetProps): ComponentChildren => {
  if (!personalData) return undefined;
  return (
    <>
      {textsOf(lang).dataset[`personalData-${personalData.by}`]} <span lang="vi">{personalData.basis}</span>
    </>
  );
};

/** The dataset in DCAT's terms; each name carries its property, so that a reader can check against the standard. */
export const Metadata = ({ page }: { page: DatasetProps }) => {
  const { dataset, lang, releases } = page;
  const t = textsOf(lang).dataset;
  const latest = latestOf(releases);
  const rows: readonly (readonly [string, string, ComponentChildren])[] = [
    [
      t.publisher,
      'dct:publisher',
      <a key="p" lang="vi" href={paths.agency(lang, dataset.agency.code)}>
        {dataset.agency.name}
      </a>,
    ],
    [t.theme, 'dcat:theme', dataset.topic.label[lang]],
    [t.accrualPeriodicity, 'dct:accrualPeriodicity', dataset.updateFrequency[lang]],
    [t.issued, 'dct:issued', showDay(page.firstPublishedOn, lang)],
    [t.modified, 'dct:modified', showDay(latest.publishedOn, lang)],
    [t.version, 'dcat:version', String(latest.number)],
    [
      t.spatial,
      'dct:spatial',
      <span key="s" lang="vi">
        {dataset.spatialCoverage}
      </span>,
    ],
    [t.temporal, 'dct:temporal', temporalWords(page)],
    [
      t.keyword,
      'dcat:keyword',
      dataset.keywords.length > 0 ? (
        <span key="k" lang="vi">
          {dataset.keywords.join(', ')}
        </span>
      ) : undefined,
    ],
    [
      t.license,
      'dct:license',
      <a key="l" href={dataset.licence.url ?? paths.terms(lang)}>
        {dataset.licence.label[lang]}
      </a>,
    ],
    [t.accessRights, 'dct:accessRights', t.accessRightsPublic],
    [t.personalData, 'dct:rights', personalDataOf(page)],
    [t.language, 'dct:language', t.languageVi],
    [t.identifier, 'dct:identifier', <code key="i">{dataset.id}</code>],
  ];
  return (
    <section id="metadata">
      <h2>{t.metadata}</h2>
      <dl class="facts">
        {rows.map(([label, property, value]) =>
          value === undefined ? null : (
            <div key={property}>
              <dt title={property}>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
};
