import * as z from 'zod';
import { paragraphs } from './dataset.ts';

/** What a published table must not hold unless somebody decided so by name. */
export const FindingKind = z.enum([
  'secret-marking',
  'citizen-id',
  'old-id',
  'bank-account',
  'phone',
  'email',
  'name-with-birth-date',
  'address-with-name',
  'small-cell',
]);
export type FindingKind = z.infer<typeof FindingKind>;

/**
 * Where it stands: in the cells of a column, in the text around the table, in a row of the table that was left out of it, or in a
 * part of the file outside any table, such as a member beside the records of a JSON.
 */
export const FindingPlace = z.enum([
  'cell',
  'header',
  'title',
  'notes',
  'left-out',
  'outside',
  'sheet-name',
  'file-name',
]);
export type FindingPlace = z.infer<typeof FindingPlace>;

export const MAX_FINDINGS = 100;
export const MAX_FINDING_CELLS = 20;

/** One reason to stop and look. The same file read the same way gives the same ids. */
export const Finding = z.object({
  id: z
    .string()
    .regex(/^[a-z]+(?:[.-][a-z0-9]+)*$/)
    .max(80)
    .meta({ examples: ['citizen-id.cell.3'] }),
  kind: FindingKind,
  place: FindingPlace,
  column: z.int().positive().optional().meta({ description: 'Number of the column, from 1' }),
  columnName: z.string().max(400).optional(),
  count: z.int().positive().meta({ description: 'Rows, or pieces of text, in which it was found' }),
  cells: z
    .array(
      z.object({
        row: z
          .int()
          .positive()
          .optional()
          .meta({ description: 'Row of the source as its program numbers it' }),
        sheet: z.string().optional(),
        shown: z.string().max(100).meta({ description: 'What was found, masked' }),
      }),
    )
    .max(MAX_FINDING_CELLS),
  facts: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .meta({ description: 'What the finding rests on, such as the other column' }),
});
export type Finding = z.infer<typeof Finding>;

export const Screening = z.object({ findings: z.array(Finding).max(MAX_FINDINGS) });
export type Screening = z.infer<typeof Screening>;

/** What the record keeps of a finding; the cells stay with the upload's private report. */
export const FindingSummary = Finding.pick({ id: true, kind: true, columnName: true, count: true });
export type FindingSummary = z.infer<typeof FindingSummary>;

/** What a named person decided about a finding, and why: it is something else, or it may lawfully be open. */
export const FindingDecision = z.object({
  id: Finding.shape.id,
  decision: z.enum(['not-what-it-looks-like', 'lawful-to-open']),
  reason: paragraphs(500, 10),
});
export type FindingDecision = z.infer<typeof FindingDecision>;

const PERSONAL: ReadonlySet<FindingKind> = new Set([
  'citizen-id',
  'old-id',
  'bank-account',
  'phone',
  'email',
  'name-with-birth-date',
  'address-with-name',
]);

/**
 * What may be decided about a finding of a kind. A marking that holds opens nothing: either it is none, or no longer one,
 * or the file is not published.
 */
export const decisionsFor = (kind: FindingKind): readonly FindingDecision['decision'][] =>
  kind === 'secret-marking' ? ['not-what-it-looks-like'] : FindingDecision.shape.decision.options;

const openedOf = <Found extends Pick<FindingSummary, 'id'>>(
  findings: readonly Found[],
  decisions: readonly Pick<FindingDecision, 'id' | 'decision'>[],
): Found[] => {
  const lawful = new Set(
    decisions.filter(({ decision }) => decision === 'lawful-to-open').map(({ id }) => id),
  );
  return findings.filter(({ id }) => lawful.has(id));
};

/** Findings of which somebody decided that they are personal data, and may be open all the same. */
export const openedPersonalData = <Found extends Pick<FindingSummary, 'id' | 'kind'>>(
  findings: readonly Found[],
  decisions: readonly Pick<FindingDecision, 'id' | 'decision'>[],
): Found[] => openedOf(findings, decisions).filter(({ kind }) => PERSONAL.has(kind));

/** Findings that somebody opened though their kind cannot be. */
export const wronglyOpened = <Found extends Pick<FindingSummary, 'id' | 'kind'>>(
  findings: readonly Found[],
  decisions: readonly Pick<FindingDecision, 'id' | 'decision'>[],
): Found[] =>
  openedOf(findings, decisions).filter(({ kind }) => !decisionsFor(kind).includes('lawful-to-open'));
