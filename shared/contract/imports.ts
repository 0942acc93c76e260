import * as z from 'zod';
import { AgencyCode, DatasetId, Slug } from '../kernel/ids.ts';
import { officers, operation } from './operation.ts';
import { Contact, publishingOperations } from './publishing.ts';

/** Rows of one file: what comes back about them stays below what a function may answer (6 MB). */
export const IMPORT_MAX_ROWS = 300;
export const IMPORT_MAX_BYTES = 2 * 1024 * 1024;

const count = z.int().nonnegative();

/** One row of the sheet: the dataset it describes, or why there can be none. */
export const ImportRow = z
  .object({
    row: z.int().positive().meta({ description: 'Dòng của trang tính' }),
    title: z.string(),
    outcome: z.enum(['ready', 'exists', 'wrong']).meta({
      description: 'ready: tạo được; exists: cơ quan đã có bộ dữ liệu này; wrong: cần sửa',
    }),
    errors: z.array(z.object({ column: z.string(), message: z.string() })),
    existing: z.object({ id: DatasetId, slug: Slug }).optional(),
    dataset: publishingOperations.createDataset.body.optional().meta({
      description: 'Nội dung gửi cho createDataset',
    }),
    idempotencyKey: z.uuid().optional().meta({
      description: 'Khóa Idempotency-Key khi tạo: cùng tệp, cùng dòng thì cùng khóa',
    }),
  })
  .meta({ id: 'ImportRow' });
export type ImportRow = z.infer<typeof ImportRow>;

export const ImportCheck = z
  .object({
    rows: z.array(ImportRow),
    ready: count,
    exists: count,
    wrong: count,
    ignoredColumns: z.array(z.string()).meta({ description: 'Cột không có trong mẫu, đã bỏ qua' }),
  })
  .meta({ id: 'ImportCheck', description: 'Kết quả kiểm tra tệp nhập hàng loạt; chưa có gì được tạo' });
export type ImportCheck = z.infer<typeof ImportCheck>;

export const importOperations = {
  checkImport: operation({
    id: 'checkImport',
    capability: 'publishing',
    method: 'POST',
    path: '/desk/import-checks',
    summary: 'Kiểm tra tệp XLSX khai báo nhiều bộ dữ liệu; không tạo gì. Tạo từng dòng bằng createDataset',
    who: officers,
    body: z.object({
      file: z
        .base64()
        .min(1)
        .max(Math.ceil(IMPORT_MAX_BYTES / 3) * 4)
        .meta({ description: 'Tệp XLSX theo mẫu /desk/mau-nhap-hang-loat.xlsx' }),
      agency: AgencyCode.optional().meta({ description: 'Cho dòng không ghi mã cơ quan' }),
      contact: Contact.optional().meta({ description: 'Cho dòng không ghi đầu mối' }),
    }),
    success: { status: 200, body: ImportCheck },
    problems: ['import-unreadable'],
  }),
} as const;
