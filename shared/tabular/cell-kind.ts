import { flag, form, formOf, isNumberForm, type Kind } from './values/form.ts';
import { dateForm, dayAndMonth, isDay } from './values/date-form.ts';
import { isMinus, isNumberBlank, numberForm } from './values/number-form.ts';
import { isBlank, isUnit, mayBeginValue, mayBeWord, wordKind } from './words.ts';

/** No number, date or unit is longer. */
const MAX_VALUE_CHARS = 48;

const MAX_DIGITS = 15;

const isDigit = (c: number): boolean => c >= 48 && c <= 57;

const numberAt = (text: string, from: number, length: number): number => {
  let value = 0;
  for (let i = from; i < from + length; i += 1) {
    const c = text.charCodeAt(i);
    if (!isDigit(c)) return Number.NaN;
    value = value * 10 + c - 48;
  }
  return value;
};

/** `2024-05-01` or `01/05/2024`: ten characters, by far the most frequent; a day that exists. */
const dateKind = (text: string, start: number): Kind => {
  const at = (i: number): number => text.charCodeAt(start + i);
  if (at(4) === 45 && at(7) === 45) {
    return isDay(numberAt(text, start, 4), numberAt(text, start + 5, 2), numberAt(text, start + 8, 2))
      ? form.dateYearFirst
      : form.text;
  }
  if (at(2) === 47 && at(5) === 47)
    return dayAndMonth(numberAt(text, start + 6, 4), numberAt(text, start, 2), numberAt(text, start + 3, 2));
  return form.text;
};

/** Plain numbers (`-12`, `3.5`); everything else is looked at more closely. */
const plainNumberKind = (text: string, start: number, end: number): Kind => {
  const isNegative = text.charCodeAt(start) === 45;
  const from = isNegative ? start + 1 : start;
  let point = -1;
  for (let i = from; i < end; i += 1) {
    const c = text.charCodeAt(i);
    if (c === 46 && point < 0 && i > from && i < end - 1) point = i;
    else if (!isDigit(c)) return form.text;
  }
  const wholeDigits = (point < 0 ? end : point) - from;
  if (wholeDigits === 0) return form.text;
  if (wholeDigits > 1 && text.charCodeAt(from) === 48) return form.leadingZero;
  if (end - from - (point < 0 ? 0 : 1) > MAX_DIGITS) return form.longDigits;
  if (isNegative && text.charCodeAt(from) === 48 && point < 0) return form.text;
  if (point < 0) return form.integer;
  const isGroup = end - point === 4 && wholeDigits <= 3 && text.charCodeAt(from) !== 48;
  return isGroup ? form.pointOrGroup : form.decimal;
};

/** `12,5%`, `1.000 đ`: what stands behind the digits, or -1 when it is nothing a number may carry. */
const suffixFlag = (text: string, from: number, to: number): number => {
  let start = from;
  while (start < to && isNumberBlank(text.charCodeAt(start))) start += 1;
  if (start === to) return 0;
  if (start === to - 1 && text.charCodeAt(start) === 37) return flag.percent;
  return isUnit(text.slice(start, to)) ? flag.unit : -1;
};

/** Numbers and dates in more than their plain form; the cell begins and ends without blanks. */
const valueKind = (text: string, from: number, to: number): Kind => {
  const [first, last] = [text.charCodeAt(from), text.charCodeAt(to - 1)];
  const inParentheses = first === 40 && last === 41;
  let body = inParentheses ? from + 1 : from;
  const stop = inParentheses ? to - 1 : to;
  const isNegative = isMinus(text.charCodeAt(body));
  if (isNegative) body += 1;
  let digitsEnd = body;
  for (let i = body; i < stop; i += 1) {
    const c = text.charCodeAt(i);
    if (isDigit(c)) digitsEnd = i + 1;
    else if (c !== 46 && c !== 44 && !isNumberBlank(c)) break;
  }
  if (digitsEnd > body) {
    const suffix = suffixFlag(text, digitsEnd, stop);
    if (suffix >= 0) {
      const number = numberForm(text, body, digitsEnd);
      const isMinusZero = isNegative && number === form.integer && text.charCodeAt(body) === 48;
      if (number !== form.text && !isMinusZero && !(inParentheses && isNegative))
        return number | suffix | (inParentheses ? flag.parentheses : 0);
    }
  }
  return isMinus(first) || inParentheses ? form.text : dateForm(text.slice(from, to));
};

/** Looks at `text` from `start` to `end`. Plain values first; the rest only where the first character allows more. */
export const kindOf = (text: string, start: number, end: number): Kind => {
  const length = end - start;
  if (length === 0) return form.missing;
  const first = text.charCodeAt(start);
  const mayBeDigits = isDigit(first) || first === 45;
  if (mayBeDigits) {
    if (length === 10 && first !== 45) {
      const date = dateKind(text, start);
      if (date !== form.text) return date;
    }
    const number = plainNumberKind(text, start, end);
    if (number !== form.text) return number;
  }
  const last = text.charCodeAt(end - 1);
  if (isBlank(first) || isBlank(last)) return paddedKind(text, start, end);
  if (mayBeWord(first, last, length)) {
    const word = wordKind(text.slice(start, end));
    if (word !== undefined) return word;
  }
  if (length > MAX_VALUE_CHARS || !mayBeginValue(first)) return form.text;
  // Dates in words begin with a letter and end with a year.
  return first > 64 && first < 0x2000 && !isDigit(last) ? form.text : valueKind(text, start, end);
};

/** Blanks around a value: only blanks are no value, and a word or number keeps its meaning. */
const paddedKind = (text: string, start: number, end: number): Kind => {
  let from = start;
  let to = end;
  while (from < to && isBlank(text.charCodeAt(from))) from += 1;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to -= 1;
  if (from === to) return form.missing;
  if (to - from > MAX_VALUE_CHARS) return form.text;
  const inner = kindOf(text, from, to);
  return inner === form.text || inner === form.missing ? inner : inner | flag.padded;
};

/** Whether a cell that begins like this may be a formula. */
export const beginsFormula = (c: number): boolean =>
  c === 61 || c === 43 || c === 45 || c === 64 || c === 9 || c === 13;

/** A spreadsheet would run it: starts with `= + - @`, tab or CR, and is neither a number nor a missing-value dash. */
export const isFormula = (text: string, start: number, end: number, looksLike: Kind): boolean => {
  if (!beginsFormula(text.charCodeAt(start))) return false;
  if (end === start || looksLike === form.missing) return false;
  if ((looksLike & flag.unit) !== 0) return true;
  const f = formOf(looksLike);
  return !(isNumberForm(f) || f === form.leadingZero || f === form.longDigits);
};
