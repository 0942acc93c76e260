import { nfc } from '../../kernel/vietnamese-text.ts';
import { kindOf } from '../cell-kind.ts';
import type { SourceRow } from '../reading.ts';
import { flag, form, formOf, isDateForm, isNumberForm } from '../values/form.ts';
import words from './words.json' with { type: 'json' };

/** What a row looks like by itself. Indexes of cells are from 0. */
export type RowShape = {
  readonly number: number;
  readonly texts: readonly string[];
  readonly filled: readonly number[];
  /** Filled cells that are numbers or dates. */
  readonly values: readonly number[];
  /** Cells covered by a merged range that begins further left. */
  readonly covered: readonly number[];
  /** How many cells are covered by a merged range that begins further up. */
  readonly under: number;
  /** Filled cells that are values of formulas. */
  readonly formulas: readonly number[];
};

const MAX_CELL = 500;

export const isValueText = (text: string): boolean => {
  const looksLike = kindOf(text, 0, text.length);
  const f = formOf(looksLike);
  return (
    (looksLike & flag.unit) === 0 &&
    (isNumberForm(f) || isDateForm(f) || f === form.leadingZero || f === form.longDigits)
  );
};

export const isNoValue = (text: string): boolean => kindOf(text, 0, text.length) === form.missing;

export const shapeOf = ({ number, cells }: SourceRow): RowShape => {
  const texts = cells.map(({ text }) => nfc(text.length > MAX_CELL ? text.slice(0, MAX_CELL) : text).trim());
  const filled = texts.flatMap((text, i) => (text === '' ? [] : [i]));
  return {
    number,
    texts,
    filled,
    values: filled.filter((i) => isValueText(texts[i] ?? '')),
    covered: cells.flatMap(({ mergedFrom }, i) => (mergedFrom === 'left' ? [i] : [])),
    under: cells.filter(({ mergedFrom }) => mergedFrom === 'above').length,
    formulas: filled.filter((i) => cells[i]?.formula),
  };
};

const firstText = ({ texts, filled }: RowShape): string => (texts[filled[0] ?? 0] ?? '').toLowerCase();

const beginsWith = (text: string, list: readonly string[]): boolean =>
  list.some(
    (word) => text === word || (text.startsWith(word) && /^[^\p{L}\p{N}]/u.test(text.slice(word.length))),
  );

const signedDay = /^[^,]{0,60},?\s*ngày\s*\S{0,4}\s*tháng\s*\S{0,4}\s*năm\s*\S{0,6}$/u;

/** `Ghi chú:`, `Nguồn:`, `Người lập biểu`, `Hưng Yên, ngày … tháng … năm …` */
export const isNoteRow = (row: RowShape): boolean =>
  beginsWith(firstText(row), words.notes) ||
  (row.filled.length <= 2 && row.filled.some((i) => signedDay.test((row.texts[i] ?? '').toLowerCase())));

export const isTitleRow = (row: RowShape): boolean => beginsWith(firstText(row), words.titles);

const totals: ReadonlySet<string> = new Set(words.totals);

const sums = words.totals.join('|');

/** `Cộng huyện Đông Hưng`, but not `Tổng số huyện đạt chuẩn`: behind the place stands its name, or its number. */
const sumOfPlace = new RegExp(
  `^(?:${sums})\\s+(?:của\\s+)?(?:${words.places.map((word) => word.replace('.', '\\.')).join('|')})\\s+`,
  'u',
);
/** `Tổng số: 12 hộ` */
const sumAndWords = new RegExp(`^(?:${sums})\\s*[:：]\\s*\\S`, 'u');

const saysTotal = (text: string): boolean => {
  const lower = text.toLowerCase();
  if (totals.has(lower.replace(/\s*[:：]?\s*(?:\([^)]*\))?$/u, '')) || sumAndWords.test(lower)) return true;
  const named = sumOfPlace.exec(lower)?.[0].length ?? 0;
  return named > 0 && /^[\p{Lu}\d]/u.test(text.slice(named));
};

/** One of the first three cells says that the row sums others up: as a whole, or with the name of what it sums up. */
export const isTotalRow = (row: RowShape): boolean =>
  row.filled.slice(0, 3).some((i) => i <= 2 && saysTotal(row.texts[i] ?? ''));

const roman = /^(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\.?$/;
const letter = /^[A-ZĐ]\.?$/;

/** The mark of a heading among numbered rows: `I`, `II`, `A`, `B`. */
export const isHeadingMark = (text: string): boolean => roman.test(text) || letter.test(text);

const ordinal = /^\(?\s*(?:\d{1,3}|[A-Za-z])\s*\)?(?:\s*=\s*[\d()+\-*/x:=.,\s%]{1,40})?$/;

/** `(1) (2) (3)`, `A B 1 2`, `3=1+2` under the names of columns. */
export const isIndexRow = (row: RowShape): boolean => {
  if (row.filled.length < 3) return false;
  const texts = row.filled.map((i) => row.texts[i] ?? '');
  if (!texts.every((text) => ordinal.test(text))) return false;
  const numbers = texts.flatMap((text) => {
    const found = /^\(?\s*(\d{1,3})/.exec(text)?.[1];
    return found === undefined ? [] : [Number(found)];
  });
  if (numbers.length < 2 || (numbers[0] ?? 0) > 3) return false;
  const steps = numbers.slice(1).filter((n, i) => n === (numbers[i] ?? 0) + 1).length;
  return steps >= (numbers.length - 1) * 0.7;
};

const unitLine = new RegExp(
  `^\\(?\\s*(?:${words.units.join('|')})\\s*[:：]\\s*([^()]{1,40}?)\\s*\\)?\\.?$`,
  'iu',
);

/** `Đơn vị tính: triệu đồng` somewhere in a row above the table. */
export const unitOf = (row: RowShape): string | undefined => {
  for (const i of row.filled) {
    const found = unitLine.exec(row.texts[i] ?? '')?.[1];
    if (found) return found;
  }
  return undefined;
};

export const isYear = (text: string): boolean => /^(?:19|20)\d\d$/.test(text);

/** Numbers that are all different years name columns rather than fill them. */
export const isYearRow = (row: RowShape): boolean => {
  const years = row.values.map((i) => row.texts[i] ?? '');
  return (
    years.length >= 2 &&
    years.length < row.filled.length &&
    new Set(years).size === years.length &&
    years.every(isYear)
  );
};

/** Says whether a row is one of the rows of names (or their numbers) again, as each printed page repeats them. */
export const repeats = (headerRows: readonly RowShape[]): ((row: RowShape) => boolean) => {
  const written = ({ texts, filled }: RowShape): string => filled.map((i) => `${i} ${texts[i]}`).join('\n');
  const known = new Set(headerRows.filter(({ filled }) => filled.length >= 2).map(written));
  const widths = new Set(headerRows.map(({ filled }) => filled.length));
  return (row) => widths.has(row.filled.length) && known.has(written(row));
};
