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
  /** The newest ones, oldest first, at most `RECENT_RELEASES`. */
  releases: Release[];
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

export const latestRelease = (dataset: Dataset): Release | undefined => dataset.releases.at(-1);

/** Releases count up from one without a gap. */
export const releaseCount = (dataset: Dataset): number => latestRelease(dataset)?.number ?? 0;

/** Something of it is or was at public addresses, if only for the moments a publication takes. */
export const wasPublic = (dataset: Dataset): boolean =>
  dataset.releases.length > 0 || dataset.withdrawal?.unfinished !== undefined;
