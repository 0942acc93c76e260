import * as z from 'zod';
import {
  ColumnSummary,
  DatasetMetadata,
  GateDeclaration,
  paragraphs,
  ReleaseFile,
  text,
} from '../kernel/dataset.ts';
import { AgencyCode, DatasetId, Slug, UploadId } from '../kernel/ids.ts';
import { Instant, LocalDate } from '../kernel/local-date.ts';
import { Decided } from '../kernel/reading.ts';
import { operation, pageOf, PageQuery } from './operation.ts';

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
export type DatasetSummary = z.infer<typeof DatasetSummary>;

/** How often files of a dataset were downloaded, programs included; counted once a day from access logs. */
export const DownloadsCount = z
  .object({
    total: z.int().nonnegative().meta({ description: 'Tổng số lượt tải, kể cả của chương trình tự động' }),
    countedThrough: LocalDate.meta({
      description: 'Đếm đến hết ngày này; hai ngày gần nhất có thể điều chỉnh',
    }),
  })
  .meta({ id: 'DownloadsCount' });
export type DownloadsCount = z.infer<typeof DownloadsCount>;

const Facet = z.array(z.object({ value: z.string(), label: z.string(), count: z.int().positive() }));

export const DatasetStatus = z.enum(['draft', 'submitted', 'approved', 'published', 'withdrawn']);
export type DatasetStatus = z.infer<typeof DatasetStatus>;

/** Where an upload stands. `stage` while checking; `resumesBy` when a worker died and another will take over. */
export const UploadStatus = z.enum(['receiving', 'scanning', 'checking', 'passed', 'failed', 'expired']);
export const CheckStage = z.enum(['scan', 'identify', 'read', 'convert', 'profile', 'store']);
export type CheckStage = z.infer<typeof CheckStage>;

export const UploadProblem = z.object({
  code: z.string(),
  sentence: z.string().meta({ description: 'Lỗi và cách sửa, tiếng Việt' }),
  row: z.int().optional(),
  column: z.int().optional(),
  columnName: z.string().optional(),
  value: z.string().optional(),
});
export type UploadProblem = z.infer<typeof UploadProblem>;

export const ColumnProfile = ColumnSummary.extend({
  distinct: z.int().optional(),
  distinctIsExact: z.boolean().optional(),
  min: z.string().optional(),
  max: z.string().optional(),
  top: z.array(z.object({ value: z.string(), count: z.int() })).optional(),
});
export type ColumnProfile = z.infer<typeof ColumnProfile>;

export const Preview = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string().nullable())),
  totalRows: z.int(),
});
export type Preview = z.infer<typeof Preview>;

export const CheckReport = z.object({
  format: z.enum(['csv', 'geojson', 'json', 'xlsx', 'xls', 'zip']).optional(),
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  rows: z.int().nonnegative(),
  columns: z.array(ColumnProfile),
  problems: z.array(UploadProblem),
  problemTotal: z.int().nonnegative(),
  notes: z.array(z.string()).meta({ description: 'Những gì hệ thống đã tự làm với tệp, nói rõ cho cán bộ' }),
  decided: z.array(Decided).optional().meta({
    description: 'Hệ thống đã hiểu tệp thế nào: chắc chắn, đoán hay theo cán bộ, kèm mẫu trước và sau',
  }),
  files: z.array(ReleaseFile),
  preview: Preview.optional(),
});
export type CheckReport = z.infer<typeof CheckReport>;

