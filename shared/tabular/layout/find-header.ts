import type { Reading } from '../reading.ts';
import { kindOf } from '../cell-kind.ts';
import { formOf, isDateForm } from '../values/form.ts';
import {
  isHeadingMark,
  isIndexRow,
  isNoteRow,
  isTitleRow,
  isYear,
  isYearRow,
  unitOf,
  type RowShape,
} from './row-shape.ts';

/** Indexes in the rows of a table. */
export type Header = {
  readonly first: number;
  readonly count: number;
  /** The first row may be names or data: it is taken as `count` says, and asked about. */
  readonly isDoubtful?: true;
};

/** A lone number over a wide table, as a formula for a date or a reference leaves it in the title, is no data. */
const isData = (row: RowShape, values: ReadonlySet<number>, width: number): boolean =>
  row.filled.length >= Math.min(2, width) &&
  row.values.some((i) => values.has(i)) &&
  !isIndexRow(row) &&
  !isYearRow(row);

/** A row over the names of columns belongs to them when it groups them or fills in what they lack. */
const groupsNames = (upper: RowShape, lower: RowShape, width: number): boolean => {
  if (upper.filled.length < 2 || isTitleRow(upper) || unitOf(upper) !== undefined || isNoteRow(upper))
    return false;
  const lacks = new Set(Array.from({ length: width }, (_, i) => i));
  for (const i of lower.filled) lacks.delete(i);
  return (
    upper.filled.length >= width / 2 || upper.filled.some((i) => lacks.has(i)) || upper.covered.length > 0
  );
};

const numbersHeader = /^(?:số )?(?:stt|tt)$/iu;

const isDay = (text: string): boolean => isDateForm(formOf(kindOf(text, 0, text.length)));

/** The column below holds hardly any of what its first cell is. */
const standsAlone = (i: number, below: readonly RowShape[], is: (text: string) => boolean): boolean =>
  below.filter(({ texts }) => is(texts[i] ?? '')).length * 2 < below.length;

/**
 * Whether the numbers or days of a first row name its columns: years or days over columns of neither, or `1 2 3` as turns
 * and classes are counted. `An | 12 | Tốt` does not.
 */
const namesByValues = (row: RowShape, below: readonly RowShape[]): boolean => {
  const texts = row.values.map((i) => row.texts[i] ?? '');
  if (texts.length === 0 || texts.length === row.filled.length || new Set(texts).size < texts.length)
    return false;
  const isAbove = row.values.every((i) => {
    const text = row.texts[i] ?? '';
    const is = isYear(text) ? isYear : isDay;
    return is(text) && standsAlone(i, below, is);
  });
  return isAbove || (texts.length >= 3 && texts.every((text, i) => text === String(i + 1)));
};

/** No row of names stands over the data: it begins in the first row that is as wide as data is, or that row names the columns. */
const withoutNames = (rows: readonly RowShape[], data: number, width: number): Header => {
  const fits = (row: RowShape | undefined): boolean =>
    row !== undefined &&
    row.filled.length >= Math.min(2, width) &&
    unitOf(row) === undefined &&
    !isTitleRow(row);
  let first = data;
  while (first > 0 && fits(rows[first - 1])) first -= 1;
  const top = rows[first];
  const isNamed = top !== undefined && namesByValues(top, rows.slice(first + 1));
  return { first, count: isNamed ? 1 : 0, isDoubtful: true };
};

/** Indexes in `rows` of the rows that name the columns. */
export const findHeader = (rows: readonly RowShape[], width: number, values: ReadonlySet<number>): Header => {
  const data = rows.findIndex((row) => isData(row, values, width));
  const isName = (row: RowShape | undefined): boolean =>
    row !== undefined &&
    !isIndexRow(row) &&
    unitOf(row) === undefined &&
    row.filled.length > 0 &&
    row.filled.length + row.under >= Math.min(2, width);
  if (values.size === 0 || data < 0) {
    const first = rows.findIndex(
      (row) => row.filled.length >= Math.max(1, Math.min(width, Math.ceil(width * 0.6))) && !isTitleRow(row),
    );
    if (first < 0) return { first: 0, count: 0 };
    const isGrouped = (rows[first]?.covered.length ?? 0) > 0 && isName(rows[first + 1]);
    return { first, count: isGrouped ? 2 : 1 };
  }
  let bottom = data - 1;
  /** `A | Ngân sách trung ương` under `STT | Chỉ tiêu` begins the data. */
  const isHeading = (at: number): boolean =>
    isHeadingMark(rows[at]?.texts[0] ?? '') &&
    rows.slice(0, at).some((row) => isName(row) && numbersHeader.test(row.texts[0] ?? ''));
  while (bottom >= 0 && (!isName(rows[bottom]) || isHeading(bottom))) bottom -= 1;
  if (bottom < 0) return withoutNames(rows, data, width);
  let first = bottom;
  while (first > 0 && bottom - first < 9) {
    const [upper, lower] = [rows[first - 1], rows[first]];
    if (!upper || !lower || upper.number !== lower.number - 1 || !groupsNames(upper, lower, width)) break;
    first -= 1;
  }
  return { first, count: bottom - first + 1 };
};

/** The rows of names as told, where there are such rows; else as they look, which is a guess then. */
export const headerOf = (
  rows: readonly RowShape[],
  width: number,
  values: ReadonlySet<number>,
  told: Reading['headerRows'],
): Header & { readonly isTold?: true } => {
  if (told) {
    const first = rows.findIndex(({ number }) => number >= told.first);
    const count = rows.filter(
      ({ number }) => number >= told.first && number < told.first + told.count,
    ).length;
    if (first >= 0 && (count > 0 || told.count === 0)) return { first, count, isTold: true };
  }
  const found = findHeader(rows, width, values);
  return told ? { ...found, isDoubtful: true } : found;
};
