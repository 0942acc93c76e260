import * as z from 'zod';
import { sheetProblemCodes, type SheetProblem } from './sheets/sheet-problem.ts';

/** Every reason a file is not accepted. The sentence with its remedy stands in the texts, under the same code. */
export const problemCodes = [
  'empty-file',
  'too-large',
  'binary-named-csv',
  'unsupported-type',
  'not-utf8',
  'told-header-missing',
  'told-table-missing',
  'header-missing',
  'header-empty-name',
  'header-duplicate-name',
  'header-name-too-long',
  'header-too-large',
  'too-many-columns',
  'too-many-rows',
  'rows-too-heavy',
  'no-rows',
  'unclosed-quote',
  'broken-quote',
  'record-too-long',
  'ragged-row',
  'column-absent',
  'value-type',
  'rule-unusable',
  'value-missing',
  'value-repeated',
  'value-pattern',
  'value-length',
  'value-out-of-range',
  'value-not-listed',
  'code-unknown',
  'code-not-in-force',
  'json-broken',
  'json-too-deep',
  'json-not-records',
  'geojson-not-collection',
  'geojson-feature-too-large',
  'geojson-feature-invalid',
  'geojson-crs-unsupported',
  'geometry-type-unknown',
  'geometry-coordinates-invalid',
  'geometry-ring-unclosed',
  'geometry-ring-too-short',
  'geometry-out-of-range',
  'geometry-axes-swapped',
  'geometry-axes-mixed',
  'geometry-projected',
  'geometry-not-projected',
  'geometry-meridian-unknown',
  ...sheetProblemCodes,
] as const;
export const ProblemCode = z.enum(problemCodes);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** What was noticed, decided or changed without refusing the file: said to the officer, never silent. */
export const noteCodes = [
  'byte-order-mark',
  'mixed-line-ends',
  'blank-rows-dropped',
  'stray-quotes-kept',
  'header-name-cleaned',
  'delimiter-replaced',
  'unicode-normalised',
  'missing-words',
  'kept-as-text',
  'point-or-group',
  'mixed-marks',
  'mixed-dates',
  'mixed-units',
  'quoted-numbers',
  'numbers-rewritten',
  'blank-rows-left-out',
  'merged-cells-filled',
  'short-rows-padded',
  'formula-values-used',
  'error-cells-emptied',
  'blank-columns-dropped',
  'objects-flattened',
  'mixed-column',
  'no-such-day',
  'dates-rewritten',
  'days-exchanged',
  'formulas-neutralised',
  'big-numbers-as-text',
  'long-fractions-rounded',
  'null-geometries',
  'rings-rewound',
  'shapes-without-area',
  'shapes-not-looked-at',
  'coordinates-converted',
  'datum-converted',
  'axes-exchanged',
  'metre-columns',
  'metre-columns-elsewhere',
  'members-dropped',
  'json-members-dropped',
  'repeated-members',
  'feature-members-repeated',
  'nested-values-as-text',
  'told-unfit',
  'told-delimiter-idle',
  'hidden-sheet-used',
  'hidden-sheets',
  'hidden-rows',
  'hidden-columns',
  'chart-sheets-left-out',
  'comments-left-out',
  'text-outside-cells',
  'macros-left-out',
  'external-links',
  'formulas-without-value',
  'zip-files-left-out',
  'letters-unreadable',
  'letters-lost',
  'letters-in-doubt',
  'codes-not-checked',
  'commune-codes-unruled',
  'commune-codes-lapsed',
] as const;
export const NoteCode = z.enum(noteCodes);
export type NoteCode = z.infer<typeof NoteCode>;

const place = {
  sheet: z.string().max(100).optional().meta({ description: 'Sheet of the workbook' }),
  row: z
    .int()
    .positive()
    .optional()
    .meta({ description: 'Data row (or feature), from 1; the header is not counted' }),
  line: z.int().positive().optional().meta({ description: 'Line of the file, or row of the sheet, from 1' }),
  column: z.int().positive().optional().meta({ description: 'Column, from 1' }),
  columnName: z.string().optional(),
  value: z.string().optional().meta({ description: 'What stands there, clipped' }),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
};

export const Problem = z.object({
  code: ProblemCode,
  ...place,
  choices: z
    .array(z.string())
    .optional()
    .meta({ description: 'Files of the zip, sheets, or encodings, to choose one from' }),
});
export type Problem = z.infer<typeof Problem>;

export const Note = z.object({ code: NoteCode, ...place });
export type Note = z.infer<typeof Note>;

/** What is wrong with an office file or a zip, as the report says it; what can be chosen from is one fact. */
export const problemOfSheets = ({ code, facts, choices }: SheetProblem, sheet?: string): Problem => ({
  code,
  ...(sheet === undefined ? {} : { sheet }),
  facts: { ...facts, ...(choices ? { names: choices.join('; ').slice(0, 1000) } : {}) },
  ...(choices ? { choices: [...choices] } : {}),
});
