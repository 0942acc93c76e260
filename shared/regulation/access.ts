import * as z from 'zod';
import { dated, InBoth, InVietnamese, lawOf, RuleId } from './schema.ts';

/**
 * Why information may be refused, coded. A `refusal` ground is what a refusal names; `no-access` and `conditional` say
 * which kind of information it is, where the ground asks for that (`needsDetail`).
 */
export const RefusalGround = z.strictObject({
  id: RuleId,
  kind: z.enum(['refusal', 'no-access', 'conditional']),
  title: InBoth,
  needsDetail: z.boolean().default(false),
  /** What opens conditional information all the same. */
  opensWith: InVietnamese.optional(),
  values: dated(lawOf({})),
});
export type RefusalGround = z.infer<typeof RefusalGround>;

/** What an information request must say, in law. */
export const RequestFields = z.strictObject({
  id: RuleId,
  title: InBoth,
  fields: z.array(z.strictObject({ id: RuleId, label: InBoth, required: z.boolean() })).min(1),
  basis: dated(lawOf({})),
});

/** A form that law prescribes, in the versions known. Where the boxes stand on the paper is not known of any. */
export const Template = z.strictObject({
  id: z.string().regex(/^mau-\d\d[a-z]?$/),
  title: InBoth,
  use: InVietnamese,
  fields: z.array(InVietnamese),
  fieldsAreAll: z.boolean(),
  layout: z.literal('unknown'),
  note: InVietnamese.optional(),
  values: dated(lawOf({})),
});
export type Template = z.infer<typeof Template>;

/** What is written down about requests: the register, the figures, the cost. */
export const RequestRecords = z.strictObject({
  register: z.strictObject({ title: InBoth, form: InVietnamese, basis: dated(lawOf({})) }),
  statistics: z.strictObject({
    items: z.array(z.strictObject({ id: RuleId, label: InBoth })).min(1),
    basis: dated(lawOf({})),
  }),
  cost: z.strictObject({ note: InVietnamese, basis: dated(lawOf({})) }),
});
