import type { PublishingEvent } from '../../../events/publishing.ts';
import type { ColumnSummary, DatasetMetadata, GateDeclaration, ReleaseFile } from '../../kernel/dataset.ts';
import type { AgencyCode, DatasetId, PersonRef, Slug, UploadId } from '../../kernel/ids.ts';
import type { LocalDate } from '../../kernel/local-date.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import {
  openedPersonalData,
  wronglyOpened,
  type FindingDecision,
  type FindingSummary,
} from '../../kernel/screening.ts';
import { decidedOf, undecidedOf } from './findings.ts';
import { releaseCount, standingCount, statusOf, type Dataset } from './model.ts';

export type Decision =
  | readonly PublishingEvent[]
  | Refusal<
      | 'wrong-state'
      | 'file-changed'
      | 'four-eyes'
      | 'not-found'
      | 'check-running'
      | 'file-unread'
      | 'guesses-unconfirmed'
      | 'findings-undecided'
      | 'personal-data-undeclared'
      | 'secret-marking-opened'
      | 'release-withdrawn'
      | 'only-release'
      | 'conflict'
    >;

const wrongState = (dataset: Dataset) => refuse('wrong-state', { status: statusOf(dataset) });

/** A draft may change only while nobody is deciding on it. */
const isEditable = (dataset: Dataset): boolean =>
  !dataset.withdrawal && (dataset.draft === undefined || dataset.draft.phase === 'editing');

export const createDataset = (
  command: {
    datasetId: DatasetId;
    slug: Slug;
    agency: AgencyCode;
    contact: PersonRef;
    metadata: DatasetMetadata;
    demonstration: boolean;
  },
  state: Dataset | undefined,
): Decision => (state ? wrongState(state) : [{ type: 'DatasetCreated', data: command }]);

export const changeMetadata = (
  command: { metadata: DatasetMetadata },
  dataset: Dataset | undefined,
): Decision => {
  if (!dataset) return refuse('not-found');
  if (!isEditable(dataset)) return wrongState(dataset);
  return [{ type: 'MetadataChanged', data: { metadata: command.metadata } }];
};

/** May an upload begin? Asked before any part is sent, and again when the file is whole. */
export const mayUpload = (dataset: Dataset): boolean => isEditable(dataset);

/**
 * The object store says the file is whole. Told twice, it is received once; too late, it is left unread. The releases
 * remembered are enough to know a file again: a message does not live through twelve approvals.
 */
export const receiveUpload = (
  command: { uploadId: UploadId; fileName: string; bytes: number; by: PersonRef },
  dataset: Dataset | undefined,
): Decision => {
  if (!dataset) return refuse('not-found');
  if (dataset.draft?.upload.id === command.uploadId) return [];
  const known = [...dataset.releases, ...(dataset.withdrawnReleases ?? [])];
  if (known.some((release) => release.uploadId === command.uploadId)) return [];
  if (!isEditable(dataset)) return wrongState(dataset);
  return [{ type: 'UploadReceived', data: command }];
};

/**
 * The same file, read in another way: a new upload of the same bytes, checked anew. Asked twice, it is chosen once. What
 * a scanner held back, or what did not arrive as it was sent, is not read at all.
 */
export const chooseReading = (
  command: { uploadId: UploadId; of: UploadId; readingSha256: string; by: PersonRef },
  dataset: Dataset | undefined,
): Decision => {
  if (!dataset) return refuse('not-found');
  const upload = dataset.draft?.upload;
  if (!upload || !isEditable(dataset)) return wrongState(dataset);
  if (upload.id === command.uploadId) return [];
  if (upload.id !== command.of) return refuse('file-changed');
  if (upload.check === 'running') return refuse('check-running');
  if (upload.isUnread) return refuse('file-unread');
  return [{ type: 'ReadingChosen', data: command }];
};

