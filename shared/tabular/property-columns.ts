import { isFormula, kindOf } from './cell-kind.ts';
import { form as kind, formOf, isDateForm, type Kind } from './values/form.ts';
import { columnTally, tallyCell, type ColumnTally } from './column-types.ts';
import { cleanValue } from './csv-cell.ts';
import { cleanName } from './header.ts';
import type { Column } from './report.ts';

/** A property as text, the way it stands in a table; nested values as JSON. */
export const propertyText = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return JSON.stringify(value);
};

/** JSON says itself what is a number; a string of digits is a code and stays text. */
export const propertyKind = (value: unknown): Kind => {
  if (value === null || value === undefined) return kind.missing;
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? kind.integer : kind.decimal;
  if (typeof value === 'boolean') return kind.boolean;
  if (typeof value !== 'string') return kind.text;
  const looksLike = kindOf(value, 0, value.length);
  const isKept = looksLike === kind.missing || isDateForm(formOf(looksLike));
  return isKept ? looksLike : kind.text;
};

/** The value of a property in the flat table. */
export const cleanProperty = (value: unknown, column: Column): string =>
  cleanValue(propertyText(value), column, propertyKind(value) === kind.missing);

export type PropertyColumns = {
  /** By the name as written; the tally has it cleaned. */
  readonly tallies: ReadonlyMap<string, ColumnTally>;
  /** Answers how much text the properties hold, in UTF-16 code units. */
  readonly add: (properties: Iterable<readonly [string, unknown]>, row: number) => number;
  readonly nested: () => number;
};

/** Gathers the properties of all features as columns, in the order in which they first appear. */
export const propertyColumns = (): PropertyColumns => {
  const tallies = new Map<string, ColumnTally>();
  let nested = 0;
  const tallyOf = (key: string): ColumnTally => {
    const known = tallies.get(key);
    if (known) return known;
    const tally = columnTally(cleanName(key));
    tallies.set(key, tally);
    return tally;
  };
  return {
    tallies,
    nested: () => nested,
    add: (properties, row) => {
      let chars = 0;
      for (const [key, value] of properties) {
        const tally = tallyOf(key);
        const looksLike = propertyKind(value);
        const text = propertyText(value);
        chars += text.length;
        tallyCell(tally, looksLike, row, () => text);
        if (typeof value === 'object' && value !== null) nested += 1;
        if (typeof value !== 'string') continue;
        if (looksLike === kind.missing && value !== '') tally.missingWords += 1;
        if (isFormula(value, 0, value.length, kindOf(value, 0, value.length))) tally.formulas += 1;
        if (value.normalize('NFC') !== value) tally.normalised += 1;
      }
      return chars;
    },
  };
};