export const Upload = z
  .object({
    id: UploadId,
    datasetId: DatasetId,
    fileName: z.string(),
    bytes: z.int(),
    status: UploadStatus,
    partSize: z.int(),
    partCount: z.int(),
    partsReceived: z
      .array(z.int())
      .meta({ description: 'Số thứ tự các phần đã nhận: gửi tiếp các phần còn lại' }),
    stage: CheckStage.optional(),
    rowsRead: z.int().optional(),
    percent: z.int().min(0).max(100).optional(),
    resumesBy: Instant.optional(),
    waitingSince: Instant.optional(),
    verdict: z
      .object({
        dueBy: Instant.meta({ description: 'Đến lúc này thường đã có kết quả quét mã độc' }),
        isLate: z.boolean(),
        whatNext: z.string().meta({ description: 'Việc gì xảy ra tiếp theo, bằng lời' }),
      })
      .optional(),
    expiresAt: Instant,
    report: CheckReport.optional(),
  })
  .meta({ id: 'Upload' });
export type Upload = z.infer<typeof Upload>;

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
        notes: z.string().optional(),
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
      .meta({ description: 'Các bản gần đây, cũ trước; mọi bản có trên trang công khai “releases/”' }),
    releaseTotal: z.int().nonnegative().meta({ description: 'Số bản đã công bố' }),
    withdrawal: z.object({ reason: z.string(), on: LocalDate }).optional(),
    mayDo: z
      .array(z.enum(['change-metadata', 'upload', 'submit', 'approve', 'return', 'withdraw']))
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

