import type {
  AgencyProps,
  DatasetCard,
  DatasetListProps,
  DatasetProps,
  DownloadCounts,
  HomeProps,
  PageProps,
  Terms,
  WithdrawnRelease,
} from '../../web/pages/index.ts';
import { PageQuery } from '../../shared/contract/operation.ts';
import { CheckReport } from '../../shared/contract/uploads.ts';
import {
  downloadsCaseId,
  lastMonths,
  type Downloads,
} from '../../shared/capabilities/publishing/downloads/model.ts';
import {
  latestRelease,
  releaseCount,
  standingBefore,
  type Dataset,
} from '../../shared/capabilities/publishing/model.ts';
import type { CatalogueEntry } from '../../shared/capabilities/publishing/views/catalogue-entry.ts';
import type { Agency } from '../../shared/capabilities/registry/model.ts';
import type { AgencyCode, DatasetId } from '../../shared/kernel/ids.ts';
import { displayDay, localDate } from '../../shared/kernel/local-date.ts';
import type { PlaceValues } from '../../shared/kernel/place-values.ts';
import { citationOf } from '../../shared/regulation/cite.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import type { TermsOfUse } from '../../shared/regulation/vocabulary.ts';
import { placeMapOf } from './boundary.ts';
import { measuredQuality } from './measured-quality.ts';
import { reportKey } from './file-keys.ts';
import { comparisonOf } from './kept-comparison.ts';
import { englishReasons } from '../../shared/regulation/english-reasons.ts';
import { nextUpdateDue } from './next-update-due.ts';
import type { RenderServices } from './render-frame.ts';
import { searchCursor } from './search-cursor.ts';
import { whyNoPreview } from './why-no-preview.ts';

export type Filled<Props> = Omit<Props, keyof PageProps>;

const topicOf = (id: string) => rulebook.topics.get(id)?.label ?? { vi: id, en: id };

export const agencyRef = (agencies: ReadonlyMap<string, Agency>, code: string) => ({
  code,
  name: agencies.get(code)?.name ?? code,
});

export const agencyMap = async (services: Pick<RenderServices, 'registry'>) =>
  new Map((await services.registry.agencies()).map((agency) => [agency.code as string, agency]));

const cardOf = (entry: CatalogueEntry, agencies: ReadonlyMap<string, Agency>): DatasetCard => ({
  slug: entry.slug,
  title: entry.title,
  description: entry.description,
  agency: agencyRef(agencies, entry.agency),
  topic: { id: entry.topic, label: topicOf(entry.topic).vi },
  formats: entry.formats,
  release: entry.release,
  publishedOn: entry.publishedOn,
  rows: entry.rows,
  demonstration: entry.demonstration,
});

/** When the law behind the terms ends, the page says so, and what the portal does then. */
const basisNote = (basis: TermsOfUse['basis']): string | undefined => {
  const open = basis.find((entry) => entry.state === 'unknown');
  return open && `Từ ${displayDay(localDate(open.from))}: ${open.why.vi}`;
};

/** The terms of Điều 18 as the rulebook words them, with their citations. */
export const termsProps = (): Terms => {
  const terms = rulebook.terms.get('open-data-use');
  if (!terms) throw new Error('The rulebook holds no terms of use');
  return {
    title: terms.title,
    basisNote: basisNote(terms.basis),
    sentences: terms.sentences.map(({ id, kind, vi, en, cites }) => ({
      id,
      kind,
      vi,
      en,
      cites: cites.map((cite) => citationOf(cite, rulebook.instruments).label),
    })),
  };
};

/** What the reasons of sums are called on English pages. */
export const reasonsInEnglish = englishReasons();

/** The kinds of request as the rulebook words them, information first. */
export const requestKinds = [...rulebook.requestKinds.values()].map(({ id, title, explains }) => ({
  id,
  title,
  explains,
}));

const MONTHS_SHOWN = 12;

const downloadCounts = async (
  { store }: Pick<RenderServices, 'store'>,
  id: DatasetId,
): Promise<DownloadCounts | undefined> => {
  const counted = (await store.load<Downloads>(downloadsCaseId(id)))?.state;
  return (
    counted && {
      total: counted.total,
      countedThrough: counted.countedThrough,
      months: lastMonths(counted, MONTHS_SHOWN),
    }
  );
};

const withdrawnProps = ({ withdrawnReleases = [] }: Dataset): WithdrawnRelease[] =>
  withdrawnReleases.map(({ number, publishedOn, on, reason }) => ({
    number,
    publishedOn,
    withdrawnOn: on,
    reason,
  }));

