import { form, type Kind } from './form.ts';

/** Whole numbers of at most 15 digits are exact in every derived format, JSON included. */
const MAX_DIGITS = 15;

const POINT = 46;
const COMMA = 44;
const BLANK = 32;

/** Space, no-break space, narrow no-break space, thin space: what separates thousands in French and in old Excel files. */
export const isNumberBlank = (c: number): boolean => c === 32 || c === 0xa0 || c === 0x202f || c === 0x2009;

const separatorOf = (c: number): number => (c === POINT || c === COMMA ? c : isNumberBlank(c) ? BLANK : 0);

/** `-`, or the minus sign of typesetting. */
export const isMinus = (c: number): boolean => c === 45 || c === 0x2212;

/** By the mark between groups and the mark before the fraction, 0 when absent. */
const pairForm = (group: number, fraction: number): Kind => {
  if (group === POINT) return fraction === COMMA ? form.pointsComma : form.text;
  if (group === COMMA) return fraction === POINT ? form.commasPoint : form.text;
  return fraction === COMMA ? form.spacedComma : form.spacedPoint;
};

const oneMark = (mark: number, count: number, first: number, last: number, startsZero: boolean): Kind => {
  const mayGroup = last === 3 && first <= 3 && !startsZero;
  if (mark === BLANK) return mayGroup ? form.spaced : form.text;
  if (count > 1) return mayGroup ? (mark === POINT ? form.groupedPoints : form.groupedCommas) : form.text;
  if (mark === POINT) return mayGroup ? form.pointOrGroup : form.decimal;
  return mayGroup ? form.commaOrGroup : form.commaDecimal;
};

/**
 * How the digits from `from` to `to` are written as a number, by themselves: `1.234.567,8`, `1,234.5`, `454 000,00`.
 * Groups are of three digits; one mark before three digits is ambiguous and has a form of its own.
 */
export const numberForm = (text: string, from: number, to: number): Kind => {
  let digits = 0;
  let run = 0;
  let first = -1;
  let mark = 0;
  let marks = 0;
  let fraction = 0;
  for (let i = from; i < to; i += 1) {
    const c = text.charCodeAt(i);
    if (c >= 48 && c <= 57) {
      run += 1;
      digits += 1;
      continue;
    }
    const separator = separatorOf(c);
    if (separator === 0 || run === 0 || fraction !== 0) return form.text;
    if (first < 0) {
      first = run;
      mark = separator;
      marks = 1;
    } else {
      if (run !== 3) return form.text;
      if (separator === mark) marks += 1;
      else if (separator === BLANK) return form.text;
      else fraction = separator;
    }
    run = 0;
  }
  if (run === 0) return form.text;
  const whole = first < 0 ? run : first;
  const startsZero = text.charCodeAt(from) === 48;
  if (startsZero && whole > 1) return first < 0 ? form.leadingZero : form.text;
  if (digits > MAX_DIGITS) return form.longDigits;
  if (first < 0) return form.integer;
  if (fraction === 0) return oneMark(mark, marks, first, run, startsZero);
  return first <= 3 && !startsZero ? pairForm(mark, fraction) : form.text;
};

/** The number in its plain spelling (`-1234.5`), given what the column's decimal mark is. Behind the number nothing is read. */
export const plainNumber = (raw: string, decimalChar: '.' | ','): string => {
  const decimal = decimalChar.charCodeAt(0);
  let plain = '';
  let isNegative = false;
  for (let i = 0; i < raw.length; i += 1) {
    const c = raw.charCodeAt(i);
    if (c >= 48 && c <= 57) plain += raw[i];
    else if (c === decimal) plain += '.';
    else if (plain === '' && (isMinus(c) || c === 40)) isNegative = true;
    else if (plain !== '' && separatorOf(c) === 0) break;
  }
  return isNegative && /[1-9]/.test(plain) ? `-${plain}` : plain;
};

/** What stands behind the digits of a cell: `1.000 đ` → `đ`. */
export const unitBehind = (cell: string): string => /[^\d.,()\s\u2212-][^()]*$/u.exec(cell)?.[0].trim() ?? '';