export type CheckOutcome =
  | {
      passed: true;
      sha256: string;
      rows: number;
      columns: ColumnSummary[];
      files: ReleaseFile[];
      guesses?: number;
      findings?: FindingSummary[];
    }
  | { passed: false; problems: { code: string; count: number }[] };

/** The check's result, once; the result of a file that has been replaced since says nothing. */
export const recordCheck = (
  command: { uploadId: UploadId; outcome: CheckOutcome },
  dataset: Dataset | undefined,
): Decision => {
  if (!dataset) return refuse('not-found');
  const upload = dataset.draft?.upload;
  if (upload?.id !== command.uploadId || upload.check !== 'running') return [];
  const { uploadId, outcome } = command;
  if (!outcome.passed) return [{ type: 'CheckFailed', data: { uploadId, problems: outcome.problems } }];
  const { sha256, rows, columns, files, guesses, findings = [] } = outcome;
  return [
    {
      type: 'CheckPassed',
      data: {
        uploadId,
        sha256,
        rows,
        columns,
        files,
        ...(guesses ? { guesses } : {}),
        ...(findings.length > 0 ? { findings } : {}),
      },
    },
  ];
};

/**
 * The gate: a checked file and the four statements of a named person (NĐ 47/2020 Điều 1(2), 20(1)). The statements are
 * about the file that person saw: one that took its place since is not submitted unseen. What was guessed about the file
 * is looked at first, right or wrong; what the check found in it is decided one by one, with a reason; and who decides
 * that personal data may be open declares so, with what makes it public.
 */
export const submitRelease = (
  command: {
    uploadId: UploadId;
    declaration: GateDeclaration;
    notes: string;
    confirmsGuesses?: boolean;
    findings?: readonly FindingDecision[];
  },
  dataset: Dataset | undefined,
): Decision => {
  if (!dataset) return refuse('not-found');
  const draft = dataset.draft;
  if (!draft || !isEditable(dataset)) return wrongState(dataset);
  if (draft.upload.id !== command.uploadId) return refuse('file-changed');
  if (draft.upload.check !== 'passed') return wrongState(dataset);
  const { guesses, findings = [] } = draft.upload;
  if (guesses && !command.confirmsGuesses) return refuse('guesses-unconfirmed', { count: guesses });
  const undecided = undecidedOf(findings, command.findings ?? []);
  if (undecided.length > 0) return refuse('findings-undecided', { count: undecided.length });
  const decided = decidedOf(findings, command.findings ?? []);
  const { declaration, notes } = command;
  const secret = wronglyOpened(findings, decided);
  if (secret.length > 0) return refuse('secret-marking-opened', { count: secret.length });
  const opened = openedPersonalData(findings, decided);
  if (opened.length > 0 && declaration.personalData.kind !== 'lawful-to-open')
    return refuse('personal-data-undeclared', { count: opened.length });
  return [
    {
      type: 'ReleaseSubmitted',
      data: {
        uploadId: draft.upload.id,
        number: draft.number,
        declaration,
        notes,
        ...(guesses ? { guessesConfirmed: guesses } : {}),
        ...(decided.length > 0 ? { findings: decided } : {}),
      },
    },
  ];
};

/** Four eyes: who submitted, sent the file, or chose how it is read does not decide on it; the Department's own data included. */
const mayDecide = ({ draft }: Dataset, by: PersonRef): boolean =>
  draft?.submittedBy !== by && draft?.upload.by !== by && draft?.upload.readBy !== by;

/** On the file the person looked at: one submitted in its place meanwhile has to be looked at first. */
const decideOnSubmission = (
  dataset: Dataset | undefined,
  { by, uploadId }: { by: PersonRef; uploadId: UploadId },
  fact: (number: number) => PublishingEvent,
): Decision => {
  if (!dataset) return refuse('not-found');
  if (dataset.withdrawal || dataset.draft?.phase !== 'submitted') return wrongState(dataset);
  if (!mayDecide(dataset, by)) return refuse('four-eyes');
  if (dataset.draft.upload.id !== uploadId) return refuse('file-changed');
  return [fact(dataset.draft.number)];
};

