import { isMissingWord, maxMissingWordChars } from './words.ts';

/** What one cell looks like by itself. */
export const kind = {
  text: 0,
  integer: 1,
  decimal: 2,
  boolean: 3,
  dateYearFirst: 4,
  dateDayFirst: 5,
  leadingZero: 6,
  longDigits: 7,
  missing: 8,
  /** `1.250`: one and a quarter, or one thousand two hundred and fifty as it is written here. */
  pointOrGroup: 9,
} as const;
export type Kind = (typeof kind)[keyof typeof kind];
export const kindCount = 10;

/** Whole numbers of at most 15 digits are exact in every derived format, JSON included. */
const MAX_DIGITS = 15;

const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isBlank = (c: number): boolean => c === 32 || c === 9 || c === 0xa0 || c === 10 || c === 13;

const daysIn = (year: number, month: number): number =>
  month === 2
    ? (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;

const isDay = (year: number, month: number, day: number): boolean =>
  year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);

const numberAt = (text: string, from: number, length: number): number => {
  let value = 0;
  for (let i = from; i < from + length; i += 1) {
    const c = text.charCodeAt(i);
    if (!isDigit(c)) return Number.NaN;
    value = value * 10 + c - 48;
  }
  return value;
};

/** `2024-05-01` or `01/05/2024`, ten characters, a day that exists; the day stands first when slashes are used. */
const dateKind = (text: string, start: number): Kind => {
  const at = (i: number): number => text.charCodeAt(start + i);
  if (at(4) === 45 && at(7) === 45) {
    return isDay(numberAt(text, start, 4), numberAt(text, start + 5, 2), numberAt(text, start + 8, 2))
      ? kind.dateYearFirst
      : kind.text;
  }
  if (at(2) === 47 && at(5) === 47) {
    return isDay(numberAt(text, start + 6, 4), numberAt(text, start + 3, 2), numberAt(text, start, 2))
      ? kind.dateDayFirst
      : kind.text;
  }
  return kind.text;
};

const numberKind = (text: string, start: number, end: number): Kind => {
  const isNegative = text.charCodeAt(start) === 45;
  const from = isNegative ? start + 1 : start;
  let point = -1;
  for (let i = from; i < end; i += 1) {
    const c = text.charCodeAt(i);
    if (c === 46 && point < 0 && i > from && i < end - 1) point = i;
    else if (!isDigit(c)) return kind.text;
  }
  const wholeDigits = (point < 0 ? end : point) - from;
  if (wholeDigits === 0) return kind.text;
  if (wholeDigits > 1 && text.charCodeAt(from) === 48) return kind.leadingZero;
  if (end - from - (point < 0 ? 0 : 1) > MAX_DIGITS) return kind.longDigits;
  if (isNegative && text.charCodeAt(from) === 48 && point < 0) return kind.text;
  if (point < 0) return kind.integer;
  const isGroup = end - point === 4 && wholeDigits <= 3 && text.charCodeAt(from) !== 48;
  return isGroup ? kind.pointOrGroup : kind.decimal;
};

const isMissing = (text: string, start: number, end: number): boolean => {
  let from = start;
  let to = end;
  while (from < to && isBlank(text.charCodeAt(from))) from += 1;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to -= 1;
  if (from === to) return true;
  return to - from <= maxMissingWordChars && isMissingWord(text.slice(from, to));
};

/** Looks at `text` from `start` to `end`. Only plain numbers with a decimal point are numbers. */
export const kindOf = (text: string, start: number, end: number): Kind => {
  const length = end - start;
  if (length === 0) return kind.missing;
  const first = text.charCodeAt(start);
  if (isDigit(first) || first === 45) {
    if (length === 10 && isDigit(first)) {
      const date = dateKind(text, start);
      if (date !== kind.text) return date;
    }
    const number = numberKind(text, start, end);
    if (number !== kind.text) return number;
  }
  // Words and blanks start with one of: space, tab, no-break space, line ends, `#`, `-`, `N`, `n`.
  if (first === 78 || first === 110 || first === 45 || first === 35 || isBlank(first))
    return isMissing(text, start, end) ? kind.missing : kind.text;
  if ((length === 4 || length === 5) && /^(true|false)$/i.test(text.slice(start, end))) return kind.boolean;
  return kind.text;
};

/** A spreadsheet would run it: starts with `= + - @`, tab or CR, and is neither a plain number nor a missing-value dash. */
export const isFormula = (text: string, start: number, end: number, looksLike: Kind): boolean => {
  const c = text.charCodeAt(start);
  if (c !== 61 && c !== 43 && c !== 45 && c !== 64 && c !== 9 && c !== 13) return false;
  if (end === start || looksLike === kind.missing) return false;
  const isNumber =
    looksLike === kind.integer ||
    looksLike === kind.decimal ||
    looksLike === kind.pointOrGroup ||
    looksLike === kind.leadingZero ||
    looksLike === kind.longDigits;
  return !isNumber;
};
