import * as z from 'zod';
import { paragraphs } from '../kernel/dataset.ts';
import { Instant, LocalDate } from '../kernel/local-date.ts';
import { EnteredValue, RuleValueId } from '../kernel/rule-value.ts';
import { operation, readers } from './operation.ts';

/** Days for which the rulebook has no value; the Department may enter what it found, or a target of its own. */
export const RuleHole = z
  .object({
    rule: z.string(),
    code: z.string().optional(),
    title: z.string(),
    from: LocalDate,
    until: LocalDate.optional(),
    why: z.string(),
    basis: z
      .enum(['unknown', 'house'])
      .meta({ description: 'house: một mục tiêu nội bộ đang được dùng, pháp luật vẫn chưa rõ' }),
  })
  .meta({ id: 'RuleHole', description: 'Khoảng ngày sổ quy định chưa có giá trị' });
export type RuleHole = z.infer<typeof RuleHole>;

export const RuleValue = z
  .object({
    id: RuleValueId,
    title: z.string().meta({ description: 'Tên quy định' }),
    value: EnteredValue,
    status: z.enum(['submitted', 'approved', 'returned']),
    submittedBy: z.string(),
    submittedAt: Instant,
    decidedBy: z.string().optional(),
    decidedOn: LocalDate.optional(),
    reason: z.string().optional(),
    mayApprove: z.boolean().meta({ description: 'Người đề xuất không tự phê duyệt' }),
    mayReturn: z.boolean(),
  })
  .meta({ id: 'RuleValue', description: 'Một giá trị được nhập vào sổ quy định' });
export type RuleValue = z.infer<typeof RuleValue>;

const ruleValueParam = z.object({ id: RuleValueId });

export const regulationOperations = {
  listRuleHoles: operation({
    id: 'listRuleHoles',
    capability: 'regulation',
    method: 'GET',
    path: '/regulation/holes',
    summary: 'Những khoảng ngày sổ quy định chưa có giá trị',
    who: readers,
    success: { status: 200, body: z.object({ items: z.array(RuleHole) }) },
  }),
  listRuleValues: operation({
    id: 'listRuleValues',
    capability: 'regulation',
    method: 'GET',
    path: '/regulation/values',
    summary: 'Các giá trị đã được nhập vào sổ quy định, mới nhất trước',
    who: readers,
    success: { status: 200, body: z.object({ items: z.array(RuleValue) }) },
  }),
  submitRuleValue: operation({
    id: 'submitRuleValue',
    capability: 'regulation',
    method: 'POST',
    path: '/regulation/values',
    summary: 'Nhập một giá trị còn thiếu: theo văn bản tìm được, hoặc mục tiêu nội bộ',
    who: ['department'],
    body: EnteredValue,
    success: { status: 201, body: RuleValue },
    problems: ['not-a-hole', 'unknown-rule', 'unit-unfit', 'conflict', 'idempotency-mismatch'],
  }),
  approveRuleValue: operation({
    id: 'approveRuleValue',
    capability: 'regulation',
    method: 'POST',
    path: '/regulation/values/{id}/approval',
    summary: 'Phê duyệt giá trị do người khác nhập; các thời hạn đang mở được tính lại',
    who: ['department'],
    params: ruleValueParam,
    success: { status: 200, body: RuleValue },
    problems: [
      'not-found',
      'four-eyes',
      'wrong-state',
      'not-a-hole',
      'unknown-rule',
      'unit-unfit',
      'conflict',
      'idempotency-mismatch',
    ],
  }),
  returnRuleValue: operation({
    id: 'returnRuleValue',
    capability: 'regulation',
    method: 'POST',
    path: '/regulation/values/{id}/return',
    summary: 'Không dùng giá trị đã nhập, kèm lý do',
    who: ['department'],
    params: ruleValueParam,
    body: z.object({ reason: paragraphs(2000, 3) }),
    success: { status: 200, body: RuleValue },
    problems: ['not-found', 'wrong-state', 'conflict', 'idempotency-mismatch'],
  }),
} as const;
