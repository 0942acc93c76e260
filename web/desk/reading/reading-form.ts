import type { CheckReport } from '../../../shared/contract/uploads.ts';
import type { DecidedWhat, Reading } from '../../../shared/kernel/reading.ts';
import type { ColumnSchema, FieldConstraints, FieldType } from '../../../shared/kernel/table-schema.ts';

/** What is chosen for the file as a whole, from the values that the check itself could have decided on. */
export const fileChoices = [
  'encoding',
  'repair',
  'delimiter',
  'entry',
  'sheet',
  'table',
  'subtotals',
  'coordinates',
] as const satisfies readonly (DecidedWhat & keyof Reading)[];
export type FileChoice = (typeof fileChoices)[number];

export type OfferedChoice = {
  readonly what: FileChoice;
  /** What the check went by; absent when it could not go on without a choice. */
  readonly chosen?: string;
  readonly values: readonly string[];
};

/** The choices this report leaves open: what was decided and could be otherwise, and what a problem asks for. */
export const choicesIn = ({ decided = [], problems }: CheckReport): OfferedChoice[] => {
  const asked = problems.flatMap(({ choose }) => (choose ? [{ what: choose.what, values: choose.of }] : []));
  const offered = fileChoices.flatMap((what): OfferedChoice[] => {
    const decision = decided.find((one) => one.what === what);
    return decision && decision.alternatives.length > 0
      ? [{ what, chosen: decision.chosen, values: [decision.chosen, ...decision.alternatives] }]
      : [];
  });
  return [...asked.filter(({ what }) => !offered.some((one) => one.what === what)), ...offered];
};

/** The reading with one thing told, or left to the system again. */
export const told = (reading: Reading, what: FileChoice, value: string | undefined): Reading => {
  const { [what]: _before, ...rest } = reading;
  if (value === undefined || value === '') return rest;
  return { ...rest, [what]: what === 'table' ? Number(value) : value };
};

/** A column as the officer corrected it, or else as the check found it. */
export const columnOf = (reading: Reading, found: ColumnSchema): ColumnSchema =>
  reading.columns?.find(({ name }) => name === found.name) ?? found;

/** The reading with this column corrected. Columns nobody touched are left out: they are found anew in each file. */
export const withColumn = (reading: Reading, column: ColumnSchema): Reading => ({
  ...reading,
  columns: [...(reading.columns ?? []).filter(({ name }) => name !== column.name), column],
});

/** The reading without a word about this column. */
export const withoutColumn = (reading: Reading, name: string): Reading => {
  const { columns = [], ...rest } = reading;
  const left = columns.filter((column) => column.name !== name);
  return left.length === 0 ? rest : { ...rest, columns: left };
};

/** Of another type: how numbers and dates were written goes with the type it was said of. */
export const retyped = (column: ColumnSchema, type: FieldType): ColumnSchema => {
  const { name, title, description, constraints, missingValues } = column;
  return {
    name,
    type,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(constraints === undefined ? {} : { constraints }),
    ...(missingValues === undefined ? {} : { missingValues }),
    ...(type === 'date' || type === 'datetime' ? { dateOrder: 'day-first' as const } : {}),
  };
};

/** One rule more, fewer or other; a rule without a value is no rule. */
export const constrained = <Rule extends keyof FieldConstraints>(
  column: ColumnSchema,
  rule: Rule,
  value: FieldConstraints[Rule] | undefined,
): ColumnSchema => {
  const { constraints = {}, ...rest } = column;
  const { [rule]: _before, ...others } = constraints;
  const rules = value === undefined ? others : { ...others, [rule]: value };
  return Object.keys(rules).length === 0 ? rest : { ...rest, constraints: rules };
};

/** A bound as it was typed: a number with either decimal mark, or a day. */
export const boundFrom = (text: string): number | string | undefined => {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const number = Number(trimmed.replace(',', '.'));
  return Number.isNaN(number) ? trimmed : number;
};

/** Values one under the other, as a person types a list. */
export const listFrom = (text: string): string[] | undefined => {
  const values = [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
  return values.length === 0 ? undefined : values;
};