/** A decision names the file its maker looked at; another one in its place is the problem `file-changed`. */
const seenUpload = UploadId.meta({
  description: 'Lượt tải lên mà người quyết định đã xem (draft.upload); đã bị thay thì trả file-changed',
});
const idParam = z.object({ id: DatasetId });
const uploadParam = z.object({ id: UploadId });
const officers = ['focal', 'department'] as const;
const readers = ['focal', 'department', 'chairman', 'ops'] as const;
const sha256Base64 = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}=$/)
  .meta({ description: 'SHA-256 của phần, viết base64 như S3 yêu cầu' });

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
    query: PageQuery.extend({ status: DatasetStatus.optional(), agency: AgencyCode.optional() }),
    success: {
      status: 200,
      body: z.object({ items: z.array(DatasetFileSummary), next: z.string().optional() }),
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
  startUpload: operation({
    id: 'startUpload',
    capability: 'publishing',
    method: 'POST',
    path: '/desk/datasets/{id}/uploads',
    summary: 'Bắt đầu tải lên một tệp: nhận cỡ phần và số phần',
    who: officers,
    params: idParam,
    body: z.object({
      fileName: text(255),
      bytes: z.int().nonnegative(),
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional()
        .meta({ description: 'SHA-256 cả tệp (hex), nếu có sẽ được đối chiếu' }),
    }),
    success: { status: 201, body: Upload },
    problems: [
      'not-found',
      'not-your-agency',
      'wrong-state',
      'empty-file',
      'file-too-large',
      'conflict',
      'idempotency-mismatch',
    ],
  }),
  readUpload: operation({
    id: 'readUpload',
    capability: 'publishing',
    method: 'GET',
    path: '/uploads/{id}',
    summary: 'Lượt tải lên đang ở bước nào, phần nào đã nhận, kết quả kiểm tra',
    who: readers,
    params: uploadParam,
    success: { status: 200, body: Upload },
    problems: ['not-found', 'not-your-agency'],
  }),
  downloadUploadFile: operation({
    id: 'downloadUploadFile',
    capability: 'publishing',
    method: 'GET',
    path: '/uploads/{id}/files/{name}/address',
    summary:
      'Xin địa chỉ đã ký, dùng được 5 phút, để tải về cả một tệp đã kiểm tra đạt, kể cả khi chưa công bố',
    who: readers,
    params: uploadParam.extend({
      name: ReleaseFile.shape.name.meta({ description: 'Tên tệp như trong “report.files” của lượt tải lên' }),
    }),
    success: {
      status: 200,
      body: z.object({
        url: z.string().meta({ description: 'Mở bằng GET; tệp được lưu với tên dễ đọc' }),
        expiresAt: Instant,
      }),
    },
    problems: ['not-found', 'not-your-agency', 'wrong-state'],
  }),
  signParts: operation({
    id: 'signParts',
    capability: 'publishing',
    method: 'POST',
    path: '/uploads/{id}/parts',
    summary: 'Xin địa chỉ tải lên đã ký cho các phần; xin lại được khi hết hạn',
    who: officers,
    params: uploadParam,
    body: z.object({
      parts: z
        .array(
          z.object({ number: z.int().min(1).max(10_000), bytes: z.int().positive(), sha256: sha256Base64 }),
        )
        .min(1)
        .max(50),
    }),
    success: {
      status: 200,
      body: z.object({
        parts: z.array(
          z.object({
            number: z.int(),
            url: z.string(),
            headers: z.record(z.string(), z.string()),
            expiresAt: Instant,
          }),
        ),
      }),
    },
    problems: ['not-found', 'not-your-agency', 'upload-expired', 'upload-mismatch', 'wrong-state'],
  }),
  completeUpload: operation({
    id: 'completeUpload',
    capability: 'publishing',
    method: 'POST',
    path: '/uploads/{id}/complete',
    summary: 'Hoàn tất tải lên: đối chiếu số phần, dung lượng, mã kiểm; sau đó tự kiểm tra',
    who: officers,
    params: uploadParam,
    body: z.object({
      parts: z
        .array(z.object({ number: z.int().min(1), sha256: sha256Base64 }))
        .min(1)
        .max(10_000),
    }),
    success: { status: 202, body: Upload },
    problems: [
      'not-found',
      'not-your-agency',
      'upload-expired',
      'upload-incomplete',
      'upload-mismatch',
      'wrong-state',
    ],
  }),
  submitRelease: operation({
    id: 'submitRelease',
    capability: 'publishing',
    method: 'POST',
    path: '/desk/datasets/{id}/submission',
    summary: 'Trình công bố, kèm bốn xác nhận trước khi mở dữ liệu',
    who: officers,
    params: idParam,
    body: z.object({
      upload: seenUpload,
      declaration: GateDeclaration,
      notes: paragraphs(2000, 0).default(''),
    }),
    success: { status: 200, body: DatasetFile },
    problems: [
      'not-found',
      'not-your-agency',
      'wrong-state',
      'file-changed',
      'conflict',
      'idempotency-mismatch',
    ],
  }),
  approveRelease: operation({
    id: 'approveRelease',
    capability: 'publishing',
    method: 'POST',
    path: '/desk/datasets/{id}/approval',
    summary: 'Phê duyệt công bố (người khác với người trình)',
    who: ['department'],
    params: idParam,
    body: z.object({ upload: seenUpload }),
    success: { status: 200, body: DatasetFile },
    problems: ['not-found', 'four-eyes', 'wrong-state', 'file-changed', 'conflict', 'idempotency-mismatch'],
  }),
  returnRelease: operation({
    id: 'returnRelease',
    capability: 'publishing',
    method: 'POST',
    path: '/desk/datasets/{id}/return',
    summary: 'Trả lại kèm lý do',
    who: ['department'],
    params: idParam,
    body: z.object({ upload: seenUpload, reasons: paragraphs(5000, 5) }),
    success: { status: 200, body: DatasetFile },
    problems: ['not-found', 'four-eyes', 'wrong-state', 'file-changed', 'conflict', 'idempotency-mismatch'],
  }),
  withdrawDataset: operation({
    id: 'withdrawDataset',
    capability: 'publishing',
    method: 'POST',
    path: '/desk/datasets/{id}/withdrawal',
    summary: 'Thu hồi bộ dữ liệu; địa chỉ cũ trả 410 và trang thông báo',
    who: officers,
    params: idParam,
    body: z.object({ reason: paragraphs(2000, 10) }),
    success: { status: 200, body: DatasetFile },
    problems: ['not-found', 'not-your-agency', 'wrong-state', 'conflict', 'idempotency-mismatch'],
  }),
} as const;
