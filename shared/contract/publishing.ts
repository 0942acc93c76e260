import * as z from 'zod';
import { DatasetMetadata, GateDeclaration, ReleaseFile, text } from '../kernel/dataset.ts';
import { AgencyCode, DatasetId, Slug, UploadId } from '../kernel/ids.ts';
import { Instant, LocalDate } from '../kernel/local-date.ts';
import { Quality } from '../kernel/quality.ts';
import { FindingDecision, FindingSummary } from '../kernel/screening.ts';
import { officers, operation, pageOf, PageQuery, readers } from './operation.ts';
import { UploadStatus } from './uploads.ts';

/** The contact point shown on the page; kept apart from the record of events. */
export const Contact = z
  .object({
    name: text(120, 2),
    email: z.email().max(200),
    phone: text(30, 0).optional(),
  })
  .meta({ id: 'Contact' });
export type Contact = z.infer<typeof Contact>;

/** A published dataset as search answers it. */
export const DatasetSummary = z
  .object({
    id: DatasetId,
    slug: Slug,
    title: z.string(),
    description: z.string(),
    agency: z.object({ code: AgencyCode, name: z.string() }),
    topic: z.object({ id: z.string(), label: z.string() }),
    licence: z.string(),
    formats: z.array(z.string()),
    release: z.int().positive(),
    publishedOn: LocalDate,
    rows: z.int().nonnegative().optional(),
    demonstration: z.boolean(),
  })
  .meta({ id: 'DatasetSummary' });

/** How often files of a dataset were downloaded, programs included; counted once a day from access logs. */
export const DownloadsCount = z
  .object({
    total: z.int().nonnegative().meta({ description: 'Tổng số lượt tải, kể cả của chương trình tự động' }),
    countedThrough: LocalDate.meta({
      description: 'Đếm đến hết ngày này; hai ngày gần nhất có thể điều chỉnh',
    }),
  })
  .meta({ id: 'DownloadsCount' });

const Facet = z.array(z.object({ value: z.string(), label: z.string(), count: z.int().positive() }));

export const DatasetStatus = z.enum(['draft', 'submitted', 'approved', 'published', 'withdrawn']);
export type DatasetStatus = z.infer<typeof DatasetStatus>;

const HistoryEntry = z.object({
  type: z.string(),
  at: Instant,
  by: z.string().meta({ description: 'Tên người hoặc bộ phận hệ thống' }),
  note: z.string().optional(),
});

/** A dataset as its officers see it, drafts and decisions included. */
export const DatasetFile = z
  .object({
    id: DatasetId,
    slug: Slug,
    status: DatasetStatus,
    agency: z.object({ code: AgencyCode, name: z.string() }),
    metadata: DatasetMetadata,
    contact: Contact,
    demonstration: z.boolean(),
    draft: z
      .object({
        number: z.int().positive(),
        upload: UploadId.optional(),
        uploadStatus: UploadStatus.optional(),
        fileName: z.string().optional(),
        rows: z.int().optional(),
        returnedBecause: z.string().optional(),
        declaration: GateDeclaration.optional(),
        submittedBy: z.string().optional(),
        sentBy: z.string().optional().meta({ description: 'Người đã gửi tệp; không tự phê duyệt bản này' }),
        readBy: z
          .string()
          .optional()
          .meta({ description: 'Người đã chọn cách đọc tệp; không tự phê duyệt bản này' }),
        notes: z.string().optional(),
        findings: z.array(FindingSummary).optional().meta({
          description: 'Điều cần quyết định trước khi mở; chi tiết ở report.findings của lượt tải lên',
        }),
        findingDecisions: z.array(FindingDecision).optional().meta({
          description: 'Người trình đã quyết định thế nào về từng điều',
        }),
      })
      .optional(),
    releases: z
      .array(
        z.object({
          number: z.int(),
          publishedOn: LocalDate,
          files: z.array(ReleaseFile),
          rows: z.int().optional(),
        }),
      )
      .meta({
        description:
          'Các bản gần đây đang công bố, cũ trước; khi có bản không còn ở đây, mọi bản có trên trang công khai “releases/”',
      }),
    releaseTotal: z.int().nonnegative().meta({ description: 'Số bản đã công bố, kể cả bản đã rút' }),
    releasesStanding: z.int().nonnegative().meta({ description: 'Số bản đang công bố' }),
    withdrawnReleases: z
      .array(
        z.object({ number: z.int(), publishedOn: LocalDate, withdrawnOn: LocalDate, reason: z.string() }),
      )
      .meta({ description: 'Các bản đã rút gần đây nhất' }),
    withdrawal: z.object({ reason: z.string(), on: LocalDate }).optional(),
    mayDo: z
      .array(
        z.enum([
          'change-metadata',
          'upload',
          'choose-reading',
          'submit',
          'approve',
          'return',
          'withdraw-release',
          'withdraw',
        ]),
      )
      .meta({ description: 'Việc người đang hỏi được làm lúc này' }),
    comparison: z
      .object({
        previousRows: z.int(),
        rows: z.int(),
        columnsAdded: z.array(z.string()),
        columnsRemoved: z.array(z.string()),
        typesChanged: z.array(z.object({ column: z.string(), from: z.string(), to: z.string() })),
      })
      .optional()
      .meta({ description: 'Khác bản phát hành trước ở chỗ nào' }),
    quality: Quality.meta({
      description: 'Chất lượng siêu dữ liệu theo 23 chỉ báo MQA và việc nên sửa tiếp theo',
    }),
    history: z.array(HistoryEntry),
    version: z.int(),
  })
  .meta({ id: 'DatasetFile' });
