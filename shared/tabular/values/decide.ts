import type { ColumnSchema, DateOrder } from '../../kernel/table-schema.ts';
import type { ColumnHint } from '../column-hints.ts';
import type { Column, TextReason } from '../report.ts';
import { flag, form, formOf, isDateForm, isDoubtful, isNumberForm, kindCount, type Kind } from './form.ts';

type DecimalChar = '.' | ',';

/** How a column's values are written, and so what it is. */
export type Decision = Pick<
  Column,
  'type' | 'textBecause' | 'dateOrder' | 'decimalChar' | 'groupChar' | 'unit' | 'bareNumber' | 'guessed'
>;

/** How many cells a column has of each form, whatever stands around them, and how many with each flag. */
export type FormCounts = {
  readonly of: (f: Kind) => number;
  readonly total: number;
  readonly numbers: number;
  readonly dates: number;
  readonly timed: number;
  readonly flagged: (what: number) => number;
};

export const countForms = (kinds: Float64Array): FormCounts => {
  const forms = new Float64Array(32);
  const flagged = new Map<number, number>();
  let [total, numbers, dates, timed] = [0, 0, 0, 0];
  for (let k = 0; k < kindCount; k += 1) {
    const n = kinds[k] ?? 0;
    const f = formOf(k);
    if (n === 0 || f === form.missing) continue;
    forms[f] = (forms[f] ?? 0) + n;
    total += n;
    if (isNumberForm(f)) {
      numbers += n;
      for (const what of [flag.parentheses, flag.percent, flag.unit])
        if ((k & what) !== 0) flagged.set(what, (flagged.get(what) ?? 0) + n);
    } else if (isDateForm(f)) {
      dates += n;
      if ((k & flag.time) !== 0) timed += n;
    }
  }
  return {
    of: (f) => forms[f] ?? 0,
    total,
    numbers,
    dates,
    timed,
    flagged: (what) => flagged.get(what) ?? 0,
  };
};

/** Cells that only one decimal mark can explain. */
export const proofs = ({ of }: FormCounts): { comma: number; point: number; strongPoint: number } => {
  const strongPoint = of(form.groupedCommas) + of(form.commasPoint) + of(form.spacedPoint);
  return {
    comma: of(form.commaDecimal) + of(form.groupedPoints) + of(form.pointsComma) + of(form.spacedComma),
    point: of(form.decimal) + strongPoint,
    strongPoint,
  };
};

const text = (textBecause?: TextReason): Decision =>
  textBecause ? { type: 'text', textBecause } : { type: 'text' };

const withMark = (counts: FormCounts, decimalChar: DecimalChar, isGuess: boolean): Decision => {
  const { of } = counts;
  const isComma = decimalChar === ',';
  const fractions = isComma
    ? of(form.commaDecimal) + of(form.pointsComma) + of(form.commaOrGroup) + of(form.spacedComma)
    : of(form.decimal) + of(form.commasPoint) + of(form.pointOrGroup) + of(form.spacedPoint);
  const blanks = of(form.spaced) + of(form.spacedComma) + of(form.spacedPoint);
  const marks = isComma
    ? of(form.groupedPoints) + of(form.pointsComma) + of(form.pointOrGroup)
    : of(form.groupedCommas) + of(form.commasPoint) + of(form.commaOrGroup);
  const groupChar = marks > 0 ? (isComma ? '.' : ',') : blanks > 0 ? ' ' : undefined;
  return {
    type: fractions > 0 ? 'decimal' : 'integer',
    ...(isComma && (fractions > 0 || marks > 0) ? { decimalChar } : {}),
    ...(groupChar === undefined ? {} : { groupChar }),
    ...(isGuess ? { guessed: true } : {}),
  };
};

/**
 * The decimal mark of a column that holds numbers only. Where the column itself proves nothing, what other columns of
 * the file prove may decide (`fileMark`), and is said; else it stays text: publishing 1.25 for 1.250 people would be wrong.
 */
const decideNumbers = (counts: FormCounts, fileMark: DecimalChar | undefined): Decision => {
  const { comma, point } = proofs(counts);
  if (comma > 0 && point > 0) return text('mixed-marks');
  if (comma > 0) return withMark(counts, ',', false);
  if (point > 0) return withMark(counts, '.', false);
  const [points, commas] = [counts.of(form.pointOrGroup), counts.of(form.commaOrGroup)];
  if (points > 0 && commas > 0) return text('mixed-marks');
  if (points + commas === 0) return withMark(counts, '.', false);
  return fileMark ? withMark(counts, fileMark, true) : text('point-or-group');
};

const decideWrapped = (
  counts: FormCounts,
  units: ReadonlyMap<string, number>,
  fileMark: DecimalChar | undefined,
): Decision => {
  const { numbers } = counts;
  const [percents, withUnit] = [counts.flagged(flag.percent), counts.flagged(flag.unit)];
  // All in parentheses are ordinals, `(1)`, `(2)`; among others they are negative.
  if (counts.flagged(flag.parentheses) === numbers) return text();
  const [unit] = units.size === 1 ? units.keys() : [];
  if ((percents > 0 && percents < numbers) || (withUnit > 0 && (withUnit < numbers || unit === undefined)))
    return text('mixed-units');
  const decided = decideNumbers(counts, fileMark);
  if (decided.type === 'text') return decided;
  if (percents > 0) return { ...decided, unit: '%', bareNumber: false };
  return unit === undefined || withUnit === 0 ? decided : { ...decided, unit, bareNumber: false };
};

