import type { PublishingEvent } from '../../events/publishing.ts';
import * as decide from '../../shared/capabilities/publishing/decide.ts';
import { evolve } from '../../shared/capabilities/publishing/evolve.ts';
import type { Dataset } from '../../shared/capabilities/publishing/model.ts';
import { withdrawRelease } from '../../shared/capabilities/publishing/withdraw-release.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { AgencyCode, DatasetId, PersonRef, Slug, UploadId, uuidFrom } from '../../shared/kernel/ids.ts';
import { instant, localDate } from '../../shared/kernel/local-date.ts';
import { diagramOf, stepsOf, type Life, type Step } from './life.ts';

const idFor = (word: string): string => uuidFrom(sha256(word));
const officer = PersonRef.parse(idFor('officer'));
const approver = PersonRef.parse(idFor('approver'));
const datasetId = DatasetId.parse(idFor('dataset'));
const on = localDate('2025-06-16');
const metadata = {
  title: 'Danh sách trường học',
  description: 'Danh sách trường học công lập trên địa bàn tỉnh.',
  topic: 'giao-duc',
  licence: 'dieu-18-nd47',
  updateFrequency: 'annual',
  spatialCoverage: 'Tỉnh Thái Bình',
  keywords: [],
};
const declaration = {
  noStateSecret: true as const,
  personalData: { kind: 'none' as const },
  reidentificationConsidered: true as const,
  legalBasis: 'Danh mục dữ liệu mở của tỉnh',
};

/** Each command once; a file is a new one in every release and after every replacement. */
const commandsIn = (dataset: Dataset | undefined): ((state: Dataset | undefined) => decide.Decision)[] => {
  const upload = dataset?.draft?.upload.id ?? UploadId.parse(idFor('no upload'));
  const number = dataset?.draft?.number ?? 1;
  const next = UploadId.parse(idFor(`upload after ${upload} and ${dataset?.releases.length ?? 0}`));
  const passed = { passed: true as const, sha256: sha256(''), rows: 1, columns: [], files: [] };
  const failed = { passed: false as const, problems: [{ code: 'broken-quote', count: 1 }] };
  return [
    (it) =>
      decide.createDataset(
        {
          datasetId,
          slug: Slug.parse('truong-hoc'),
          agency: AgencyCode.parse('H54.05'),
          contact: officer,
          metadata,
          demonstration: true,
        },
        it,
      ),
    (it) => decide.receiveUpload({ uploadId: next, fileName: 'a.csv', bytes: 1, by: officer }, it),
    (it) => decide.recordCheck({ uploadId: upload, outcome: passed }, it),
    (it) => decide.recordCheck({ uploadId: upload, outcome: failed }, it),
    (it) =>
      decide.chooseReading(
        { uploadId: next, of: upload, readingSha256: sha256('{"encoding":"tcvn3"}'), by: officer },
        it,
      ),
    (it) => decide.submitRelease({ uploadId: upload, declaration, notes: '' }, it),
    (it) => decide.returnRelease({ by: approver, uploadId: upload, reasons: 'Thiếu mô tả cột' }, it),
    (it) => decide.approveRelease({ by: approver, uploadId: upload }, it),
    (it) => decide.recordPublication({ number, publishedOn: on, files: [] }, it),
    (it) =>
      withdrawRelease(
        { number: 1, reason: 'Sai sót trong số liệu gốc', on, published: it?.releases ?? [] },
        it,
      ),
    (it) => decide.withdrawDataset({ reason: 'Sai sót trong số liệu gốc', on }, it),
    (it) => decide.changeMetadata({ metadata }, it),
  ];
};

const nameOf = ({ withdrawal, draft, releases }: Dataset): string => {
  if (withdrawal) return 'withdrawn';
  if (draft) return draft.phase === 'editing' ? draft.upload.check : draft.phase;
  return releases.length > 0 ? 'published' : 'empty';
};

const words: Readonly<Record<string, string>> = {
  empty: 'Bản nháp, chưa có tệp',
  running: 'Đang kiểm tra tệp',
  failed: 'Kiểm tra không đạt',
  passed: 'Kiểm tra đạt, chờ trình',
  submitted: 'Chờ phê duyệt',
  approved: 'Đang công bố',
  published: 'Đã công bố',
  withdrawn: 'Đã thu hồi',
};

const life: Life<Dataset, PublishingEvent> = {
  commandsIn,
  evolve: (state, fact) =>
    evolve(state, fact, { at: instant(0), by: { kind: 'person', ref: officer, role: 'focal' } }),
  nameOf,
  // A second release lives as the first did but that one of two may be taken back, and every later one as the second.
  keyOf: (dataset) => `${nameOf(dataset)} ${Math.min(dataset.releases.length, 2)}`,
};

export const datasetSteps = (): Step[] => stepsOf(life);

/** Changing metadata or taking back one release of several moves nothing: these arrows are left out of the picture. */
export const datasetDiagram = (): string =>
  diagramOf(
    datasetSteps().filter(({ fact }) => fact !== 'MetadataChanged' && fact !== 'ReleaseWithdrawn'),
    words,
  );
