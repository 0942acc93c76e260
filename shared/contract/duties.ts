import * as z from 'zod';
import { paragraphs } from '../kernel/dataset.ts';
import { Deadline } from '../kernel/deadline.ts';
import { AgencyCode, DatasetId, DutyId, Slug } from '../kernel/ids.ts';
import { Instant, LocalDate } from '../kernel/local-date.ts';
import { operation, PageQuery, readers } from './operation.ts';

export const DutyState = z.enum(['open', 'due-soon', 'overdue', 'done', 'waived', 'unknown-deadline']);
export type DutyState = z.infer<typeof DutyState>;

export const Duty = z
  .object({
    id: DutyId,
    kind: z.string(),
    title: z.string(),
    state: DutyState,
    agency: z.object({ code: AgencyCode, name: z.string() }),
    subject: z.object({ type: z.literal('dataset'), id: DatasetId, title: z.string(), slug: Slug }),
    deadline: Deadline,
    sumInWords: z.array(z.string()).meta({ description: 'Cách tính ra ngày đến hạn, từng dòng' }),
    daysLeft: z.int().optional(),
    openedAt: Instant,
    closed: z.object({ how: z.string(), on: LocalDate, note: z.string().optional() }).optional(),
    mayConfirm: z.boolean(),
  })
  .meta({ id: 'Duty', description: 'Một nhiệm vụ theo luật: ai, hạn nào, căn cứ nào, tính ra sao' });
export type Duty = z.infer<typeof Duty>;

const dutyParam = z.object({ id: DutyId });

export const dutiesOperations = {
  listDuties: operation({
    id: 'listDuties',
    capability: 'duties',
    method: 'GET',
    path: '/duties',
    summary: 'Nhiệm vụ của tôi theo ngày đến hạn (Sở: của mọi cơ quan)',
    who: readers,
    query: PageQuery.extend({ agency: AgencyCode.optional(), closed: z.enum(['yes', 'no']).default('no') }),
    success: {
      status: 200,
      body: z.object({ items: z.array(Duty), next: z.string().optional(), today: LocalDate }),
    },
    problems: ['not-your-agency'],
  }),
  readDuty: operation({
    id: 'readDuty',
    capability: 'duties',
    method: 'GET',
    path: '/duties/{id}',
    summary: 'Một nhiệm vụ và cách tính hạn',
    who: readers,
    params: dutyParam,
    success: { status: 200, body: Duty },
    problems: ['not-found', 'not-your-agency'],
  }),
  confirmNoChange: operation({
    id: 'confirmNoChange',
    capability: 'duties',
    method: 'POST',
    path: '/duties/{id}/no-change',
    summary: 'Xác nhận đã rà soát, không có thay đổi; kỳ tiếp theo tự mở',
    who: ['focal', 'department'],
    params: dutyParam,
    body: z.object({ note: paragraphs(2000, 0).default('') }),
    success: { status: 200, body: Duty },
    problems: ['not-found', 'not-your-agency', 'not-open', 'conflict', 'idempotency-mismatch'],
  }),
} as const;
