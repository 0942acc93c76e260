import type { Decided } from '../kernel/reading.ts';
import type { DateOrder } from '../kernel/table-schema.ts';
import type { ColumnTally } from './column-types.ts';
import { cleanValue } from './csv-cell.ts';
import type { Note } from './problem.ts';
import type { Column } from './report.ts';
import { form, formOf, isDateForm, isNumberForm, type Kind } from './values/form.ts';

const firstOf = (tally: ColumnTally, wanted: (f: Kind) => boolean) =>
  tally.first.find((sample, k) => sample !== undefined && wanted(formOf(k)));

/** `31/02/2024` is written as a day is. */
const dayWritten = /^\d{1,2}([/.-])\d{1,2}\1\d{4}$/;

const mixedNote = (tally: ColumnTally, at: { column: number; columnName: string }): Note => {
  const word = tally.first[form.text];
  const isAmongDays = tally.first.every(
    (sample, k) => !sample || k === form.text || formOf(k) === form.missing || isDateForm(formOf(k)),
  );
  if (word && isAmongDays && dayWritten.test(word.value)) return { code: 'no-such-day', ...at, ...word };
  let [texts, others] = [0, 0];
  tally.kinds.forEach((n, k) => {
    if (k === form.text) texts += n;
    else if (formOf(k) !== form.missing) others += n;
  });
  const rarer =
    texts <= others && texts > 0
      ? tally.first[form.text]
      : firstOf(tally, (f) => f !== form.text && f !== form.missing);
  return { code: 'mixed-column', ...at, ...rarer, facts: { texts, others } };
};

const asPoint: readonly Kind[] = [form.decimal, form.groupedCommas, form.commasPoint, form.spacedPoint];
const asComma: readonly Kind[] = [form.commaDecimal, form.groupedPoints, form.pointsComma, form.spacedComma];

/** Two ways in one column: the first cell of each, with its row, so that both can be found. */
const twoWays = (tally: ColumnTally, one: (f: Kind) => boolean, other: (f: Kind) => boolean) => {
  const [a, b] = [firstOf(tally, one), firstOf(tally, other)];
  return {
    ...(b ?? {}),
    facts: { first: a?.value ?? '', firstRow: a?.row ?? 0, second: b?.value ?? '', secondRow: b?.row ?? 0 },
  };
};

const textNote = (tally: ColumnTally, column: Column, at: { column: number; columnName: string }): Note[] => {
  switch (column.textBecause) {
    case undefined:
      return [];
    case 'mixed':
      return [mixedNote(tally, at)];
    case 'point-or-group': {
      const doubtful = firstOf(tally, (f) => f === form.pointOrGroup || f === form.commaOrGroup);
      return [{ code: 'point-or-group', ...at, value: doubtful?.value ?? '' }];
    }
    case 'mixed-marks':
      return [
        {
          code: 'mixed-marks',
          ...at,
          ...twoWays(
            tally,
            (f) => asPoint.includes(f) || f === form.pointOrGroup,
            (f) => asComma.includes(f) || f === form.commaOrGroup,
          ),
        },
      ];
    case 'mixed-dates':
      return [
        {
          code: 'mixed-dates',
          ...at,
          ...twoWays(
            tally,
            (f) => f === form.dateDayFirst || f === form.dateEither || f === form.dateWords,
            (f) => f === form.dateMonthFirst || f === form.dateYearFirst || f === form.dateYearFirstLoose,
          ),
        },
      ];
    case 'mixed-units':
      return [{ code: 'mixed-units', ...at, value: firstOf(tally, isNumberForm)?.value ?? '' }];
    case 'quoted-numbers': {
      const marked = firstOf(tally, (f) => isNumberForm(f) && f !== form.integer);
      return [{ code: 'quoted-numbers', ...at, value: marked?.value ?? '' }];
    }
    default:
      return [{ code: 'kept-as-text', ...at, facts: { because: column.textBecause } }];
  }
};

const writings: Record<DateOrder, string> = {
  'year-first': 'yyyy/mm/dd',
  'day-first': 'dd/mm/yyyy',
  'month-first': 'mm/dd/yyyy',
  'day-number': 'số thứ tự ngày của bảng tính',
};

