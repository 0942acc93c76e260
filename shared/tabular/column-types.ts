import type { ColumnSchema } from '../kernel/table-schema.ts';
import type { ColumnHint } from './column-hints.ts';
import { clip } from './problem-list.ts';
import type { Column } from './report.ts';
import { countForms, decide, proofs, toldDecision, type Decision, type FormCounts } from './values/decide.ts';
import { flag, form, formOf, kindCount, type Kind } from './values/form.ts';
import { unitBehind } from './values/number-form.ts';
import { isUnit, namesCode, namesDay, namesTime, namesYear, unitInHeader } from './words.ts';

type Sample = { readonly row: number; readonly value: string };

/** What has been seen of one column, over all rows so far. */
export type ColumnTally = {
  readonly name: string;
  readonly told: ColumnSchema | undefined;
  readonly kinds: Float64Array;
  /** The first cell of each kind, to show when a column is mixed. */
  readonly first: (Sample | undefined)[];
  /** Units behind numbers, at most three: two are enough to know that they differ. */
  readonly units: Map<string, number>;
  /** Its name speaks of a day, so that whole numbers in it may be days as a spreadsheet counts them. */
  readonly seeksDays: boolean;
  /** Whole numbers that are days between 1954 and 2064. */
  dayNumbers: number;
  missingWords: number;
  normalised: number;
  formulas: number;
};

export const columnTally = (name: string, told?: ColumnSchema): ColumnTally => ({
  name,
  told,
  kinds: new Float64Array(kindCount),
  first: new Array<Sample | undefined>(kindCount).fill(undefined),
  units: new Map(),
  seeksDays: false,
  dayNumbers: 0,
  missingWords: 0,
  normalised: 0,
  formulas: 0,
});

/** A column of a file in which all values are texts, so that nothing but its name tells days from other numbers. */
export const textColumnTally = (name: string, told?: ColumnSchema): ColumnTally => ({
  ...columnTally(name, told),
  seeksDays: told === undefined && namesDay(name) && !namesCode(name),
});

const isDayNumber = (value: string): boolean => {
  const number = Number(value);
  return number >= 20_000 && number <= 60_000;
};

const isPlainBoolean = (text: string): boolean => text === 'true' || text === 'false';

/** Cells of these kinds must come through `tallyCell` each time. */
export const isTalliedSlowly = (looksLike: Kind): boolean =>
  looksLike >= flag.unit || formOf(looksLike) === form.boolean;

export const tallyCell = (tally: ColumnTally, looksLike: Kind, row: number, value: () => string): void => {
  tally.kinds[looksLike] = (tally.kinds[looksLike] ?? 0) + 1;
  const first = tally.first[looksLike];
  if (first === undefined || (formOf(looksLike) === form.boolean && isPlainBoolean(first.value)))
    tally.first[looksLike] = { row, value: clip(value(), 100) };
  if (tally.seeksDays && looksLike === form.integer && isDayNumber(value())) tally.dayNumbers += 1;
  if (looksLike < flag.unit || tally.units.size > 2) return;
  const unit = unitBehind(value());
  if (isUnit(unit)) tally.units.set(unit, (tally.units.get(unit) ?? 0) + 1);
};

export type DecideOptions = {
  readonly codeNames: boolean;
  /** The decimal mark that other columns of the file prove. */
  readonly fileMark?: '.' | ',' | undefined;
  readonly hint?: ColumnHint | undefined;
};

/** The one decimal mark that some columns prove and none contradicts. A lone `3.5` proves nothing for other columns. */
export const fileMarkOf = (tallies: readonly ColumnTally[]): '.' | ',' | undefined => {
  let [comma, point] = [false, false];
  for (const { kinds, name } of tallies) {
    if (namesCode(name)) continue;
    const counts = countForms(kinds);
    const proof = proofs(counts);
    if (counts.numbers < counts.total || (proof.comma > 0 && proof.point > 0)) continue;
    comma ||= proof.comma > 0;
    point ||= proof.strongPoint > 0;
  }
  return comma === point ? undefined : comma ? ',' : '.';
};

/** Nothing but such numbers under a name that speaks of a day: a guess, and asked. */
const asDayNumbers = (
  { dayNumbers }: ColumnTally,
  { total }: FormCounts,
  hint: ColumnHint | undefined,
): Decision | undefined =>
  dayNumbers > 0 && dayNumbers === total && !hint?.keepsDigits && !hint?.countsFrom1904
    ? { type: 'date', dateOrder: 'day-number', guessed: true }
    : undefined;

/** Cells whose spelling is not already that of derived files. */
const rewrittenCells = (tally: ColumnTally, counts: FormCounts, decision: Decision): number => {
  const kept = (k: Kind): number => tally.kinds[k] ?? 0;
  if (decision.type === 'integer' || decision.type === 'decimal') {
    const points = decision.decimalChar === ',' ? 0 : kept(form.decimal) + kept(form.pointOrGroup);
    const isGrouped = decision.type === 'integer' && decision.groupChar === '.';
    return counts.numbers - kept(form.integer) - (isGrouped ? 0 : points);
  }
  return decision.type === 'date' ? counts.total - kept(form.dateYearFirst) : 0;
};

const wordsOf = (told: ColumnSchema | undefined): Pick<Column, 'words'> => {
  const [missing, yes, no] = [told?.missingValues ?? [], told?.trueValues ?? [], told?.falseValues ?? []];
  return missing.length + yes.length + no.length === 0 ? {} : { words: { missing, true: yes, false: no } };
};

export const columnOf = (tally: ColumnTally, options: DecideOptions = { codeNames: true }): Column => {
  const { name, told } = tally;
  const counts = countForms(tally.kinds);
  const { isMonths, ...decision }: ReturnType<typeof decide> = told
    ? toldDecision(told)
    : (asDayNumbers(tally, counts, options.hint) ??
      decide(counts, tally.units, {
        isCode: options.codeNames && namesCode(name),
        isTime: namesTime(name),
        fileMark: options.fileMark,
        hint: options.hint,
      }));
  const isNumber = decision.type === 'integer' || decision.type === 'decimal';
  const unit = decision.unit ?? (isNumber ? unitInHeader(name) : undefined);
  const months = isMonths || told?.type === 'yearmonth';
  const isYear = told
    ? told.type === 'year'
    : decision.type === 'integer' && namesYear(name) && looksYear(tally);
  const rewritten = months ? counts.of(form.monthThenYear) : rewrittenCells(tally, counts, decision);
  return {
    name,
    ...decision,
    ...(unit === undefined ? {} : { unit }),
    ...(months ? { field: 'yearmonth' } : isYear ? { field: 'year' } : {}),
    ...(rewritten > 0 ? { rewritten } : {}),
    ...wordsOf(told),
    missing: tally.kinds[form.missing] ?? 0,
    normalised: tally.normalised,
    formulas: tally.formulas,
  };
};

/** The first value stands for all: a year has four digits, and the header says year. */
const looksYear = ({ first, kinds }: ColumnTally): boolean =>
  /^(?:1[89]|20)\d\d$/.test(first[form.integer]?.value ?? '') &&
  countForms(kinds).total === (kinds[form.integer] ?? 0);
