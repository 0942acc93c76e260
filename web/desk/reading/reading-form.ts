import type { CheckReport } from '../../../shared/contract/uploads.ts';
import {
  CellsAs,
  TextEncoding,
  type Decided,
  type DecidedWhat,
  type Reading,
} from '../../../shared/kernel/reading.ts';
import type { Wrong } from '../parts/form-errors.ts';
import type { ColumnSchema, FieldConstraints, FieldType } from '../../../shared/kernel/table-schema.ts';

/** What is chosen for the file as a whole, from the values that the check itself could have decided on. */
export const fileChoices = [
  'encoding',
  'repair',
  'delimiter',
  'entry',
  'sheet',
  'table',
  'range',
  'subtotals',
  'repeatedHeaders',
  'coordinates',
] as const satisfies readonly (DecidedWhat & keyof Reading)[];
export type FileChoice = (typeof fileChoices)[number];

export type OfferedChoice = {
  readonly what: FileChoice;
  /** What the check went by; absent when it could not go on without a choice. */
  readonly chosen?: string;
  readonly values: readonly string[];
  /** Which of them nobody sees who opens the file. */
  readonly hidden?: readonly string[];
};

/** Tables beside each other read as one are what the system does by itself; told is one of them. */
const canBeTold = (what: FileChoice, value: string): boolean => what !== 'range' || !value.includes('+');

const withoutRepeats = (values: readonly string[]): string[] => [...new Set(values)];

/**
 * The encoding of a text file can always be told: letters that came out wrong are seen by a person, also where the
 * system saw no doubt. What it held possible stands first.
 */
const encodingChoice = (
  { format, encoding }: CheckReport,
  doubted: OfferedChoice | undefined,
): OfferedChoice | undefined => {
  const isText = format === 'csv' || format === 'json' || format === 'geojson';
  if (!isText && !doubted) return undefined;
  const chosen = doubted ? doubted.chosen : TextEncoding.catch('utf-8').parse(encoding);
  return {
    what: 'encoding',
    ...(chosen === undefined ? {} : { chosen }),
    values: withoutRepeats([...(doubted?.values ?? []), ...TextEncoding.options]),
  };
};

/** The choices this report leaves open: what was decided and could be otherwise, and what a problem asks for. */
export const choicesIn = (report: CheckReport): OfferedChoice[] => {
  const { decided = [], problems } = report;
  const asked = problems.flatMap(({ choose }): OfferedChoice[] =>
    choose ? [{ what: choose.what, values: choose.of }] : [],
  );
  const offered = fileChoices.flatMap((what): OfferedChoice[] => {
    const decision = decided.find((one) => one.what === what);
    if (!decision) return [];
    const { chosen, alternatives, hidden } = decision;
    const values = [chosen, ...alternatives].filter((value) => canBeTold(what, value));
    // An encoding nobody doubted can still be wrong.
    return alternatives.length > 0 || what === 'encoding'
      ? [{ what, chosen, values, ...(hidden ? { hidden } : {}) }]
      : [];
  });
  const open = [...asked.filter(({ what }) => !offered.some((one) => one.what === what)), ...offered];
  const isOfEncoding = ({ what }: OfferedChoice): boolean => what === 'encoding';
  const encoding = encodingChoice(report, open.find(isOfEncoding));
  return [...(encoding ? [encoding] : []), ...open.filter((choice) => !isOfEncoding(choice))];
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

/** The reading with what is to be taken of the cells of one column, or with that left to the system again. */
export const withCells = (reading: Reading, column: string, as: CellsAs | undefined): Reading => {
  const { cells = [], ...rest } = reading;
  const others = cells.filter((one) => one.column !== column);
  const next = as === undefined ? others : [...others, { column, as }];
  return next.length === 0 ? rest : { ...rest, cells: next };
};

/** The first row and the number of rows of names, as `header` is decided: `5+2`; `1+0` where there are none. */
const headerRowsOf = (chosen: string): Reading['headerRows'] => {
  const [first, count] = chosen.split('+').map(Number);
  return first === undefined || count === undefined ? undefined : { first, count };
};

/** Where the names of columns were understood to stand. */
export const understoodHeader = ({ decided = [] }: CheckReport): Reading['headerRows'] => {
  const header = decided.find(({ what }) => what === 'header');
  return header && headerRowsOf(header.chosen);
};

/**
 * The reading in which this guess stands as the officer's word: it is no guess when the file is read again, and what it
 * says of the data holds for the next file. Undefined for what a reading cannot say; that is looked at on submission.
 */
export const accepted = (
  reading: Reading,
  { what, chosen, columnName }: Pick<Decided, 'what' | 'chosen' | 'columnName'>,
  schema: readonly ColumnSchema[],
): Reading | undefined => {
  if (what === 'cells')
    return columnName === undefined ? undefined : withCells(reading, columnName, CellsAs.parse(chosen));
  const column = columnName === undefined ? undefined : schema.find(({ name }) => name === columnName);
  if (column) return withColumn(reading, columnOf(reading, column));
  if (columnName !== undefined) return undefined;
  if (what === 'header') {
    const headerRows = headerRowsOf(chosen);
    return headerRows && { ...reading, headerRows };
  }
  const choice = fileChoices.find((one) => one === what);
  return choice && canBeTold(choice, chosen) ? told(reading, choice, chosen) : undefined;
};

/** The reading says something of what was guessed, the same or other. */
export const isSaid = (
  reading: Reading,
  { what, columnName }: Pick<Decided, 'what' | 'columnName'>,
): boolean => {
  if (what === 'cells') return reading.cells?.some(({ column }) => column === columnName) ?? false;
  if (columnName !== undefined) return reading.columns?.some(({ name }) => name === columnName) ?? false;
  if (what === 'header') return reading.headerRows !== undefined;
  const choice = fileChoices.find((one) => one === what);
  return choice !== undefined && reading[choice] !== undefined;
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

/** What was refused of a reading that was sent, by the name of the column and then by the part of it: `constraints.pattern`. */
export const wrongColumns = (
  sent: Reading,
  errors: readonly { readonly path: string; readonly message: string }[] = [],
): Readonly<Record<string, Wrong>> => {
  const wrong: Record<string, Record<string, string>> = {};
  for (const { path, message } of errors) {
    const [, index, part] = /^body\.reading\.columns\.(\d+)\.(.+)$/.exec(path) ?? [];
    const name = index === undefined ? undefined : sent.columns?.[Number(index)]?.name;
    if (name === undefined || part === undefined) continue;
    (wrong[name] ??= {})[part] ??= message;
  }
  return wrong;
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
