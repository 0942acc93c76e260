import * as z from 'zod';
import { Chart, NumberBars, TimeBars } from '../kernel/chart.ts';
import { CheckStage } from '../kernel/check-stage.ts';
import { ColumnSummary, ReleaseFile, text } from '../kernel/dataset.ts';
import { DatasetId, UploadId } from '../kernel/ids.ts';
import { Instant } from '../kernel/local-date.ts';
import { Decided, Reading, ToldReading } from '../kernel/reading.ts';
import { Finding, MAX_FINDINGS } from '../kernel/screening.ts';
import { TableComparison } from '../kernel/table-comparison.ts';
import { ColumnSchema } from '../kernel/table-schema.ts';
import { officers, operation, readers } from './operation.ts';

/** Where an upload stands. `stage` while checking; `resumesBy` when a worker died and another will take over. */
export const UploadStatus = z.enum(['receiving', 'scanning', 'checking', 'passed', 'failed', 'expired']);
export { CheckStage };

export const UploadProblem = z.object({
  code: z.string(),
  sentence: z.string().meta({ description: 'Lỗi và cách sửa, tiếng Việt' }),
  sheet: z.string().optional().meta({ description: 'Trang tính có lỗi, khi tệp là bảng tính' }),
  row: z.int().optional(),
  column: z.int().optional(),
  columnName: z.string().optional(),
  value: z.string().optional(),
  choose: z
    .object({ what: z.enum(['entry', 'encoding', 'sheet']), of: z.array(z.string()) })
    .optional()
    .meta({ description: 'Chọn một trong các giá trị này cho “reading” rồi đọc lại' }),
});

export const ColumnProfile = ColumnSummary.extend({
  unit: z
    .string()
    .optional()
    .meta({ description: 'Đơn vị tính của số', examples: ['triệu đồng', '%'] }),
  distinct: z.int().optional(),
  distinctIsExact: z.boolean().optional(),
  min: z.string().optional(),
  max: z.string().optional(),
  top: z.array(z.object({ value: z.string(), count: z.int() })).optional(),
  mean: z.number().optional(),
  quartiles: z.tuple([z.number(), z.number(), z.number()]).optional().meta({
    description: 'Một phần tư, một nửa, ba phần tư số giá trị không vượt quá các số này; ước lượng',
  }),
  histogram: NumberBars.optional().meta({ description: 'Số dòng theo khoảng giá trị' }),
  times: TimeBars.optional().meta({ description: 'Số dòng theo thời gian' }),
});
export type ColumnProfile = z.infer<typeof ColumnProfile>;

export const Preview = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string().nullable())),
  totalRows: z.int(),
});
export type Preview = z.infer<typeof Preview>;

/** Something to decide on before the file is opened, with its reason in words. */
export const ReportFinding = Finding.extend({
  sentence: z.string().meta({ description: 'Đã thấy gì, ở đâu, vì sao bị nghi, tiếng Việt' }),
});
export type ReportFinding = z.infer<typeof ReportFinding>;

/** What changed in the table since a release, by its number. */
export const ReleaseComparison = TableComparison.extend({ release: z.int().positive() });
export type ReleaseComparison = z.infer<typeof ReleaseComparison>;

export const CheckReport = z.object({
  format: z.enum(['csv', 'geojson', 'json', 'xlsx', 'xls', 'zip']).optional(),
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  rows: z.int().nonnegative(),
  columns: z.array(ColumnProfile),
  problems: z.array(UploadProblem),
  problemTotal: z.int().nonnegative(),
  problemFile: ReleaseFile.shape.name.optional().meta({
    description:
      'Tên tệp CSV liệt kê các lỗi (trang tính, dòng, cột, giá trị, quy tắc, cách sửa): tải về như các tệp của lượt tải lên',
  }),
  notes: z.array(z.string()).meta({ description: 'Những gì hệ thống đã tự làm với tệp, nói rõ cho cán bộ' }),
  decided: z.array(Decided).optional().meta({
    description: 'Hệ thống đã hiểu tệp thế nào: chắc chắn, đoán hay theo cán bộ, kèm mẫu trước và sau',
  }),
  reading: Reading.optional().meta({
    description: 'Cách đọc đã được chọn cho tệp này, hoặc còn hiệu lực từ lần chọn trước',
  }),
  schema: z.array(ColumnSchema).optional().meta({
    description: 'Lược đồ các cột theo Table Schema: suy ra từ tệp, hoặc như cán bộ đã sửa',
  }),
  findings: z.array(ReportFinding).max(MAX_FINDINGS).optional().meta({
    description:
      'Điều giống dữ liệu cá nhân, dấu độ mật hoặc số đếm quá nhỏ; giá trị đã che bớt. Mỗi điều cần một quyết định khi trình',
  }),
  files: z.array(ReleaseFile),
  neutralised: z.int().positive().optional().meta({
    description:
      'Số ô (và tên cột) bắt đầu như công thức, có thêm dấu nháy đơn ở trước trong tệp CSV dẫn xuất; tệp gốc, JSON, Parquet giữ nguyên',
  }),
  preview: Preview.optional(),
  chart: Chart.optional().meta({ description: 'Biểu đồ chọn theo kiểu của các cột, tính trên mọi dòng' }),
  comparison: ReleaseComparison.optional().meta({
    description: 'Dòng và cột thay đổi so với bản phát hành trước, theo khóa',
  }),
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

/** A reading is kept as one item with its upload. */
const MOST_READING_BYTES = 200_000;

const isShortEnough = (reading: Reading): boolean =>
  new TextEncoder().encode(JSON.stringify(reading)).length <= MOST_READING_BYTES;

const idParam = z.object({ id: DatasetId });
const uploadParam = z.object({ id: UploadId });
const sha256Base64 = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}=$/)
  .meta({ description: 'SHA-256 của phần, viết base64 như S3 yêu cầu' });

/** Sending a file: parts, completion, where its check stands, and its files while nothing is public. */
export const uploadOperations = {
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
  chooseReading: operation({
    id: 'chooseReading',
    capability: 'publishing',
    method: 'PUT',
    path: '/uploads/{id}/reading',
    summary:
      'Chọn cách đọc một tệp đã kiểm tra: bảng mã, trang tính, dòng tên cột, kiểu cột…; tệp được kiểm tra lại thành lượt mới',
    who: officers,
    params: uploadParam,
    body: z.object({
      reading: ToldReading.refine(isShortEnough, 'Dài quá 200 KB: hãy bớt danh sách giá trị của cột').meta({
        description:
          'Thay hẳn cách đọc trước; điều không nêu thì hệ thống tự quyết định và nói rõ. Cột chỉ cần nêu những cột muốn sửa',
      }),
    }),
    success: { status: 202, body: Upload },
    problems: [
      'not-found',
      'not-your-agency',
      'wrong-state',
      'file-changed',
      'check-running',
      'file-unread',
      'upload-expired',
      'conflict',
    ],
  }),
  downloadUploadFile: operation({
    id: 'downloadUploadFile',
    capability: 'publishing',
    method: 'GET',
    path: '/uploads/{id}/files/{name}/address',
    summary:
      'Xin địa chỉ đã ký, dùng được 5 phút, để tải về cả một tệp đã kiểm tra đạt, kể cả khi chưa công bố, hoặc danh sách lỗi của lượt không đạt',
    who: readers,
    params: uploadParam.extend({
      name: ReleaseFile.shape.name.meta({
        description: 'Tên tệp như trong “report.files” hoặc “report.problemFile” của lượt tải lên',
      }),
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
} as const;
