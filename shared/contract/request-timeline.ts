import * as z from 'zod';
import { Deadline, Lateness } from '../kernel/deadline.ts';
import { Instant, LocalDate } from '../kernel/local-date.ts';
import { ContestKind } from '../kernel/request.ts';

/** A title of the rulebook, in the languages of the public pages. */
export const inBothLanguages = z.object({ vi: z.string(), en: z.string() });

/**
 * What happened, in the order it did: its kind and what it names. The sentences are for whoever shows it, in their language.
 * Texts stand only where the reader may see the people in it, and so does the ground of a refusal.
 */
export const TimelineEntry = z.object({
  at: Instant,
  on: LocalDate,
  what: z.string().meta({ description: 'Loại sự kiện', examples: ['RequestReceived'] }),
  dueOn: LocalDate.optional().meta({ description: 'Hạn trả lời kể từ sự kiện này' }),
  agency: z.string().optional().meta({ description: 'Cơ quan nhận yêu cầu' }),
  from: z.string().optional().meta({ description: 'Chuyển từ cơ quan nào' }),
  to: z.string().optional().meta({ description: 'Chuyển tới cơ quan nào' }),
  late: Lateness.extend({ days: z.int().meta({ description: 'Quá hạn mấy ngày khi chuyển' }) })
    .optional()
    .meta({ description: 'Cơ quan chuyển đi đã để quá hạn này; vẫn tính cho cơ quan ấy' }),
  until: LocalDate.optional().meta({ description: 'Ngày cuối được bổ sung' }),
  stopped: z
    .literal(true)
    .optional()
    .meta({ description: 'Hỏi lại làm thời hạn tạm dừng; khi đã bổ sung: thời hạn chạy tiếp từ đó' }),
  ground: inBothLanguages.optional().meta({ description: 'Căn cứ từ chối' }),
  why: z.string().optional().meta({ description: 'Vì sao hạn được tính lại, bằng tiếng Việt' }),
  how: ContestKind.optional().meta({ description: 'Khiếu nại hay khởi kiện' }),
  discoveredOn: LocalDate.optional().meta({ description: 'Ngày cơ quan tự phát hiện sai' }),
  text: z.string().optional().meta({ description: 'Điều hai bên viết cho nhau, nguyên văn' }),
});

/** Why a due day was replaced. */
const Because = z.enum(['clarification', 'complexity', 'extension', 'transfer', 'law']);

/** A due day that was replaced, with its sum and why. */
export const Replaced = z.object({
  deadline: Deadline,
  sumInWords: z.array(z.string()),
  replacedOn: LocalDate,
  because: Because,
  why: z.string().optional().meta({ description: 'Của lịch hoặc luật: cụ thể, bằng tiếng Việt' }),
});