export const approveRelease = (
  command: { by: PersonRef; uploadId: UploadId },
  dataset: Dataset | undefined,
): Decision =>
  decideOnSubmission(dataset, command, (number) => ({
    type: 'ReleaseApproved',
    data: { uploadId: command.uploadId, number },
  }));

export const returnRelease = (
  command: { by: PersonRef; uploadId: UploadId; reasons: string },
  dataset: Dataset | undefined,
): Decision =>
  decideOnSubmission(dataset, command, (number) => ({
    type: 'ReleaseReturned',
    data: { uploadId: command.uploadId, number, reasons: command.reasons },
  }));

/** The files stand at their addresses. Told twice, published once. */
export const recordPublication = (
  command: { number: number; publishedOn: LocalDate; files: ReleaseFile[] },
  dataset: Dataset | undefined,
): Decision => {
  if (!dataset) return refuse('not-found');
  const { number, publishedOn, files } = command;
  if (number <= releaseCount(dataset)) return [];
  if (dataset.withdrawal || dataset.draft?.phase !== 'approved' || dataset.draft.number !== number)
    return wrongState(dataset);
  const { id, slug, agency, metadata, draft } = dataset;
  return [
    {
      type: 'ReleasePublished',
      data: {
        number,
        publishedOn,
        uploadId: draft.upload.id,
        files,
        ...(draft.upload.rows === undefined ? {} : { rows: draft.upload.rows }),
        ...(draft.notes ? { notes: draft.notes } : {}),
        datasetId: id,
        slug,
        agency,
        title: metadata.title,
      },
    },
  ];
};

/** From approval on files may be at public addresses; whatever is there can be taken back at once: a leak cannot wait. */
const isWithdrawable = (dataset: Dataset): boolean =>
  !dataset.withdrawal && (dataset.releases.length > 0 || dataset.draft?.phase === 'approved');

/** Withdrawal is open to the owner and the Department, also while a publication is on its way: it then ends in nothing. */
export const withdrawDataset = (
  command: { reason: string; on: LocalDate },
  dataset: Dataset | undefined,
): Decision => {
  if (!dataset) return refuse('not-found');
  if (!isWithdrawable(dataset)) return wrongState(dataset);
  return [
    {
      type: 'DatasetWithdrawn',
      data: { datasetId: dataset.id, reason: command.reason, withdrawnOn: command.on },
    },
  ];
};

export type Act =
  | 'change-metadata'
  | 'upload'
  | 'choose-reading'
  | 'submit'
  | 'approve'
  | 'return'
  | 'withdraw-release'
  | 'withdraw';

/** What this person may do now: the same rules the commands apply, asked ahead so that the desk offers only these. */
export const actsOpenTo = (
  dataset: Dataset,
  who: { ref: PersonRef; ownsIt: boolean; isDepartment: boolean },
): Act[] => {
  const acts: Act[] = [];
  const editable = isEditable(dataset);
  if (who.ownsIt && editable) acts.push('change-metadata', 'upload');
  const upload = dataset.draft?.upload;
  if (who.ownsIt && editable && upload && upload.check !== 'running' && !upload.isUnread)
    acts.push('choose-reading');
  if (who.ownsIt && editable && upload?.check === 'passed') acts.push('submit');
  if (who.isDepartment && dataset.draft?.phase === 'submitted' && mayDecide(dataset, who.ref))
    acts.push('approve', 'return');
  const mayWithdraw = who.ownsIt || who.isDepartment;
  if (mayWithdraw && !dataset.withdrawal && standingCount(dataset) > 1) acts.push('withdraw-release');
  if (mayWithdraw && isWithdrawable(dataset)) acts.push('withdraw');
  return acts;
};
