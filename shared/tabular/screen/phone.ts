import { sqlText } from '../engine.ts';
import { headerWords, says } from './header-words.ts';
import numbers from './numbers.json' with { type: 'json' };
import { aNumber, GAP, numberAfter, regExpOf, type Pattern } from './pattern.ts';

const { prefixes, oldPrefixes } = numbers.mobile;

/** Seven digits as people group them. */
const SEVEN =
  `(?:${GAP}[0-9]{3}${GAP}[0-9]{4}|${GAP}[0-9]{4}${GAP}[0-9]{3}|[0-9]${GAP}[0-9]{3}${GAP}[0-9]{3}` +
  `|[0-9]${GAP}[0-9]{2}${GAP}[0-9]{2}${GAP}[0-9]{2}|${GAP}[0-9]{2}${GAP}[0-9]{2}${GAP}[0-9]{3})`;

/** At home with a zero, from abroad with 84. */
const TRUNK = `(?:0|\\+?84${GAP}(?:\\(0\\)${GAP})?|0084${GAP})`;
const MOBILE = `\\+?${TRUNK}(?:${prefixes}|${oldPrefixes})${SEVEN}`;

/** A mobile number of today (10 digits) or of before the renumbering (11 digits). Landlines belong to places, not to people. */
export const mobile: Pattern = aNumber(MOBILE);

export const mobileAfterWords: Pattern = numberAfter(headerWords.phoneInText, MOBILE);

/** What could be a number of a phone by its length. */
export const phoneLong: Pattern = aNumber(`(?:0|\\+?84|0084)(?:${GAP}[0-9]){9,10}`);

/** Numbers that an agency gives so that it be called. */
export const officeNumber: Pattern = {
  source: `(?:${headerWords.officeInText.join('|')})[^0-9\\n]{0,20}[0-9](?:${GAP}[0-9]){5,11}`,
  ignoresCase: true,
};

const OPENED = ' ?[(]([+]?[0-9]{2,5})[)] ?';

/** `(0912) 345 678` without the marks around its beginning. */
export const opened = (text: string): string => text.replace(new RegExp(OPENED, 'g'), ' $1 ');

/** As `opened`, of a column. */
export const sqlOpened = (expression: string): string =>
  `regexp_replace(${expression}, ${sqlText(OPENED)}, ' \\1 ', 'g')`;

/** A number kept as a number lost its zero, and became a fraction where a cell of its column is empty. */
export const withPhoneZero = (expression: string): string =>
  `CASE WHEN regexp_full_match(trim(${expression}), '[35789][0-9]{8}(?:[.]0)?')
   THEN '0' || left(trim(${expression}), 9) ELSE ${expression} END`;

/** A column of numbers at which agencies are called. One that only names agencies may hold anybody's number. */
export const isOfficePhone = (header: string): boolean =>
  says(header, 'agency') && !says(header, 'person') && (says(header, 'phone') || says(header, 'officePhone'));

/** Evidence enough where neither a name nor people say so: sums end with zeros, codes begin alike or follow each other. */
export const looksLikePhones = (values: readonly string[]): boolean => {
  const numbers = values.filter((text) => /^[35789]\d{8}$/.test(text.trim()));
  if (numbers.length < 10 || numbers.length < 0.95 * values.length) return false;
  const mobiles = numbers.filter((text) => regExpOf(mobile).test(`0${text.trim()}`)).length;
  const distinct = (length: number): number =>
    new Set(numbers.map((text) => text.trim().slice(0, length))).size;
  const round = numbers.filter((text) => text.trim().endsWith('00')).length;
  return (
    mobiles >= 0.95 * numbers.length &&
    distinct(9) >= 0.8 * numbers.length &&
    distinct(2) >= 3 &&
    round < 0.1 * numbers.length
  );
};