export type DatasetFile = z.infer<typeof DatasetFile>;

export const DatasetFileSummary = z.object({
  id: DatasetId,
  slug: Slug,
  title: z.string(),
  status: DatasetStatus,
  agency: z.object({ code: AgencyCode, name: z.string() }),
  uploadStatus: UploadStatus.optional(),
  release: z.int().optional(),
  changedAt: Instant,
});
export type DatasetFileSummary = z.infer<typeof DatasetFileSummary>;

const idParam = z.object({ id: DatasetId });
export const publishingOperations = {
  searchDatasets: operation({
    id: 'searchDatasets',
    capability: 'publishing',
    answeredBy: 'search',
    method: 'GET',
    path: '/datasets',
    summary: 'Tìm bộ dữ liệu đã công bố, có dấu hoặc không dấu',
    who: 'anyone',
    query: PageQuery.extend({
      q: z.string().max(200).default(''),
      topic: z.string().max(60).optional(),
      agency: z.string().max(35).optional(),
      format: z.string().max(20).optional(),
      sort: z.enum(['relevance', 'newest', 'title']).optional(),
    }),
    success: {
      status: 200,
      body: pageOf(DatasetSummary).extend({
        facets: z.object({ topic: Facet, agency: Facet, format: Facet }),
        indexedAt: Instant.optional(),
      }),
    },
    problems: ['unavailable'],
  }),
  readDataset: operation({
    id: 'readDataset',
    capability: 'publishing',
    answeredBy: 'search',
    method: 'GET',
    path: '/datasets/{slug}',
    summary: 'Siêu dữ liệu một bộ dữ liệu đã công bố',
    who: 'anyone',
    params: z.object({ slug: Slug }),
    success: {
      status: 200,
      body: DatasetSummary.extend({
        url: z.string(),
        downloads: DownloadsCount.optional().meta({ description: 'Chưa có khi chưa đếm được lượt tải nào' }),
      }),
    },
    problems: ['not-found', 'gone', 'unavailable'],
  }),
  createDataset: operation({
    id: 'createDataset',
    capability: 'publishing',
    method: 'POST',
    path: '/datasets',
    summary: 'Tạo bộ dữ liệu mới (bản nháp)',
    who: officers,
    body: z.object({
      agency: AgencyCode,
      metadata: DatasetMetadata,
      contact: Contact,
      slug: Slug.optional(),
    }),
    success: { status: 201, body: DatasetFile },
    problems: [
      'not-your-agency',
      'slug-taken',
      'unknown-term',
      'ends-before-start',
      'not-found',
      'idempotency-mismatch',
      'conflict',
    ],
  }),
  listDatasetFiles: operation({
    id: 'listDatasetFiles',
    capability: 'publishing',
    method: 'GET',
    path: '/desk/datasets',
    summary: 'Các bộ dữ liệu tôi được xử lý, kể cả bản nháp và bản chờ phê duyệt',
    who: readers,
    query: PageQuery.extend({
      status: DatasetStatus.optional(),
      agency: AgencyCode.optional(),
      q: z.string().max(200).default('').meta({
        description: 'Các từ trong tên, địa chỉ, mã bộ dữ liệu hoặc mã cơ quan; có dấu hoặc không dấu',
      }),
    }),
    success: {
      status: 200,
      body: z.object({
        items: z.array(DatasetFileSummary),
        next: z.string().optional().meta({
          description:
            'Còn thì hỏi tiếp, cả khi trang này ít hoặc chưa có mục nào: mỗi lượt chỉ đọc một số hồ sơ có hạn',
        }),
      }),
    },
  }),
  readDatasetFile: operation({
    id: 'readDatasetFile',
    capability: 'publishing',
    method: 'GET',
    path: '/desk/datasets/{id}',
    summary: 'Hồ sơ một bộ dữ liệu: bản nháp, các bản phát hành, lịch sử',
    who: readers,
    params: idParam,
    success: { status: 200, body: DatasetFile },
    problems: ['not-found', 'not-your-agency'],
  }),
  changeMetadata: operation({
    id: 'changeMetadata',
    capability: 'publishing',
    method: 'PUT',
    path: '/desk/datasets/{id}/metadata',
    summary: 'Sửa siêu dữ liệu',
    who: officers,
    params: idParam,
    body: z.object({ metadata: DatasetMetadata }),
    success: { status: 200, body: DatasetFile },
    problems: [
      'not-found',
      'not-your-agency',
      'wrong-state',
      'unknown-term',
      'ends-before-start',
      'conflict',
      'idempotency-mismatch',
    ],
  }),
} as const;
