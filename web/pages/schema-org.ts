import { paths } from '../paths.ts';
import type { DatasetProps, Release } from './props.ts';

/** The newest release: the highest number. */
export const latestOf = (releases: DatasetProps['releases']): Release =>
  releases.reduce((newest, release) => (release.number > newest.number ? release : newest));

const MOST = 4999;

/** Google Dataset Search wants one string of 50 to 5 000 characters; a shorter one is completed with facts. */
const descriptionOf = ({ dataset, site }: DatasetProps): string => {
  const text = dataset.description.normalize('NFC').replace(/\s+/g, ' ').trim();
  const facts = [dataset.title, dataset.agency.name, dataset.spatialCoverage, site.name.vi].join('; ');
  const completed = text.length >= 50 ? text : `${text} (${facts})`;
  return completed.length <= MOST ? completed : `${completed.slice(0, MOST - 1)}…`;
};

const temporalOf = ({ dataset: { temporalCoverage: covered } }: DatasetProps): string | undefined =>
  covered && `${covered.from}/${covered.until ?? '..'}`;

/** schema.org/Dataset for one page, as an object (peers.md C4). Undefined members vanish when it is printed. */
export const schemaOrgOf = (props: DatasetProps): Record<string, unknown> => {
  const { dataset, site, lang, releases } = props;
  const latest = latestOf(releases);
  const url = site.url + paths.dataset('vi', dataset.slug);
  const agency = {
    '@type': 'GovernmentOrganization',
    name: dataset.agency.name,
    identifier: dataset.agency.code,
    url: site.url + paths.agency('vi', dataset.agency.code),
  };
  return {
    '@context': 'https://schema.org/',
    '@type': 'Dataset',
    '@id': url,
    name: dataset.title,
    description: descriptionOf(props),
    url,
    identifier: dataset.id,
    inLanguage: 'vi',
    creator: agency,
    publisher: agency,
    license: dataset.licence.url ?? site.url + paths.terms('vi'),
    isAccessibleForFree: true,
    version: String(latest.number),
    datePublished: props.firstPublishedOn,
    dateModified: latest.publishedOn,
    keywords: [dataset.topic.label.vi, ...dataset.keywords],
    spatialCoverage: dataset.spatialCoverage,
    temporalCoverage: temporalOf(props),
    includedInDataCatalog: {
      '@type': 'DataCatalog',
      name: site.name[lang],
      url: site.url + paths.home('vi'),
    },
    distribution: latest.files.map((file) => ({
      '@type': 'DataDownload',
      name: file.name,
      contentUrl: site.url + paths.releaseFile(dataset.slug, latest.number, file.name),
      encodingFormat: file.mediaType,
      contentSize: `${file.bytes} B`,
      sha256: file.sha256,
    })),
    variableMeasured: props.columns
      .slice(0, 100)
      .map((column) => ({ '@type': 'PropertyValue', name: column.name })),
  };
};
