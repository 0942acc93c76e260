import * as z from 'zod';
import { AgencyCode } from '../kernel/ids.ts';
import { LocalDate } from '../kernel/local-date.ts';
import { officers, operation, readers, type Role } from './operation.ts';

const year = z
  .string()
  .regex(/^\d{4}$/)
  .meta({ description: 'Năm nhận yêu cầu', examples: ['2025'] });

/** Who reads the figures of every agency side by side. */
const overseers = ['department', 'chairman', 'ops'] as const satisfies readonly Role[];

const agency = z.object({ code: AgencyCode, name: z.string() });

const counts = {
  received: z.int(),
  resolved: z.int(),
  refused: z.int(),
  withdrawn: z.int(),
  lapsed: z.int(),
  open: z.int(),
  overdue: z.int().meta({ description: 'Đang mở và đã quá hạn' }),
  answeredLate: z.int().meta({ description: 'Đã khép lại sau hạn' }),
  complaints: z.int().meta({ description: 'Khiếu nại đã ghi nhận' }),
  lawsuits: z.int().meta({ description: 'Khởi kiện đã ghi nhận' }),
  handedOnLate: z.int().meta({ description: 'Đã chuyển cho cơ quan khác khi đã quá hạn' }),
};

const inLaw = {
  notRecorded: z.array(z.string()).meta({ description: 'Chỉ tiêu luật nêu mà cổng không ghi nhận' }),
  cites: z.array(z.string()),
  today: LocalDate,
};

/** What the law has counted of requests; what the portal does not record is absent, and `notRecorded` says so. */
export const RequestFigures = z
  .object({ agency, year: z.string(), ...counts, ...inLaw })
  .meta({ id: 'RequestFigures', description: 'Số liệu về yêu cầu của một cơ quan trong năm' });
export type RequestFigures = z.infer<typeof RequestFigures>;

export const RequestFiguresOfAll = z
  .object({
    year: z.string(),
    lines: z
      .array(z.object({ agency, ...counts }))
      .meta({ description: 'Cơ quan có nhận yêu cầu, theo tên' }),
    sum: z.object(counts).meta({ description: 'Toàn tỉnh' }),
    ...inLaw,
  })
  .meta({ id: 'RequestFiguresOfAll', description: 'Số liệu về yêu cầu của mọi cơ quan trong năm' });
export type RequestFiguresOfAll = z.infer<typeof RequestFiguresOfAll>;

export const requestRegisterOperations = {
  readRequestRegister: operation({
    id: 'readRequestRegister',
    capability: 'requests',
    method: 'GET',
    path: '/desk/request-register',
    summary: 'Sổ theo dõi cung cấp thông tin theo yêu cầu của cơ quan tôi (XLSX hoặc CSV)',
    who: officers,
    query: z.object({
      agency: AgencyCode,
      year,
      month: z
        .string()
        .regex(/^(0[1-9]|1[0-2])$/)
        .optional()
        .meta({ description: 'Chỉ một tháng, khi cả năm quá lớn', examples: ['06'] }),
      format: z.enum(['xlsx', 'csv']).default('xlsx'),
    }),
    success: { status: 200, body: z.string().meta({ description: 'Tệp XLSX hoặc CSV' }) },
    problems: ['not-your-agency', 'register-too-long'],
  }),
  readRequestFigures: operation({
    id: 'readRequestFigures',
    capability: 'requests',
    method: 'GET',
    path: '/desk/request-figures',
    summary: 'Số yêu cầu đã nhận, giải quyết, từ chối của một cơ quan trong năm',
    who: readers,
    query: z.object({ agency: AgencyCode, year }),
    success: { status: 200, body: RequestFigures },
    problems: ['not-found', 'not-your-agency'],
  }),
  listRequestFigures: operation({
    id: 'listRequestFigures',
    capability: 'requests',
    method: 'GET',
    path: '/desk/request-figures/agencies',
    summary: 'Số liệu về yêu cầu của mọi cơ quan và toàn tỉnh trong năm, JSON hoặc CSV',
    who: overseers,
    query: z.object({
      year: year.optional().meta({ description: 'Để trống là năm nay' }),
      format: z.enum(['json', 'csv']).default('json'),
    }),
    success: { status: 200, body: RequestFiguresOfAll },
  }),
} as const;
