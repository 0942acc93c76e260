import type { Chart } from '../../shared/kernel/chart.ts';
import type { Deadline } from '../../shared/kernel/deadline.ts';
import type { Changes } from './parts/changes.tsx';
import type { ColumnProfile, Preview } from '../../shared/contract/uploads.ts';
import type { OpenPersonalData, ReleaseFile } from '../../shared/kernel/dataset.ts';
import type { Quality } from '../../shared/kernel/quality.ts';
import type { Reasons } from '../telling.ts';
import type { Lang } from '../texts.ts';

/** A label in both languages. */
export type Localised = { readonly vi: string; readonly en: string };

/** Addresses of built assets: the names carry content hashes, so they come from the build's manifest. */
export type Assets = { readonly css: string; readonly island: (name: IslandName) => string };
export type IslandName = 'search' | 'suggest' | 'copy' | 'rows' | 'map' | 'follow' | 'ask' | 'track';

export type Site = {
  /** The portal's public address without a trailing slash. */
  readonly url: string;
  /** `Cổng dữ liệu tỉnh Thái Bình` and its English form. */
  readonly name: Localised;
  readonly governingBody: {
    readonly name: Localised;
    readonly address?: string | undefined;
    readonly phone?: string | undefined;
    readonly email?: string | undefined;
  };
};

/** What every page needs. */
export type PageProps = { readonly lang: Lang; readonly site: Site; readonly assets: Assets };

export type DatasetCard = {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly agency: { readonly code: string; readonly name: string };
  readonly topic: { readonly id: string; readonly label: string };
  readonly formats: readonly string[];
  readonly release: number;
  readonly publishedOn: string;
  readonly rows?: number | undefined;
  readonly demonstration: boolean;
};

export type TopicCount = { readonly id: string; readonly label: Localised; readonly count: number };
export type AgencyCount = { readonly code: string; readonly name: string; readonly datasets: number };

export type HomeProps = PageProps & {
  readonly counters: {
    readonly datasets: number;
    readonly agencies: number;
    readonly releases: number;
    readonly rows: number;
  };
  readonly topics: readonly TopicCount[];
  /** Newest first; six fill the page. */
  readonly newest: readonly DatasetCard[];
  readonly agencies: readonly AgencyCount[];
};

export type DatasetListProps = PageProps & {
  /** The newest datasets, the first page as the search API would answer it. */
  readonly items: readonly DatasetCard[];
  readonly total: number;
  /** Where the search goes on behind them, when there are more. */
  readonly next?: string | undefined;
  readonly topics: readonly TopicCount[];
  readonly agencies: readonly AgencyCount[];
  readonly formats: readonly { readonly value: string; readonly count: number }[];
};

export type Release = {
  readonly number: number;
  readonly publishedOn: string;
  readonly files: readonly ReleaseFile[];
  readonly rows?: number | undefined;
  readonly notes?: string | undefined;
  /** What changed since the release before; absent for the first, and where it was not compared. */
  readonly changes?: Changes | undefined;
};

/** A release that was taken back: its files are gone, its line in the list stays. */
export type WithdrawnRelease = {
  readonly number: number;
  readonly publishedOn: string;
  readonly withdrawnOn: string;
  readonly reason: string;
};

/** A sentence of the terms, from the rulebook. `cites` are printed labels of the law. */
export type TermsSentence = {
  readonly id: string;
  readonly kind: 'may' | 'must' | 'must-not' | 'notice';
  readonly vi: string;
  readonly en: string;
  readonly cites: readonly string[];
};
export type Terms = {
  readonly title: Localised;
  readonly sentences: readonly TermsSentence[];
  /** Said when the law behind the terms is no longer in force or not known. */
  readonly basisNote?: string | undefined;
};

/** Why a release has no preview; of a file too large, its size and the limit in bytes. */
export type NoPreview =
  | { readonly why: 'geometry-only' | 'no-rows' | 'original-only' | 'not-kept' }
  | { readonly why: 'too-large'; readonly bytes: number; readonly most: number };

/** Downloads counted so far; `months` (`YYYY-MM`) are the last twelve at most, newest first. */
export type DownloadCounts = {
  readonly total: number;
  readonly countedThrough: string;
  readonly months: readonly { readonly month: string; readonly count: number }[];
};

export type DatasetPageData = {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly agency: { readonly code: string; readonly name: string };
  readonly topic: { readonly id: string; readonly label: Localised };
  /** `url` when the licence has a page of its own; otherwise the portal's terms page is linked. */
  readonly licence: { readonly id: string; readonly label: Localised; readonly url?: string | undefined };
  readonly updateFrequency: Localised;
  readonly spatialCoverage: string;
  readonly temporalCoverage?: { readonly from: string; readonly until?: string | undefined } | undefined;
  readonly keywords: readonly string[];
  readonly contact: {
    readonly name: string;
    readonly email: string;
    readonly phone?: string | undefined;
  };
  readonly demonstration: boolean;
};

/** A map of a table by commune: where its codes stand, and the published shapes it is drawn on. */
export type PlaceMap = {
  readonly column: string;
  readonly boundary: {
    readonly slug: string;
    readonly title: string;
    readonly file: string;
    readonly bytes: number;
  };
};

