import { RE2JS } from 're2js';
import type { Reading } from '../../kernel/reading.ts';
import type { ColumnSchema, FieldType } from '../../kernel/table-schema.ts';
import { nfc } from '../../kernel/vietnamese-text.ts';

/** Why a rule that was declared for a column cannot be kept by any value. */
export const declaredFaultCodes = [
  'pattern-invalid',
  'pattern-not-text',
  'length-not-text',
  'lengths-crossed',
  'bound-of-other-type',
  'bounds-crossed',
  'value-of-other-type',
  'reference-not-text',
  'reference-date-of-other-type',
] as const;
export type DeclaredFaultCode = (typeof declaredFaultCodes)[number];

export type DeclaredFault = {
  readonly code: DeclaredFaultCode;
  /** Where in the reading, as `columns.2.constraints.pattern`. */
  readonly path: string;
  readonly columnName: string;
  readonly facts: Readonly<Record<string, string>>;
};

const written: Partial<Record<FieldType, RegExp>> = {
  integer: /^-?\d+$/,
  number: /^-?\d+(?:\.\d+)?$/,
  year: /^\d{1,4}$/,
  yearmonth: /^\d{4}-(?:0[1-9]|1[0-2])$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  datetime: /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?$/,
  boolean: /^(?:true|false)$/,
};

const isDay = (text: string): boolean => {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

/** True when `value` is written as values of `type` stand in a clean file. */
export const isOfType = (value: number | string, type: FieldType): boolean => {
  const text = String(value);
  const form = written[type];
  if (form && !form.test(text)) return false;
  return type === 'date' || type === 'datetime' ? isDay(text.slice(0, 10)) : true;
};

/** Types whose values have an order that people mean; of text they may mean several. */
const ordered: readonly FieldType[] = ['integer', 'number', 'year', 'yearmonth', 'date', 'datetime'];
const dated: readonly FieldType[] = ['date', 'datetime', 'year', 'yearmonth'];
const numeric: readonly FieldType[] = ['integer', 'number', 'year'];

const whyInvalid = (pattern: string): string | undefined => {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 200) : pattern;
  }
};

type Found = Omit<DeclaredFault, 'path' | 'columnName'> & { readonly at: string };

const boundFaults = ({ type, constraints = {} }: ColumnSchema): Found[] => {
  const bounds = (['minimum', 'maximum'] as const).flatMap((at) => {
    const bound = constraints[at];
    return bound === undefined ? [] : [{ at: `constraints.${at}`, bound }];
  });
  const isNumber = numeric.includes(type);
  const wrong = bounds.filter(
    ({ bound }) =>
      !ordered.includes(type) ||
      (typeof bound === 'number' ? !isNumber : !isOfType(bound, type === 'integer' ? 'number' : type)),
  );
  if (wrong.length > 0)
    return wrong.map(({ at, bound }) => ({
      code: 'bound-of-other-type',
      at,
      facts: { bound: String(bound), type },
    }));
  const { minimum, maximum } = constraints;
  if (minimum === undefined || maximum === undefined) return [];
  const isCrossed = isNumber ? Number(minimum) > Number(maximum) : String(minimum) > String(maximum);
  return isCrossed
    ? [
        {
          code: 'bounds-crossed',
          at: 'constraints.minimum',
          facts: { minimum: String(minimum), maximum: String(maximum) },
        },
      ]
    : [];
};

const textFaults = ({ type, constraints = {} }: ColumnSchema): Found[] => {
  const { pattern, minLength, maxLength } = constraints;
  const faults: Found[] = [];
  if (pattern !== undefined) {
    const why = type === 'string' ? whyInvalid(pattern) : undefined;
    if (type !== 'string')
      faults.push({ code: 'pattern-not-text', at: 'constraints.pattern', facts: { type } });
    else if (why !== undefined)
      faults.push({ code: 'pattern-invalid', at: 'constraints.pattern', facts: { pattern, why } });
  }
  const length = minLength === undefined ? 'maxLength' : 'minLength';
  if ((minLength ?? maxLength) !== undefined && type !== 'string')
    faults.push({ code: 'length-not-text', at: `constraints.${length}`, facts: { type } });
  if (minLength !== undefined && maxLength !== undefined && minLength > maxLength)
    faults.push({
      code: 'lengths-crossed',
      at: 'constraints.minLength',
      facts: { minimum: String(minLength), maximum: String(maxLength) },
    });
  return faults;
};

const listFaults = ({ type, constraints }: ColumnSchema): Found[] => {
  const wrong = constraints?.enum?.find((value) => !isOfType(value, type));
  return wrong === undefined
    ? []
    : [{ code: 'value-of-other-type', at: 'constraints.enum', facts: { value: wrong, type } }];
};

const referenceFaults = ({ type, reference }: ColumnSchema, columns: readonly ColumnSchema[]): Found[] => {
  if (!reference) return [];
  const faults: Found[] = [];
  if (type !== 'string') faults.push({ code: 'reference-not-text', at: 'reference.to', facts: { type } });
  const { dateColumn } = reference;
  if (dateColumn === undefined) return faults;
  const found = columns.find(({ name }) => nfc(name) === nfc(dateColumn));
  // A column that is not described is there or not, and is what it is: the check will see.
  if (found && !dated.includes(found.type))
    faults.push({
      code: 'reference-date-of-other-type',
      at: 'reference.dateColumn',
      facts: { dateColumn, type: found.type },
    });
  return faults;
};

/**
 * Rules that make no sense whatever the data: told when they are chosen, not after a check. Patterns are those of RE2,
 * which the engine speaks; columns are judged by the types declared for them.
 */
export const declaredFaults = ({ columns = [] }: Pick<Reading, 'columns'>): DeclaredFault[] =>
  columns.flatMap((column, i) =>
    [
      ...textFaults(column),
      ...boundFaults(column),
      ...listFaults(column),
      ...referenceFaults(column, columns),
    ].map(({ at, ...fault }) => ({ ...fault, path: `columns.${i}.${at}`, columnName: column.name })),
  );
