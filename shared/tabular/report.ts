import * as z from 'zod';
import { Chart, NumberBars, TimeBars } from '../kernel/chart.ts';
import { Coordinates, Decided, Delimiter, TextEncoding } from '../kernel/reading.ts';
import { PlaceValues } from '../kernel/place-values.ts';
import { ColumnSchema, DateOrder, FieldType } from '../kernel/table-schema.ts';
import { Note, Problem, ProblemCode } from './problem.ts';
import { Around } from './around-texts.ts';
import { RowOrigins } from './row-origins.ts';

const count = z.int().nonnegative();

export const ColumnType = z.enum(['text', 'integer', 'decimal', 'boolean', 'date', 'datetime']);
export type ColumnType = z.infer<typeof ColumnType>;

/** Why a column that holds digits, dates or the like is nevertheless text. */
export const TextReason = z.enum([
  'code-name',
  'leading-zeros',
  'long-digits',
  'point-or-group',
  'mixed',
  'mixed-dates',
  'mixed-marks',
  'mixed-units',
  'quoted-numbers',
  'nested',
]);
export type TextReason = z.infer<typeof TextReason>;

export const Column = z.object({
  name: z.string(),
  type: ColumnType,
  missing: count.meta({ description: 'Cells that are empty or hold a missing-value word' }),
  textBecause: TextReason.optional(),
  dateOrder: DateOrder.optional().meta({ description: 'How the original writes its dates' }),
  decimalChar: z.enum(['.', ',']).optional().meta({ description: 'Of the original; absent: a point' }),
  groupChar: z.enum(['.', ',', ' ', "'"]).optional(),
  unit: z.string().optional(),
  bareNumber: z.boolean().optional().meta({ description: 'False: the unit stood behind each number' }),
  guessed: z.boolean().optional().meta({ description: 'Nothing in the column itself proves how it is read' }),
  field: FieldType.optional().meta({
    description: 'The type in Table Schema where it says more than `type`',
  }),
  rewritten: count.optional().meta({ description: 'Cells that derived files spell differently' }),
  words: z
    .object({ missing: z.array(z.string()), true: z.array(z.string()), false: z.array(z.string()) })
    .optional()
    .meta({ description: 'Words of this column only, as the officer gave them' }),
  normalised: count.meta({ description: 'Cells whose text is not NFC in the original' }),
  formulas: count.meta({ description: 'Text cells a spreadsheet would take for a formula' }),
});
export type Column = z.infer<typeof Column>;

const bound = z.union([z.number(), z.string()]);

export const ColumnProfile = z.object({
  name: z.string(),
  type: ColumnType,
  missing: count,
  distinct: z.object({ count, exact: z.boolean() }),
  min: bound.optional(),
  max: bound.optional(),
  mean: z.number().optional(),
  quartiles: z
    .tuple([z.number(), z.number(), z.number()])
    .optional()
    .meta({ description: 'A quarter, half, three quarters of the numbers are at most this; estimated' }),
  textLength: z.object({ min: count, max: count, mean: z.number() }).optional(),
  topValues: z.object({ exact: z.boolean(), values: z.array(z.object({ value: z.string(), count })) }),
  histogram: NumberBars.optional(),
  times: TimeBars.optional(),
});
export type ColumnProfile = z.infer<typeof ColumnProfile>;

export const TableProfile = z.object({
  rows: count,
  columns: z.array(ColumnProfile),
  chart: Chart.optional().meta({ description: 'The one chart the types of the columns ask for' }),
  places: PlaceValues.optional().meta({
    description: 'Its figures by commune, where a column holds their codes',
  }),
  notes: z.array(Note).optional().meta({ description: 'What its columns are seen to hold, together' }),
});
export type TableProfile = z.infer<typeof TableProfile>;

export const GeoSummary = z.object({
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
  geometryTypes: z.record(z.string(), count),
  nullGeometries: count,
  idColumn: z.string().optional().meta({ description: 'The column that holds the ids of the features' }),
  positions: count,
  coordinates: Coordinates.optional().meta({
    description:
      'How the original writes its positions; absent: as GeoJSON has it. Derived files are on WGS 84',
  }),
});
export type GeoSummary = z.infer<typeof GeoSummary>;

/** What the bytes of an upload turned out to be. */
export const Identified = z.object({
  format: z.enum(['csv', 'geojson', 'json', 'xlsx', 'xls', 'zip']),
  encoding: z
    .enum([...TextEncoding.options, 'utf-8-bom'])
    .optional()
    .meta({ description: 'Of text files' }),
  decided: z.array(Decided).optional().meta({ description: 'How the encoding was found, if in doubt' }),
  bytes: count,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Identified = z.infer<typeof Identified>;

/** The answer of the check. The file is accepted when `problemTotal` is 0. */
export const TableReport = z.object({
  ...Identified.shape,
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  lineEnd: z.enum(['lf', 'crlf', 'cr', 'mixed']).optional(),
  rows: count,
  columns: z.array(Column),
  problems: z.array(Problem),
  problemTotal: count,
  problemCounts: z.partialRecord(ProblemCode, count),
  notes: z.array(Note),
  decided: z.array(Decided),
  schema: z.array(ColumnSchema).meta({ description: 'The columns as Table Schema, inferred or as told' }),
  prepared: z
    .object({
      entry: z.string().optional(),
      sheet: z.string().optional(),
      delimiter: Delimiter.optional(),
      origins: RowOrigins,
    })
    .optional()
    .meta({
      description: 'What was checked is not the file itself: the entry, the sheet, where rows came from',
    }),
  around: Around.optional(),
  geo: GeoSummary.optional(),
  profile: TableProfile.optional(),
});
export type TableReport = z.infer<typeof TableReport>;
