import * as z from 'zod';
import {
  ColumnSummary,
  DatasetMetadata,
  GateDeclaration,
  OpenPersonalData,
  ReleaseFile,
} from '../shared/kernel/dataset.ts';
import { AgencyCode, DatasetId, PersonRef, Slug, UploadId } from '../shared/kernel/ids.ts';
import { LocalDate } from '../shared/kernel/local-date.ts';
import { FindingDecision, FindingSummary, MAX_FINDINGS } from '../shared/kernel/screening.ts';
import { defineEvent, type Fact } from './envelope.ts';

const releaseNumber = z.int().positive();

export const DatasetCreated = defineEvent(
  'DatasetCreated',
  1,
  z.object({
    datasetId: DatasetId,
    slug: Slug,
    agency: AgencyCode,
    contact: PersonRef.meta({ description: 'The contact point, kept in the people table' }),
    metadata: DatasetMetadata,
    demonstration: z.boolean().meta({ description: 'Demonstration data: shown as such wherever it appears' }),
  }),
);

export const MetadataChanged = defineEvent('MetadataChanged', 1, z.object({ metadata: DatasetMetadata }));

/** The object store holds the whole file under a key of its own; the check begins. */
export const UploadReceived = defineEvent(
  'UploadReceived',
  1,
  z.object({ uploadId: UploadId, fileName: z.string(), bytes: z.int().nonnegative(), by: PersonRef }),
);

/**
 * An officer said how a file that had arrived is to be read: it is checked anew, as an upload of its own. What was said
 * stays with that upload; its hash here proves it (SHA-256 of the canonical JSON).
 */
export const ReadingChosen = defineEvent(
  'ReadingChosen',
  1,
  z.object({
    uploadId: UploadId,
    of: UploadId.meta({ description: 'The upload whose file is read in another way' }),
    readingSha256: z.string().regex(/^[0-9a-f]{64}$/),
    by: PersonRef,
  }),
);

export const CheckPassed = defineEvent(
  'CheckPassed',
  1,
  z.object({
    uploadId: UploadId,
    sha256: z.string(),
    rows: z.int().nonnegative(),
    columns: z.array(ColumnSummary),
    files: z.array(ReleaseFile).min(1),
    guesses: z
      .int()
      .positive()
      .optional()
      .meta({ description: 'How many things about the file were guessed; none when absent' }),
    findings: z
      .array(FindingSummary)
      .max(MAX_FINDINGS)
      .optional()
      .meta({ description: 'What must be decided before the file is opened; nothing when absent' }),
  }),
);

/** Problems are counted by code here; the whole list stays with the upload. */
export const CheckFailed = defineEvent(
  'CheckFailed',
  1,
  z.object({
    uploadId: UploadId,
    problems: z.array(z.object({ code: z.string(), count: z.int().positive() })).min(1),
  }),
);

export const ReleaseSubmitted = defineEvent(
  'ReleaseSubmitted',
  1,
  z.object({
    uploadId: UploadId,
    number: releaseNumber,
    declaration: GateDeclaration,
    notes: z.string().max(2000),
    guessesConfirmed: z
      .int()
      .positive()
      .optional()
      .meta({ description: 'How many guesses about the file the person looked at and found right' }),
    findings: z
      .array(FindingDecision)
      .max(MAX_FINDINGS)
      .optional()
      .meta({ description: 'What the person decided about each finding of the check, and why' }),
  }),
);

export const ReleaseReturned = defineEvent(
  'ReleaseReturned',
  1,
  z.object({ uploadId: UploadId, number: releaseNumber, reasons: z.string().min(5).max(5000) }),
);

/** Names the file that was looked at: a decision is on a file, not on whatever lies there. */
export const ReleaseApproved = defineEvent(
  'ReleaseApproved',
  1,
  z.object({ uploadId: UploadId, number: releaseNumber }),
);

/** The files stand at their permanent addresses. Duties start here. */
export const ReleasePublished = defineEvent(
  'ReleasePublished',
  1,
  z.object({
    number: releaseNumber,
    publishedOn: LocalDate,
    uploadId: UploadId,
    files: z.array(ReleaseFile).min(1),
    rows: z.int().nonnegative().optional(),
    notes: z.string().max(2000).optional(),
    // What readers outside this capability need, so that they need not ask back.
    datasetId: DatasetId,
    slug: Slug,
    title: z.string(),
    agency: AgencyCode,
  }),
);

/**
 * One release was taken back, the dataset lives on. Its number is never given again. Where it was the newest, the event
 * brings the one that is the newest from now on as it was published: the state remembers less of earlier ones.
 */
export const ReleaseWithdrawn = defineEvent(
  'ReleaseWithdrawn',
  1,
  z.object({
    datasetId: DatasetId,
    number: releaseNumber,
    reason: z.string().min(10).max(2000),
    withdrawnOn: LocalDate,
    publishedOn: LocalDate,
    uploadId: UploadId,
    files: z
      .array(ReleaseFile.shape.name)
      .min(1)
      .meta({ description: 'Its files, by name: their addresses answer 410' }),
    newest: z
      .object({
        number: releaseNumber,
        publishedOn: LocalDate,
        uploadId: UploadId,
        files: z.array(ReleaseFile).min(1),
        rows: z.int().nonnegative().optional(),
        columns: z.array(ColumnSummary).optional(),
        personalData: OpenPersonalData.optional(),
        notes: z.string().max(2000).optional(),
      })
      .optional()
      .meta({ description: 'The newest that remains; absent where the newest stays the newest' }),
  }),
);

export const DatasetWithdrawn = defineEvent(
  'DatasetWithdrawn',
  1,
  z.object({ datasetId: DatasetId, reason: z.string().min(10).max(2000), withdrawnOn: LocalDate }),
);

export const publishingEvents = [
  DatasetCreated,
  MetadataChanged,
  UploadReceived,
  ReadingChosen,
  CheckPassed,
  CheckFailed,
  ReleaseSubmitted,
  ReleaseReturned,
  ReleaseApproved,
  ReleasePublished,
  ReleaseWithdrawn,
  DatasetWithdrawn,
] as const;

export type PublishingEvent = Fact<(typeof publishingEvents)[number]>;
