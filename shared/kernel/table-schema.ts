import * as z from 'zod';
import { LocalDate } from './local-date.ts';

/** The types of Table Schema that a published column can have (https://datapackage.org/standard/table-schema/). */
export const FieldType = z.enum([
  'string',
  'integer',
  'number',
  'boolean',
  'date',
  'datetime',
  'year',
  'yearmonth',
]);
export type FieldType = z.infer<typeof FieldType>;

/**
 * Which of day, month and year a date names first; `day-number`: none, the cells hold the number by which a spreadsheet
 * counts days (45123 is 16/7/2023). Table Schema leaves it to `format`; people choose among four.
 */
export const DateOrder = z.enum(['year-first', 'day-first', 'month-first', 'day-number']);
export type DateOrder = z.infer<typeof DateOrder>;

/** Lists of places whose codes a column may have to hold. */
export const CodeList = z.enum(['province-code', 'district-code', 'commune-code']);
export type CodeList = z.infer<typeof CodeList>;

const word = z.string().max(100);

/** Constraints of Table Schema. Bounds are numbers or `yyyy-mm-dd`, as the type has it. */
export const FieldConstraints = z.object({
  required: z.boolean().optional(),
  unique: z.boolean().optional(),
  pattern: z.string().max(200).optional().meta({ description: 'Must match the whole value; RE2 syntax' }),
  minLength: z.int().nonnegative().optional(),
  maxLength: z.int().nonnegative().optional(),
  minimum: z.union([z.number(), word]).optional(),
  maximum: z.union([z.number(), word]).optional(),
  enum: z.array(z.string().max(300)).min(1).max(1000).optional(),
});
export type FieldConstraints = z.infer<typeof FieldConstraints>;

const Reference = z.object({
  to: CodeList,
  dateColumn: z
    .string()
    .max(300)
    .optional()
    .meta({ description: 'The column that dates each row; a year counts as its last day' }),
  date: LocalDate.optional().meta({ description: 'The day of every row when no column dates them' }),
});

const inForce = { description: 'The value is a code in force on the day of its row' };

/**
 * One column as a field of Table Schema. `name` is the header of the file, cleaned, and finds the column again in the
 * next release. `dateOrder`, `unit` and `reference` are ours; the rest reads in any tool of the standard.
 */
export const ColumnSchema = z.object({
  name: z.string().min(1).max(300),
  title: z.string().max(300).optional(),
  description: z.string().max(2000).optional(),
  type: FieldType,
  constraints: FieldConstraints.optional(),
  missingValues: z
    .array(word)
    .max(50)
    .optional()
    .meta({ description: 'Words of this column that mean no value, besides the usual ones' }),
  decimalChar: z.enum(['.', ',']).optional(),
  groupChar: z.enum(['.', ',', ' ', "'"]).optional().meta({ description: 'A blank stands for any blank' }),
  bareNumber: z
    .boolean()
    .optional()
    .meta({ description: 'False: the unit stands behind each number in the original' }),
  trueValues: z.array(word).max(20).optional(),
  falseValues: z.array(word).max(20).optional(),
  dateOrder: DateOrder.optional(),
  unit: z
    .string()
    .max(60)
    .optional()
    .meta({ examples: ['triệu đồng', 'ha', '%'] }),
  reference: Reference.optional().meta(inForce),
});
export type ColumnSchema = z.infer<typeof ColumnSchema>;

/** A column as a person tells it: a word the schema does not know is refused, where a kept one is read past. */
export const ToldColumn = ColumnSchema.extend({
  constraints: FieldConstraints.strict().optional(),
  reference: Reference.strict().optional().meta(inForce),
}).strict();
