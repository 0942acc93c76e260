import * as z from 'zod';
import { text } from './dataset.ts';
import { LocalDate } from './local-date.ts';

/** A value entered at the desk for days on which the rulebook has none. */
export const RuleValueId = z.uuid().brand('RuleValueId');
export type RuleValueId = z.infer<typeof RuleValueId>;

export const EnteredPeriod = z.object({
  kind: z.literal('period'),
  amount: z.int().min(1).max(366),
  unit: z.enum(['month', 'day', 'working-day', 'hour', 'working-day-before']),
});

const InLaw = z.object({
  basis: z.literal('law'),
  instrument: z.object({ number: text(60), title: text(300) }),
  article: text(10).optional(),
  clause: text(10).optional(),
  point: text(5).optional(),
  sentence: text(500).meta({ description: 'Câu của văn bản mà giá trị dựa vào' }),
});

const InHouse = z.object({
  basis: z.literal('house'),
  decision: z.object({ number: text(60), issuedOn: LocalDate }),
  sentence: text(500).meta({ description: 'Nội dung của quyết định nội bộ' }),
});

/** What the entered value rests on: a place in the law, or a decision of the house, which is never law. */
export const RuleGround = z.discriminatedUnion('basis', [InLaw, InHouse]);
export type RuleGround = z.infer<typeof RuleGround>;

/** For which rule and which days, what, and by which right. Only the law may say “at once”, or name no limit. */
export const EnteredValue = z
  .object({
    rule: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
    from: LocalDate,
    until: LocalDate.optional(),
    limit: z.discriminatedUnion('kind', [
      EnteredPeriod,
      z.object({ kind: z.literal('at-once') }),
      z.object({ kind: z.literal('no-limit') }),
    ]),
    ground: RuleGround,
  })
  .refine(({ from, until }) => until === undefined || from <= until, {
    path: ['until'],
    error: 'Ngày cuối phải từ ngày đầu trở đi',
  })
  .refine(({ limit, ground }) => ground.basis === 'law' || limit.kind === 'period', {
    path: ['limit', 'kind'],
    error: 'Mục tiêu nội bộ phải là một khoảng thời gian',
  });
export type EnteredValue = z.infer<typeof EnteredValue>;