/** What the officer should hear about how a column was understood. */
export const columnNotes = (tally: ColumnTally, column: Column, index: number): Note[] => {
  const at = { column: index + 1, columnName: column.name };
  const notes = textNote(tally, column, at);
  if (column.type === 'date' && column.rewritten)
    notes.push({
      code: 'dates-rewritten',
      ...at,
      facts: {
        count: column.rewritten,
        from: writings[column.dateOrder ?? 'day-first'],
      },
    });
  if ((column.type === 'integer' || column.type === 'decimal') && column.rewritten)
    notes.push({
      code: 'numbers-rewritten',
      ...at,
      facts: {
        count: column.rewritten,
        ...(column.unit !== undefined && column.bareNumber === false ? { unit: column.unit } : {}),
      },
    });
  if (tally.missingWords > 0)
    notes.push({ code: 'missing-words', ...at, facts: { count: tally.missingWords } });
  if (tally.normalised > 0)
    notes.push({ code: 'unicode-normalised', ...at, facts: { count: tally.normalised } });
  if (tally.formulas > 0)
    notes.push({ code: 'formulas-neutralised', ...at, facts: { count: tally.formulas } });
  return notes;
};

const MAX_SAMPLES = 5;

/** The first cell of each way of writing in the column, as it is and as it is published. */
const waysOf = (tally: ColumnTally, column: Column, index: number): Decided['samples'] =>
  tally.first
    .flatMap((sample, k) => (sample && k !== form.missing ? [sample] : []))
    .map(({ row, value }) => ({
      before: value,
      after: cleanValue(value, column, false),
      row,
      column: index + 1,
    }));

const samplesOf = (tally: ColumnTally, column: Column, index: number): Decided['samples'] =>
  waysOf(tally, column, index)
    .filter(({ before, after }) => before !== after)
    .slice(0, MAX_SAMPLES);

const whatOf = (
  column: Column,
): { what: Decided['what']; chosen: string; alternatives: string[] } | undefined => {
  if (column.field === 'yearmonth') return { what: 'dates', chosen: 'yearmonth', alternatives: ['string'] };
  switch (column.type) {
    case 'integer':
    case 'decimal':
      return {
        what: 'numbers',
        chosen: column.decimalChar ?? '.',
        alternatives: [column.decimalChar === ',' ? '.' : ',', 'string'],
      };
    case 'date':
    case 'datetime': {
      const chosen = column.dateOrder ?? 'year-first';
      if (chosen === 'year-first') return { what: 'dates', chosen, alternatives: ['string'] };
      if (chosen === 'day-number') return { what: 'dates', chosen, alternatives: ['integer', 'string'] };
      const other = chosen === 'day-first' ? 'month-first' : 'day-first';
      return { what: 'dates', chosen, alternatives: [other, 'string'] };
    }
    case 'boolean':
      return { what: 'booleans', chosen: 'boolean', alternatives: ['string'] };
    default:
      return undefined;
  }
};

/**
 * How values of a column were read where they were not plain already: with samples before and after, and what else
 * they could be. A column kept as text for doubt is a question (`how: guessed`, chosen `string`).
 */
export const columnDecided = (tally: ColumnTally, column: Column, index: number): Decided[] => {
  const at = { column: index + 1, columnName: column.name };
  const how = tally.told ? 'told' : column.guessed ? 'guessed' : 'certain';
  const doubt = column.textBecause;
  // What is in doubt stays as it is: the samples are the ways between which one is to be chosen.
  const ways = doubt ? waysOf(tally, column, index).slice(0, MAX_SAMPLES) : [];
  if (doubt === 'point-or-group' || doubt === 'mixed-marks' || doubt === 'quoted-numbers')
    return [
      { what: 'numbers', chosen: 'string', how: 'guessed', alternatives: [',', '.'], ...at, samples: ways },
    ];
  if (doubt === 'mixed-dates')
    return [
      {
        what: 'dates',
        chosen: 'string',
        how: 'guessed',
        alternatives: ['day-first', 'month-first'],
        ...at,
        samples: ways,
      },
    ];
  const found = whatOf(column);
  const samples = samplesOf(tally, column, index);
  const isDate = column.dateOrder === 'day-number' || firstOf(tally, isDateForm) !== undefined;
  if (
    !found ||
    (samples.length === 0 && !column.guessed) ||
    (found.what === 'dates' && !isDate && !column.field)
  )
    return [];
  return [{ ...found, how, ...at, samples }];
};
