import { kind, kindCount, type Kind } from './cell-kind.ts';
import type { Note } from './problem.ts';
import { clip } from './problem-list.ts';
import type { Column, TextReason } from './report.ts';
import { namesCode } from './words.ts';

type Sample = { readonly row: number; readonly value: string };

/** What has been seen of one column, over all rows so far. */
export type ColumnTally = {
  readonly name: string;
  readonly kinds: Float64Array;
  /** The first cell of each kind, to show when a column is mixed. */
  readonly first: (Sample | undefined)[];
  missingWords: number;
  normalised: number;
  formulas: number;
};

export const columnTally = (name: string): ColumnTally => ({
  name,
  kinds: new Float64Array(kindCount),
  first: new Array<Sample | undefined>(kindCount).fill(undefined),
  missingWords: 0,
  normalised: 0,
  formulas: 0,
});

export const tallyCell = (tally: ColumnTally, looksLike: Kind, row: number, value: () => string): void => {
  tally.kinds[looksLike] = (tally.kinds[looksLike] ?? 0) + 1;
  if (tally.first[looksLike] === undefined) tally.first[looksLike] = { row, value: clip(value(), 100) };
};

type Decision = Pick<Column, 'type' | 'textBecause' | 'dateOrder'>;

/** One type for a column from all of its cells; whatever could lose something by being a number stays text. */
const decide = (seen: (k: Kind) => number, isCode: boolean): Decision => {
  const groups = seen(kind.pointOrGroup);
  const numbers = seen(kind.integer) + seen(kind.decimal) + groups;
  const dates = seen(kind.dateYearFirst) + seen(kind.dateDayFirst);
  const digits = seen(kind.leadingZero) + seen(kind.longDigits);
  const total = numbers + dates + digits + seen(kind.boolean) + seen(kind.text);
  const text = (textBecause?: TextReason): Decision =>
    textBecause ? { type: 'text', textBecause } : { type: 'text' };
  if (total === 0 || seen(kind.text) === total) return text();
  if (isCode) return text('code-name');
  if (seen(kind.text) > 0) return text('mixed');
  if (seen(kind.leadingZero) > 0 && numbers + digits === total) return text('leading-zeros');
  if (seen(kind.longDigits) > 0 && numbers + digits === total) return text('long-digits');
  // Nothing in the column says that its point is a decimal point: publishing 1.25 for 1.250 people would be wrong.
  if (numbers === total && groups > 0 && seen(kind.decimal) === 0) return text('point-or-group');
  if (numbers === total) return { type: seen(kind.decimal) > 0 ? 'decimal' : 'integer' };
  if (seen(kind.boolean) === total) return { type: 'boolean' };
  if (dates < total) return text('mixed');
  if (seen(kind.dateDayFirst) === total) return { type: 'date', dateOrder: 'day-first' };
  return seen(kind.dateYearFirst) === total ? { type: 'date', dateOrder: 'year-first' } : text('mixed-dates');
};

export type DecideOptions = { readonly codeNames: boolean };

export const columnOf = (tally: ColumnTally, options: DecideOptions = { codeNames: true }): Column => {
  const decision = decide((k) => tally.kinds[k] ?? 0, options.codeNames && namesCode(tally.name));
  return {
    name: tally.name,
    ...decision,
    missing: tally.kinds[kind.missing] ?? 0,
    normalised: tally.normalised,
    formulas: tally.formulas,
  };
};

const mixedNote = (tally: ColumnTally, at: { column: number; columnName: string }): Note => {
  const texts = tally.kinds[kind.text] ?? 0;
  const others = tally.kinds.reduce(
    (sum, n, k) => (k === kind.text || k === kind.missing ? sum : sum + n),
    0,
  );
  const rarer =
    texts <= others
      ? tally.first[kind.text]
      : tally.first.find((s, k) => s && k !== kind.text && k !== kind.missing);
  const sample = rarer ? { row: rarer.row, value: rarer.value } : {};
  return { code: 'mixed-column', ...at, ...sample, facts: { texts, others } };
};

/** What the officer should hear about how a column was understood. */
export const columnNotes = (tally: ColumnTally, column: Column, index: number): Note[] => {
  const at = { column: index + 1, columnName: column.name };
  const notes: Note[] = [];
  if (column.textBecause === 'mixed') notes.push(mixedNote(tally, at));
  else if (column.textBecause === 'point-or-group')
    notes.push({ code: 'point-or-group', ...at, value: tally.first[kind.pointOrGroup]?.value ?? '' });
  else if (column.textBecause)
    notes.push({ code: 'kept-as-text', ...at, facts: { because: column.textBecause } });
  if (column.dateOrder === 'day-first')
    notes.push({
      code: 'dates-rewritten',
      ...at,
      facts: { count: tally.kinds[kind.dateDayFirst] ?? 0, from: 'dd/mm/yyyy' },
    });
  if (tally.missingWords > 0)
    notes.push({ code: 'missing-words', ...at, facts: { count: tally.missingWords } });
  if (tally.normalised > 0)
    notes.push({ code: 'unicode-normalised', ...at, facts: { count: tally.normalised } });
  if (tally.formulas > 0)
    notes.push({ code: 'formulas-neutralised', ...at, facts: { count: tally.formulas } });
  return notes;
};
