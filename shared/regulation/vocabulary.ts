import * as z from 'zod';
import { Confidence, dated, InBoth, InVietnamese, lawOf, SourcedCitation } from './schema.ts';

const termId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const sourced = { source: z.string().min(1), confidence: Confidence };

export const Topics = z.strictObject({
  ...sourced,
  terms: z.array(z.strictObject({ id: termId, label: InBoth, euTheme: z.url() })).min(1),
});
export type Topic = z.infer<typeof Topics>['terms'][number];

export const UpdateFrequencies = z.strictObject({
  ...sourced,
  terms: z.array(z.strictObject({ id: termId, label: InBoth, euFrequency: z.url() })).min(1),
});
export type UpdateFrequency = z.infer<typeof UpdateFrequencies>['terms'][number];

export const Licence = z.strictObject({
  id: termId,
  default: z.boolean(),
  label: InBoth,
  url: z.url().optional(),
  terms: termId.optional(),
  attribution: z.boolean(),
  cites: z.array(SourcedCitation).default([]),
  note: InVietnamese,
});
export type Licence = z.infer<typeof Licence>;

/** The content of the terms-of-use page, sentence by sentence, and since when the law itself says so. */
export const TermsOfUse = z.strictObject({
  id: termId,
  title: InBoth,
  sentences: z
    .array(
      InBoth.extend({
        id: termId,
        kind: z.enum(['may', 'must', 'must-not', 'notice']),
        cites: z.array(SourcedCitation).min(1),
      }),
    )
    .min(1),
  basis: dated(lawOf({})),
});
export type TermsOfUse = z.infer<typeof TermsOfUse>;