/** Day or month first is seen from all rows: a number over 12 decides. Where none does, the Vietnamese order is taken, and asked. */
const decideDates = (counts: FormCounts): Decision => {
  const { of, timed } = counts;
  const type = timed > 0 ? 'datetime' : 'date';
  const yearFirst = of(form.dateYearFirst) + of(form.dateYearFirstLoose);
  if (yearFirst === counts.total) return { type, dateOrder: 'year-first' };
  if (yearFirst > 0) return text('mixed-dates');
  const dayFirst = of(form.dateDayFirst) + of(form.dateWords);
  const monthFirst = of(form.dateMonthFirst);
  if (dayFirst > 0 && monthFirst > 0) return text('mixed-dates');
  const either = of(form.dateEither);
  const dateOrder: DateOrder = monthFirst > 0 ? 'month-first' : 'day-first';
  return { type, dateOrder, ...(either > 0 && dayFirst + monthFirst === 0 ? { guessed: true } : {}) };
};

export type DecideHints = {
  readonly isCode: boolean;
  readonly isTime: boolean;
  readonly fileMark?: DecimalChar | undefined;
  readonly hint?: ColumnHint | undefined;
};

/** One type for a column from all of its cells; whatever could lose something by being a number stays text. */
export const decide = (
  counts: FormCounts,
  units: ReadonlyMap<string, number>,
  hints: DecideHints,
): Decision & { readonly isMonths?: true } => {
  const { of, total, numbers, dates } = counts;
  const words = of(form.yes) + of(form.no);
  const months = of(form.monthThenYear) + of(form.yearThenMonth);
  const plain = of(form.text) + words + (hints.isTime ? 0 : months);
  if (total === 0 || plain === total) {
    return words === total && of(form.yes) > 0 && of(form.no) > 0 ? { type: 'boolean' } : text();
  }
  if (hints.hint?.keepsDigits && dates < total)
    // Digits alone may be a code; `98,5` is a number somebody put in quotes.
    return numbers === total && numbers > of(form.integer) && !hints.isCode ? text('quoted-numbers') : text();
  if (hints.isCode) return text('code-name');
  if (plain > 0) return text('mixed');
  if (months === total) return { type: 'text', isMonths: true };
  const digits = of(form.leadingZero) + of(form.longDigits);
  if (of(form.leadingZero) > 0 && numbers + digits === total) return text('leading-zeros');
  if (of(form.longDigits) > 0 && numbers + digits === total)
    return hints.hint?.isPointDecimal && hints.hint.hasFractions && counts.flagged(flag.percent) === 0
      ? { type: 'decimal' }
      : text('long-digits');
  if (numbers === total)
    return hints.hint?.isPointDecimal && counts.flagged(flag.percent) === 0
      ? withMark(counts, '.', false)
      : decideWrapped(counts, units, hints.hint?.isPointDecimal ? '.' : hints.fileMark);
  if (of(form.boolean) === total) return { type: 'boolean' };
  return dates === total ? decideDates(counts) : text('mixed');
};

/** What the officer said of a column, as far as it says how values are written. */
export const toldDecision = (told: ColumnSchema): Decision => {
  const number = {
    ...(isCommaDecimal(told) ? { decimalChar: ',' as const } : {}),
    ...(told.groupChar ? { groupChar: told.groupChar } : {}),
    ...(told.unit ? { unit: told.unit } : {}),
    ...(told.bareNumber === undefined ? {} : { bareNumber: told.bareNumber }),
  };
  switch (told.type) {
    case 'integer':
      return { type: 'integer', ...number };
    case 'year':
      return { type: 'integer' };
    case 'number':
      return { type: 'decimal', ...number };
    case 'boolean':
      return { type: 'boolean' };
    case 'date':
    case 'datetime':
      return { type: told.type, dateOrder: told.dateOrder ?? 'day-first' };
    default:
      return text();
  }
};

/** The forms a value may have in a column of which the officer said what it is. */
export const fitsTold = (looksLike: Kind, told: ColumnSchema): boolean => {
  const f = formOf(looksLike);
  if (f === form.missing || told.type === 'string') return true;
  switch (told.type) {
    case 'integer':
    case 'number':
      return isNumberForm(f) && fitsNumber(f, told);
    case 'year':
      return f === form.integer;
    case 'boolean':
      return f === form.boolean || f === form.yes || f === form.no;
    case 'yearmonth':
      return f === form.monthThenYear || f === form.yearThenMonth;
    default:
      if (f === form.integer) return told.dateOrder === 'day-number';
      return isDateForm(f) && fitsOrder(f, told.dateOrder ?? 'day-first');
  }
};

const commaForms: readonly Kind[] = [form.commaDecimal, form.pointsComma, form.spacedComma];
const pointForms: readonly Kind[] = [form.decimal, form.commasPoint, form.spacedPoint];

/** Who says that the point groups says that the comma is the decimal mark. */
const isCommaDecimal = ({ decimalChar, groupChar }: ColumnSchema): boolean =>
  decimalChar === ',' || (decimalChar === undefined && groupChar === '.');

const fitsNumber = (f: Kind, told: ColumnSchema): boolean => {
  const { type } = told;
  const isComma = isCommaDecimal(told);
  if ((isComma ? pointForms : commaForms).includes(f)) return false;
  if (f === (isComma ? form.groupedCommas : form.groupedPoints)) return false;
  if (type === 'number') return true;
  if ((isComma ? commaForms : pointForms).includes(f)) return false;
  return !isDoubtful(f) || f === (isComma ? form.pointOrGroup : form.commaOrGroup);
};

const fitsOrder = (f: Kind, order: DateOrder): boolean => {
  if (f === form.dateYearFirst || f === form.dateYearFirstLoose) return true;
  if (order === 'day-number') return false;
  if (f === form.dateWords || f === form.dateEither) return order !== 'year-first';
  return f === (order === 'month-first' ? form.dateMonthFirst : form.dateDayFirst);
};
