import type { ColumnSchema, FieldConstraints } from '../../kernel/table-schema.ts';
import { nfc } from '../../kernel/vietnamese-text.ts';
import { sqlText } from '../engine.ts';
import type { ProblemCode } from '../problem.ts';
import type { Column } from '../report.ts';
import { sqlTypes } from '../sql-types.ts';
import { valueName, type Place } from './values.ts';

export type Facts = Readonly<Record<string, string | number>>;

/** A rule that each row keeps or breaks by itself. `isBroken` is SQL over the value of the column. */
export type RowRule = {
  readonly code: ProblemCode;
  readonly place: Place;
  readonly isBroken: string;
  readonly facts: Facts;
};

/** Allowed values that are named in a problem; the officer has the whole list before them. */
const NAMED_VALUES = 10;

/** A number, day or moment as the engine writes it. A day as a bound of moments is the whole day. */
const bounded = (value: string, bound: number | string, type: Column['type']): [string, string] => {
  const text = String(bound);
  switch (type) {
    case 'integer':
    case 'decimal':
      return [value, String(Number(text))];
    case 'date':
      return [value, `DATE ${sqlText(text)}`];
    case 'datetime':
      return text.length === 10
        ? [`CAST(${value} AS DATE)`, `DATE ${sqlText(text)}`]
        : [value, `TIMESTAMP ${sqlText(text.replace('T', ' '))}`];
    default:
      return [value, sqlText(text)];
  }
};

const eitherOf = (conditions: readonly (string | false)[]): string =>
  conditions.filter((one) => one !== false).join(' OR ');

const rangeOf = (place: Place, { minimum, maximum }: FieldConstraints): Omit<RowRule, 'place'>[] => {
  if (minimum === undefined && maximum === undefined) return [];
  const compare = (sign: '<' | '>', bound: number | string | undefined): string | false => {
    if (bound === undefined) return false;
    const [value, limit] = bounded(valueName(place), bound, place.column.type);
    return `${value} ${sign} ${limit}`;
  };
  return [
    {
      code: 'value-out-of-range',
      isBroken: eitherOf([compare('<', minimum), compare('>', maximum)]),
      facts: {
        ...(minimum === undefined ? {} : { minimum }),
        ...(maximum === undefined ? {} : { maximum }),
      },
    },
  ];
};

const lengthOf = (place: Place, { minLength, maxLength }: FieldConstraints): Omit<RowRule, 'place'>[] => {
  if (minLength === undefined && maxLength === undefined) return [];
  const length = `length(${valueName(place)})`;
  return [
    {
      code: 'value-length',
      isBroken: eitherOf([
        minLength !== undefined && `${length} < ${minLength}`,
        maxLength !== undefined && `${length} > ${maxLength}`,
      ]),
      facts: {
        ...(minLength === undefined ? {} : { minimum: minLength }),
        ...(maxLength === undefined ? {} : { maximum: maxLength }),
      },
    },
  ];
};

const listOf = (place: Place, { enum: allowed }: FieldConstraints): Omit<RowRule, 'place'>[] => {
  if (!allowed) return [];
  const type = sqlTypes[place.column.type];
  const values = allowed.map((value) => `CAST(${sqlText(nfc(value))} AS ${type})`);
  const named = allowed.slice(0, NAMED_VALUES).join('; ');
  return [
    {
      code: 'value-not-listed',
      isBroken: `${valueName(place)} NOT IN (${values.join(', ')})`,
      facts: { allowed: allowed.length > NAMED_VALUES ? `${named}; …` : named },
    },
  ];
};

/** The rules of one column, as declared, without those that look at several rows. */
export const rowRules = (place: Place, { constraints = {} }: ColumnSchema, isKey: boolean): RowRule[] => {
  const { required, pattern } = constraints;
  const value = valueName(place);
  const rules: Omit<RowRule, 'place'>[] = [
    ...(required || isKey
      ? [{ code: 'value-missing' as const, isBroken: `${value} IS NULL`, facts: {} }]
      : []),
    ...(pattern === undefined
      ? []
      : [
          {
            code: 'value-pattern' as const,
            isBroken: `NOT regexp_full_match(${value}, ${sqlText(pattern)})`,
            facts: { pattern },
          },
        ]),
    ...lengthOf(place, constraints),
    ...rangeOf(place, constraints),
    ...listOf(place, constraints),
  ];
  return rules.map((rule) => ({ ...rule, place }));
};
