import * as z from 'zod';
import { ColumnSummary } from '../kernel/dataset.ts';
import { DatasetId, Slug } from '../kernel/ids.ts';
import { Instant, LocalDate } from '../kernel/local-date.ts';
import { operation } from './operation.ts';

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
type Row = Readonly<Record<string, z.infer<typeof Cell>>>;

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((cell) => Cell.safeParse(cell).success);

const { $schema: _one, ...cellSchema } = z.toJSONSchema(Cell);

/** A row by the names of its columns, whatever they are: zod's own record leaves out one named `__proto__`. */
const Row = z
  .unknown()
  .refine(isRow)
  .meta({ type: 'object', additionalProperties: cellSchema }) as z.ZodType<unknown> as z.ZodType<Row>;

const Label = z.object({ vi: z.string(), en: z.string() });

/** A page of rows, with everything a reader must know to trust and to cite it. */
export const RowsAnswer = z
  .object({
    dataset: z.object({ id: DatasetId, slug: Slug, title: z.string(), url: z.string() }),
    release: z.object({ number: z.int().positive(), publishedOn: LocalDate, latest: z.boolean() }),
    licence: z.object({ id: z.string(), label: Label, url: z.string() }),
    source: z.string().meta({ description: 'Dòng ghi nguồn khi sử dụng lại' }),
    demonstration: z.boolean(),
    columns: z.array(z.object({ name: z.string(), type: ColumnSummary.shape.type })),
    items: z.array(Row),
    total: z
      .int()
      .nonnegative()
      .meta({ description: 'Số dòng (hoặc nhóm) khớp với truy vấn, đếm chính xác' }),
    totalIsExact: z.literal(true),
    next: z.string().optional().meta({ description: 'Con trỏ của trang sau; trang cuối không có' }),
    links: z.object({
      next: z.string().optional(),
      csv: z.string(),
      parquet: z.string(),
      description: z.string(),
    }),
    limits: z.record(z.string(), z.number()).meta({ description: 'Giới hạn của mỗi truy vấn' }),
    answeredAt: Instant,
  })
  .meta({ id: 'RowsAnswer' });
export type RowsAnswer = z.infer<typeof RowsAnswer>;

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

const datasetParam = z.object({
  id: z
    .string()
    .max(80)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .meta({ description: 'Mã hoặc phần địa chỉ (slug) của bộ dữ liệu' }),
});
const releaseQuery = {
  release: whole(1, 1_000_000)
    .optional()
    .meta({ description: 'Số bản phát hành; không nêu thì là bản mới nhất' }),
};

const open = ['not-found', 'gone', 'release-gone', 'no-rows', 'unavailable'] as const;

export const rowsOperations = {
  readRows: operation({
    id: 'readRows',
    capability: 'publishing',
    answeredBy: 'data',
    method: 'GET',
    path: '/datasets/{id}/rows',
    summary: 'Các dòng của một bộ dữ liệu: lọc, tìm, sắp xếp, nhóm; JSON, CSV hoặc Parquet',
    who: 'anyone',
    params: datasetParam,
    query: z.looseObject({
      q: z
        .string()
        .optional()
        .meta({ description: 'Các từ cần tìm trong mọi cột chữ, có dấu hoặc không dấu' }),
      select: z.string().optional().meta({ description: 'Các cột cần lấy, cách nhau bằng dấu phẩy' }),
      sort: z
        .string()
        .optional()
        .meta({ description: 'Thứ tự: tên cột, dấu trừ phía trước là giảm dần', examples: ['-so_ho,ten'] }),
      group: z.string().optional().meta({ description: 'Nhóm theo các cột' }),
      aggregate: z
        .string()
        .optional()
        .meta({
          description: 'count, hoặc phép:cột với phép là count, distinct, sum, avg, min, max',
          examples: ['count,sum:dien_tich'],
        }),
      limit: whole(1, 50_000)
        .optional()
        .meta({
          description:
            'Số dòng mỗi trang: JSON tối đa 1000 (mặc định 50), CSV và Parquet tối đa 50000 (mặc định cũng vậy) và tối đa 4 MB. ' +
            'Đầu trả lời CSV, Parquet nêu x-total-count (số dòng khớp), x-row-count (số dòng trong tệp này), x-row-limit, x-byte-limit; CSV nêu thêm x-neutralised-cells (số ô bắt đầu như công thức, có thêm dấu nháy đơn ở trước; JSON và Parquet giữ nguyên); còn nữa thì có liên kết rel="next"',
        }),
      cursor: z.string().max(100).optional().meta({ description: 'Con trỏ lấy từ “next” của trang trước' }),
      from: whole(0, 2_000_000_000)
        .optional()
        .meta({ description: 'Bắt đầu từ dòng thứ mấy của bản phát hành (từ 0); không dùng cùng bộ lọc' }),
      format: z.enum(['json', 'csv', 'parquet']).optional().meta({ description: 'Dạng trả lời' }),
      ...releaseQuery,
    }),
    success: { status: 200, body: RowsAnswer },
    problems: [...open, 'query-too-heavy', 'too-many'],
  }),
  describeRows: operation({
    id: 'describeRows',
    capability: 'publishing',
    answeredBy: 'data',
    method: 'GET',
    path: '/datasets/{id}/openapi.json',
    summary: 'Mô tả OpenAPI 3.1 của riêng bộ dữ liệu này: cột nào, kiểu gì, lọc ra sao',
    who: 'anyone',
    params: datasetParam,
    query: z.object(releaseQuery),
    success: { status: 200, body: z.record(z.string(), z.unknown()) },
    problems: open,
  }),
} as const;
