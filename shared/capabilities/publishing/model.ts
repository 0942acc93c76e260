import type {
  ColumnSummary,
  DatasetMetadata,
  GateDeclaration,
  OpenPersonalData,
  ReleaseFile,
} from '../../kernel/dataset.ts';
import type { AgencyCode, DatasetId, PersonRef, Slug, UploadId } from '../../kernel/ids.ts';
import type { Instant, LocalDate } from '../../kernel/local-date.ts';
import type { FindingSummary } from '../../kernel/screening.ts';

/** The file being prepared as the next release. */
export type DraftUpload = {
  id: UploadId;
  fileName: string;
  bytes: number;
  by: PersonRef;
  /** Who chose how it is read, when somebody did. */
  readBy?: PersonRef;
  check: 'running' | 'passed' | 'failed';
  /** The check ended before the content was looked at. */
  isUnread?: true;
  /** How many things about the file were guessed. */
  guesses?: number;
  /** What must be decided before it is opened. What was decided, with reasons, stands in the ledger alone. */
  findings?: Omit<FindingSummary, 'columnName'>[];
  sha256?: string;
  rows?: number;
  columns?: ColumnSummary[];
  files?: ReleaseFile[];
};

/** The next release on its way: being prepared, waiting for approval, or approved and being put in place. */
export type Draft = {
  number: number;
  phase: 'editing' | 'submitted' | 'approved';
  upload: DraftUpload;
  declaration?: GateDeclaration;
  notes?: string;
  submittedBy?: PersonRef;
  approvedBy?: PersonRef;
  returnedBecause?: string;
};

/**
 * A published version of the data. It never changes. For the newest only are kept its columns, to compare the next with,
 * and what was declared of personal data in it, for its page.
 */
export type Release = {
  number: number;
  publishedOn: LocalDate;
  uploadId: UploadId;
  files: ReleaseFile[];
  rows?: number;
  columns?: ColumnSummary[];
  personalData?: OpenPersonalData;
  notes?: string;
};

/** A release that was taken back. The upload is known again when its message comes once more. */
export type WithdrawnRelease = {
  number: number;
  publishedOn: LocalDate;
  on: LocalDate;
  reason: string;
  uploadId: UploadId;
};

/** Releases taken back that a state remembers with their reasons; of all others it knows the number. */
export const RECENT_WITHDRAWN = 4;

/**
 * Releases a state remembers: three years at four a year. It is one item of at most 400 KB, whatever happens to a
 * dataset; every release stands in the ledger (ADR 0014).
 */
export const RECENT_RELEASES = 12;

export type Dataset = {
  id: DatasetId;
  slug: Slug;
  agency: AgencyCode;
  contact: PersonRef;
  metadata: DatasetMetadata;
  demonstration: boolean;
  draft?: Draft;
  /** The upload for which it was last chosen how to read: what that says of the data holds for the next file. */
  reading?: UploadId;
  /** The newest ones that stand, oldest first, at most `RECENT_RELEASES`; the last is the newest of all. */
  releases: Release[];
  /** Taken back one by one: the last of them, in the order in which it happened. */
  withdrawnReleases?: WithdrawnRelease[];
  /** The numbers of those taken back before them. */
  withdrawnEarlier?: number[];
  firstPublishedOn?: LocalDate;
  /** When what the public sees last changed. */
  publicAt?: Instant;
  withdrawal?: {
    reason: string;
    on: LocalDate;
    /** An approved release whose files were on their way to the public at that moment. */
    unfinished?: { number: number; files: ReleaseFile[] };
  };
};

export type Status = 'draft' | 'submitted' | 'approved' | 'published' | 'withdrawn';

/** One word for where a dataset stands: what awaits a person comes before what is already public. */
export const statusOf = (dataset: Dataset): Status => {
  if (dataset.withdrawal) return 'withdrawn';
  if (dataset.draft && dataset.draft.phase !== 'editing') return dataset.draft.phase;
  return dataset.releases.length > 0 ? 'published' : 'draft';
};

export const latestRelease = ({ releases }: Pick<Dataset, 'releases'>): Release | undefined =>
  releases.at(-1);

const withdrawnNumbers = ({ withdrawnReleases = [], withdrawnEarlier = [] }: Dataset): number[] => [
  ...withdrawnEarlier,
  ...withdrawnReleases.map(({ number }) => number),
];

export const isWithdrawn = (dataset: Dataset, number: number): boolean =>
  withdrawnNumbers(dataset).includes(number);

/** Releases count up from one without a gap; a number that was taken back counts on. */
export const releaseCount = (dataset: Dataset): number =>
  Math.max(latestRelease(dataset)?.number ?? 0, ...withdrawnNumbers(dataset));

/** Releases that are public today. */
export const standingCount = (dataset: Dataset): number =>
  releaseCount(dataset) - withdrawnNumbers(dataset).length;

/** The number of the release that stands before this one; what is public is compared with it. */
export const standingBefore = (dataset: Dataset, number: number): number | undefined => {
  const withdrawn = new Set(withdrawnNumbers(dataset));
  let before = number - 1;
  while (withdrawn.has(before)) before -= 1;
  return before > 0 ? before : undefined;
};

/** There are or were more than the state remembers: these stand on a page of their own. */
export const hasOlder = (dataset: Dataset): boolean =>
  releaseCount(dataset) > RECENT_RELEASES || (dataset.withdrawnEarlier ?? []).length > 0;

/** Something of it is or was at public addresses, if only for the moments a publication takes. */
export const wasPublic = (dataset: Dataset): boolean =>
  dataset.releases.length > 0 || dataset.withdrawal?.unfinished !== undefined;