export const datasetProps = async (
  services: RenderServices,
  dataset: Dataset,
  places?: PlaceValues,
): Promise<Filled<DatasetProps>> => {
  const release = latestRelease(dataset);
  if (!release) throw new TypeError('A page is rendered for a dataset with a release');
  const [agencies, contact, stored, due, downloads, map, changes] = await Promise.all([
    agencyMap(services),
    services.people.person(dataset.contact),
    services.files.text(reportKey(release.uploadId)),
    nextUpdateDue(services, dataset.id),
    downloadCounts(services, dataset.id),
    placeMapOf(services, release, places),
    Promise.all(
      dataset.releases.map((one) => comparisonOf(services.files, one, standingBefore(dataset, one.number))),
    ),
  ]);
  const report = stored && CheckReport.parse(JSON.parse(stored.text));
  const { metadata } = dataset;
  const licence = rulebook.licences.get(metadata.licence);
  const [first, ...others] = dataset.releases.map(({ number, publishedOn, files, rows, notes }, i) => ({
    number,
    publishedOn,
    files,
    rows,
    notes,
    changes: changes[i],
  }));
  if (!first) throw new TypeError('A page is rendered for a dataset with a release');
  return {
    dataset: {
      id: dataset.id,
      slug: dataset.slug,
      title: metadata.title,
      description: metadata.description,
      agency: agencyRef(agencies, dataset.agency),
      topic: { id: metadata.topic, label: topicOf(metadata.topic) },
      licence: {
        id: metadata.licence,
        label: licence?.label ?? { vi: metadata.licence, en: metadata.licence },
        url: licence?.url,
      },
      updateFrequency: rulebook.updateFrequencies.get(metadata.updateFrequency)?.label ?? {
        vi: metadata.updateFrequency,
        en: metadata.updateFrequency,
      },
      spatialCoverage: metadata.spatialCoverage,
      temporalCoverage: metadata.temporalCoverage,
      keywords: metadata.keywords,
      contact: { name: contact?.name ?? '—', email: contact?.email ?? '', phone: contact?.phone },
      demonstration: dataset.demonstration,
    },
    releases: [first, ...others],
    withdrawn: withdrawnProps(dataset),
    releaseTotal: releaseCount(dataset),
    firstPublishedOn: dataset.firstPublishedOn ?? first.publishedOn,
    columns: report?.columns ?? release.columns ?? [],
    neutralised: report?.neutralised,
    preview: report?.preview,
    noPreview: whyNoPreview(report, release.files),
    chart: report?.chart,
    placeMap: map.placeMap,
    formerUnits: map.formerUnits,
    quality: measuredQuality(dataset, contact?.email),
    personalData: release.personalData,
    nextUpdateDue: due,
    reasonsInEnglish,
    downloads,
    terms: termsProps(),
  };
};

/** Datasets shown on the home page; on the list, as many as the search gives a page. */
const HOME_NEWEST = 6;
const LIST_FIRST = PageQuery.parse({}).limit;
const AGENCY_LISTED = 100;

export const cardsOf = async (
  services: Pick<RenderServices, 'registry'>,
  entries: readonly CatalogueEntry[],
): Promise<DatasetCard[]> => {
  const agencies = await agencyMap(services);
  return entries.map((entry) => cardOf(entry, agencies));
};

export const cataloguePageProps = async (
  services: Pick<RenderServices, 'views' | 'registry'>,
): Promise<{ home: Filled<HomeProps>; list: Filled<DatasetListProps> }> => {
  const { views } = services;
  const [agencies, totals, byAgency, byTopic, byFormat, newest] = await Promise.all([
    agencyMap(services),
    views.totals(),
    views.countsByAgency(),
    views.countsByTopic(),
    views.countsByFormat(),
    views.newest(LIST_FIRST),
  ]);
  const cards = newest.map((entry) => cardOf(entry, agencies));
  const topics = [...rulebook.topics.values()].map(({ id, label }) => ({
    id,
    label,
    count: byTopic.get(id) ?? 0,
  }));
  const withData = [...byAgency]
    .map(([code, datasets]) => ({ ...agencyRef(agencies, code), datasets }))
    .sort((a, b) => b.datasets - a.datasets || a.name.localeCompare(b.name, 'vi'));
  return {
    home: {
      counters: { ...totals, agencies: agencies.size },
      topics,
      newest: cards.slice(0, HOME_NEWEST),
      agencies: withData,
    },
    list: {
      items: cards,
      total: totals.datasets,
      next: totals.datasets > cards.length ? searchCursor(cards.length) : undefined,
      topics,
      agencies: withData,
      formats: [...byFormat].map(([value, count]) => ({ value, count })),
    },
  };
};

export const agencyProps = async (
  services: RenderServices,
  code: AgencyCode,
): Promise<Filled<AgencyProps> | undefined> => {
  const agencies = await agencyMap(services);
  const agency = agencies.get(code);
  if (!agency) return undefined;
  const [officer, entries] = await Promise.all([
    agency.focalOfficer ? services.people.person(agency.focalOfficer) : undefined,
    services.views.ofAgency(code, AGENCY_LISTED),
  ]);
  return {
    agency: {
      code,
      name: agency.name,
      kind: agency.kind,
      address: agency.address,
      website: agency.website,
      validFrom: agency.validFrom,
      validUntil: agency.validUntil,
      predecessors: agency.predecessors.map((before) => agencyRef(agencies, before)),
      successor: agency.successor && agencyRef(agencies, agency.successor),
      focalPoint: officer && {
        name: officer.name,
        position: officer.position ?? '',
        email: officer.email,
        phone: officer.phone ?? '',
      },
      demonstration: agency.demonstration,
    },
    datasets: entries.map((entry) => cardOf(entry, agencies)),
  };
};
