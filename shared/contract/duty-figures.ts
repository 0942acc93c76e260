import * as z from 'zod';
import { AgencyCode } from '../kernel/ids.ts';
import { LocalDate } from '../kernel/local-date.ts';
import { DutyKindId } from './duties.ts';
import { operation, readers } from './operation.ts';

const Month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .meta({ description: 'Tháng', examples: ['2025-06'] });

/** The most months of one question. */
export const MOST_MONTHS = 12;

const counts = {
  fellDue: z.int().meta({
    description:
      'Đến hạn trong kỳ: đã xong đúng hạn, đã xong muộn, chưa xong mà đã quá hạn, và đã chuyển đi khi đã quá hạn',
  }),
  inTime: z.int().meta({ description: 'Đã xong đúng hạn' }),
  late: z.int().meta({ description: 'Đã xong muộn' }),
  notDone: z.int().meta({ description: 'Chưa xong, đã quá hạn' }),
  handedOnLate: z
    .int()
    .meta({ description: 'Đã chuyển cho cơ quan khác khi đã quá hạn; tính cho cơ quan chuyển' }),
  shareInTime: z
    .number()
    .optional()
    .meta({ description: 'Phần trăm xong đúng hạn; không có khi quá ít nhiệm vụ đến hạn (xem `fewest`)' }),
  meanDaysLate: z.number().optional().meta({ description: 'Số ngày muộn trung bình của nhiệm vụ xong muộn' }),
  byHouse: z.int().meta({
    description:
      'Trong số xong muộn, chưa xong và chuyển đi khi đã quá hạn: theo mốc do cổng hoặc Sở đặt, không phải ngày do pháp luật định',
  }),
  waived: z.int().meta({ description: 'Được miễn trong kỳ' }),
  withoutDay: z.int().meta({ description: 'Đã xong trong kỳ mà không có ngày đến hạn' }),
  overdue: z.int().meta({ description: 'Hôm nay đang mở và quá hạn, kể cả từ trước kỳ' }),
  dueSoon: z.int().meta({ description: 'Hôm nay sắp đến hạn' }),
  unknownDay: z.int().meta({ description: 'Hôm nay đang mở và chưa xác định được hạn' }),
};

export const DutyFigures = z
  .object({
    from: Month,
    to: Month,
    kind: DutyKindId.optional(),
    today: LocalDate,
    fewest: z
      .int()
      .meta({ description: 'Dưới ngần này nhiệm vụ đến hạn thì không nêu tỷ lệ và không xếp hạng' }),
    atOnce: z
      .object({ why: z.string(), cites: z.array(z.string()) })
      .meta({ description: 'Việc luật nói làm “ngay”: mốc theo dõi do cổng đặt, vì sao, và luật nói ở đâu' }),
    placed: z.int().meta({ description: 'Số cơ quan được xếp hạng' }),
    lines: z
      .array(
        z.object({
          agency: z.object({ code: AgencyCode, name: z.string() }),
          place: z
            .int()
            .optional()
            .meta({ description: 'Hạng theo tỷ lệ đúng hạn; bằng nhau thì cùng hạng' }),
          ...counts,
        }),
      )
      .meta({ description: 'Theo hạng, rồi theo tên; cán bộ đầu mối chỉ thấy dòng của cơ quan mình' }),
    sum: z.object(counts).meta({ description: 'Toàn tỉnh' }),
  })
  .meta({ id: 'DutyFigures', description: 'Số liệu nhiệm vụ theo cơ quan trong một kỳ và hôm nay' });
export type DutyFigures = z.infer<typeof DutyFigures>;

export const dutyFiguresOperations = {
  readDutyFigures: operation({
    id: 'readDutyFigures',
    capability: 'duties',
    method: 'GET',
    path: '/duty-figures',
    summary:
      'Số liệu nhiệm vụ theo cơ quan, JSON hoặc CSV (cán bộ đầu mối: cơ quan mình và tổng toàn tỉnh; Sở, lãnh đạo, vận hành: mọi cơ quan)',
    who: readers,
    query: z.object({
      from: Month.optional().meta({ description: 'Từ tháng; để trống là tháng 1 của năm kết thúc kỳ' }),
      to: Month.optional().meta({ description: 'Đến tháng; để trống, hoặc sau tháng này, là tháng này' }),
      kind: DutyKindId.optional(),
      format: z.enum(['json', 'csv']).default('json'),
    }),
    success: { status: 200, body: DutyFigures },
  }),
} as const;
