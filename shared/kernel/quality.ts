import * as z from 'zod';

export const Dimension = z.enum([
  'findability',
  'accessibility',
  'interoperability',
  'reusability',
  'contextuality',
]);
export type Dimension = z.infer<typeof Dimension>;

/** The 23 indicators of the European Metadata Quality Assessment (MQA), each by the property it asks for. */
export const IndicatorId = z.enum([
  'keyword',
  'theme',
  'spatial',
  'temporal',
  'access-url-answers',
  'download-url',
  'download-url-answers',
  'format',
  'media-type',
  'format-vocabulary',
  'non-proprietary',
  'machine-readable',
  'dcat-ap',
  'licence',
  'licence-vocabulary',
  'access-rights',
  'access-rights-vocabulary',
  'contact-point',
  'publisher',
  'rights',
  'byte-size',
  'issued',
  'modified',
]);
export type IndicatorId = z.infer<typeof IndicatorId>;

/**
 * `agency` can mend it in the metadata or with its next file; `publication` comes with the first release; `choice` is
 * no fault: what the agency chose is lawful and may stay; `portal` is the portal's to do.
 */
export const MendedBy = z.enum(['agency', 'publication', 'choice', 'portal']);
export type MendedBy = z.infer<typeof MendedBy>;

export const Indicator = z.object({
  id: IndicatorId,
  dimension: Dimension,
  points: z.int().positive(),
  met: z.boolean(),
  mendedBy: MendedBy.optional().meta({ description: 'Of one that is not met: whose turn it is' }),
});
export type Indicator = z.infer<typeof Indicator>;

export const Grade = z.enum(['excellent', 'good', 'sufficient', 'bad']);
export type Grade = z.infer<typeof Grade>;

/** What a dataset says of itself, measured by the MQA. `next` are the indicators to mend, the most valuable first. */
export const Quality = z.object({
  score: z.int().nonnegative(),
  most: z.int().positive(),
  grade: Grade,
  indicators: z.array(Indicator),
  next: z.array(IndicatorId),
});
export type Quality = z.infer<typeof Quality>;
