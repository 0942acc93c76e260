import * as z from 'zod';
import { paragraphs } from '../kernel/dataset.ts';
import { Deadline, Lateness } from '../kernel/deadline.ts';
import { AgencyCode, DatasetId, DutyId, RequestCode, Slug } from '../kernel/ids.ts';
import { Instant, LocalDate } from '../kernel/local-date.ts';
import { operation, PageQuery, readers } from './operation.ts';

export const DutyState = z.enum([
  'open',
  'due-soon',
  'overdue',
  'done',
  'waived',
  'unknown-deadline',
  'paused',
  'at-once',
  'no-limit',
]);
export type DutyState = z.infer<typeof DutyState>;

/** Kinds of duty, as the rulebook names them. */
export const DutyKindId = z.enum([
  'open-data-update',
  'open-data-review',
  'answer-request',
  'correct-answer',
]);

const EarlierDeadline = z.object({
  deadline: Deadline,
  replacedOn: LocalDate,
  because: z.enum(['clarification', 'complexity', 'extension', 'transfer', 'law', 'release-withdrawn']),
  why: z.string().optional(),
  sumInWords: z.array(z.string()).meta({ description: 'Cách tính ra hạn trước đây, từng dòng' }),
});

const Written = z.object({
  on: LocalDate,
  by: z.string().meta({ description: 'Người viết' }),
  text: z.string(),
});

export const Duty = z
  .object({
    id: DutyId,
    kind: DutyKindId,
    title: z.string(),
    state: DutyState,
    agency: z.object({ code: AgencyCode, name: z.string() }),
    subject: z.discriminatedUnion('type', [
      z.object({ type: z.literal('dataset'), id: DatasetId, title: z.string(), slug: Slug }),
      z.object({ type: z.literal('request'), code: RequestCode, title: z.string() }),
    ]),
    deadline: Deadline,
    sumInWords: z.array(z.string()).meta({ description: 'Cách tính ra ngày đến hạn, từng dòng' }),
    daysLeft: z.int().optional(),
    openedAt: Instant,
    earlierDeadlines: z
      .array(EarlierDeadline)
      .meta({ description: 'Những hạn trước đây đã được thay, nhiều nhất năm hạn gần nhất' }),
    handOvers: z.array(
      z.object({
        on: LocalDate,
        from: z.string().meta({ description: 'Tên cơ quan chuyển đi' }),
        to: z.string().meta({ description: 'Tên cơ quan nhận' }),
        because: z.enum(['not-held', 'succession']),
        late: Lateness.optional().meta({ description: 'Cơ quan chuyển đi đã để quá hạn này' }),
      }),
    ),
    closed: z
      .object({
        how: z.enum(['new-release', 'no-change', 'answered', 'refused', 'corrected', 'waived']),
        on: LocalDate,
        note: z.string().optional(),
        by: z.string().optional().meta({ description: 'Ai của Sở đã miễn nhiệm vụ' }),
      })
      .optional(),
    mayConfirm: z.boolean(),
    mayWaive: z.boolean(),
    urgings: z
      .array(Written.extend({ answer: Written.optional() }))
      .meta({ description: 'Các lần Sở đôn đốc bằng văn bản và trả lời của cơ quan, cũ trước' }),
    mayUrge: z.boolean(),
    mayAnswerUrging: z.boolean(),
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
    query: PageQuery.extend({
      agency: AgencyCode.optional(),
      kind: DutyKindId.optional(),
      deadline: z
        .enum(['unknown'])
        .optional()
        .meta({ description: 'Chỉ những nhiệm vụ đang mở chưa xác định được hạn' }),
      closed: z.enum(['yes', 'no']).default('no'),
    }),
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
  urgeDuty: operation({
    id: 'urgeDuty',
    capability: 'duties',
    method: 'POST',
    path: '/duties/{id}/urgings',
    summary: 'Sở đôn đốc bằng văn bản; mỗi ngày nhiều nhất một lần',
    who: ['department'],
    params: dutyParam,
    body: z.object({ text: paragraphs(2000, 10) }),
    success: { status: 200, body: Duty },
    problems: ['not-found', 'not-open', 'urged-today', 'nobody-to-urge', 'conflict', 'idempotency-mismatch'],
  }),
  answerUrging: operation({
    id: 'answerUrging',
    capability: 'duties',
    method: 'POST',
    path: '/duties/{id}/urgings/answer',
    summary: 'Cơ quan trả lời lần đôn đốc gần nhất bằng văn bản',
    who: ['focal', 'department'],
    params: dutyParam,
    body: z.object({ text: paragraphs(2000, 10) }),
    success: { status: 200, body: Duty },
    problems: [
      'not-found',
      'not-your-agency',
      'not-open',
      'nothing-to-answer',
      'conflict',
      'idempotency-mismatch',
    ],
  }),
  waiveDuty: operation({
    id: 'waiveDuty',
    capability: 'duties',
    method: 'POST',
    path: '/duties/{id}/waive',
    summary: 'Sở miễn một kỳ bằng văn bản có lý do, nếu loại nhiệm vụ cho phép',
    who: ['department'],
    params: dutyParam,
    body: z.object({ why: paragraphs(2000, 10) }),
    success: { status: 200, body: Duty },
    problems: ['not-found', 'not-open', 'own-duty', 'not-waivable', 'conflict', 'idempotency-mismatch'],
  }),
} as const;