export type DatasetProps = PageProps & {
  readonly dataset: DatasetPageData;
  /** The newest releases, any order; the highest number is the latest. At least one. */
  readonly releases: readonly [Release, ...Release[]];
  /** Taken back lately, any order. */
  readonly withdrawn: readonly WithdrawnRelease[];
  /** How many there ever were; those that are not listed stand on the page of all releases. */
  readonly releaseTotal: number;
  readonly firstPublishedOn: string;
  readonly columns: readonly ColumnProfile[];
  /** How many cells of the CSV got an apostrophe in front, so that no spreadsheet runs them. */
  readonly neutralised?: number | undefined;
  readonly preview?: Preview | undefined;
  /** Why there are no first rows to show. */
  readonly noPreview?: NoPreview | undefined;
  /** The one chart that the types of the columns ask for. */
  readonly chart?: Chart | undefined;
  /** Only while a boundary is published on which something of the table can be drawn. */
  readonly placeMap?: PlaceMap | undefined;
  /** Its codes are those of units before the published boundary: why there is no map. */
  readonly formerUnits?: { readonly column: string } | undefined;
  readonly quality: Quality;
  /** Declared of the newest release: personal data in it is public by law or by consent. */
  readonly personalData?: OpenPersonalData | undefined;
  /** By when the law wants the next update; nothing while no duty is open. */
  readonly nextUpdateDue?: Deadline | undefined;
  readonly reasonsInEnglish: Reasons;
  /** Missing until the first download was counted. */
  readonly downloads?: DownloadCounts | undefined;
  readonly terms: Terms;
};

export type AgencyPageData = {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly address?: string | undefined;
  readonly website?: string | undefined;
  readonly validFrom: string;
  readonly validUntil?: string | undefined;
  readonly predecessors: readonly { readonly code: string; readonly name: string }[];
  readonly successor?: { readonly code: string; readonly name: string } | undefined;
  readonly focalPoint?:
    | { readonly name: string; readonly position: string; readonly email: string; readonly phone: string }
    | undefined;
  readonly demonstration: boolean;
};

export type AgencyProps = PageProps & {
  readonly agency: AgencyPageData;
  readonly datasets: readonly DatasetCard[];
};

export type AgencyListProps = PageProps & {
  readonly agencies: readonly (AgencyCount & { readonly kind: string; readonly demonstration: boolean })[];
};

export type TombstoneProps = PageProps & {
  readonly dataset: {
    readonly slug: string;
    readonly title: string;
    readonly agency: { readonly code: string; readonly name: string };
  };
  readonly withdrawnOn: string;
  readonly reason: string;
  readonly firstPublishedOn?: string | undefined;
  readonly releases: number;
};

export type ReleasesProps = PageProps & {
  readonly dataset: { readonly slug: string; readonly title: string };
  /** Every release that stands, and every one that was taken back, any order. */
  readonly releases: readonly Release[];
  readonly withdrawn: readonly WithdrawnRelease[];
};

/** A file of a release that was taken back. `newest` is what to use instead. */
export type ReleaseTombstoneProps = PageProps & {
  readonly dataset: TombstoneProps['dataset'];
  readonly release: WithdrawnRelease;
  readonly newest: Pick<Release, 'number' | 'publishedOn'>;
};

/** A file under `latest/` that only earlier releases had. */
export type AbsentFileProps = PageProps & {
  readonly dataset: { readonly slug: string; readonly title: string };
  readonly absent: string;
  readonly release: Release;
};

/** What the holder of a private link follows. `about` is the dataset that the address asks about. */
export type FollowsProps = PageProps & {
  readonly link: string;
  readonly follows: readonly {
    readonly dataset: string;
    readonly slug: string;
    readonly title: string;
    readonly since: string;
  }[];
  readonly about?: { readonly dataset: string; readonly title: string } | undefined;
  readonly happened: 'asked' | 'stopped';
};

/** A kind of request as the rulebook words it. */
export type RequestKindChoice = {
  readonly id: string;
  readonly title: Localised;
  readonly explains: Localised;
};

export type RequestsProps = PageProps & {
  readonly kinds: readonly RequestKindChoice[];
  readonly reasonsInEnglish: Reasons;
};

export type RequestFormProps = RequestsProps & {
  /** Bodies in function, any order. */
  readonly agencies: readonly { readonly code: string; readonly name: string; readonly kind: string }[];
  /** How long papers are kept after a request was closed, and the most bytes of one attachment. */
  readonly keptDays: number;
  readonly largestFile: number;
};

export type TermsProps = PageProps & { readonly terms: Terms };

export type SitemapEntry = {
  /** Path of the Vietnamese page; the English one is `/en` before it. */
  readonly path: string;
  readonly changedOn?: string | undefined;
};

export type DatasetFeedProps = {
  readonly site: Site;
  readonly dataset: Pick<DatasetPageData, 'slug' | 'title' | 'agency'>;
  /** The recent releases, any order. */
  readonly releases: readonly Release[];
  readonly withdrawn: readonly WithdrawnRelease[];
};

export type FeedProps = {
  readonly site: Site;
  /** Newest first. `updatedAt` is an instant. */
  readonly entries: readonly (DatasetCard & { readonly updatedAt: string })[];
  readonly updatedAt: string;
};
