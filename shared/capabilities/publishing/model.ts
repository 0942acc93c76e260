import type { ColumnSummary, DatasetMetadata, GateDeclaration, ReleaseFile } from '../../kernel/dataset.ts';
import type { AgencyCode, DatasetId, PersonRef, Slug, UploadId } from '../../kernel/ids.ts';
import type { Instant, LocalDate } from '../../kernel/local-date.ts';

/** The file being prepared as the next release. */
export type DraftUpload = {
  id: UploadId;
  fileName: string;
  bytes: number;
  by: PersonRef;
  check: 'running' | 'passed' | 'failed';
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

/** A published version of the data. It never changes. */
export type Release = {
  number: number;
  publishedOn: LocalDate;
  uploadId: UploadId;
  files: ReleaseFile[];
  rows?: number;
  columns: ColumnSummary[];
  notes?: string;
};

export type Dataset = {
  id: DatasetId;
  slug: Slug;
  agency: AgencyCode;
  contact: PersonRef;
  metadata: DatasetMetadata;
  demonstration: boolean;
  draft?: Draft;
  releases: Release[];
  /** When what the public sees last changed. */
  publicAt?: Instant;
  withdrawal?: { reason: string; on: LocalDate };
};

export type Status = 'draft' | 'submitted' | 'approved' | 'published' | 'withdrawn';

/** One word for where a dataset stands: what awaits a person comes before what is already public. */
export const statusOf = (dataset: Dataset): Status => {
  if (dataset.withdrawal) return 'withdrawn';
  if (dataset.draft && dataset.draft.phase !== 'editing') return dataset.draft.phase;
  return dataset.releases.length > 0 ? 'published' : 'draft';
};

export const latestRelease = (dataset: Dataset): Release | undefined => dataset.releases.at(-1);
