import { headerWords } from './header-words.ts';
import numbers from './numbers.json' with { type: 'json' };
import { onlyNumber, type Pattern } from './pattern.ts';

const { weights } = numbers.taxCode;

/** The tenth digit of an organisation's tax code checks the nine before it. */
export const isTaxCode = (text: string): boolean => {
  const digits = /^\s*(\d{10})(?:-?\d{3})?\s*$/.exec(text)?.[1];
  if (digits === undefined) return false;
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return 10 - (sum % 11) === Number(digits[9]);
};

export const tenDigits: Pattern = onlyNumber('0[0-9]{9}');

/** One phone number in eleven passes by chance; hardly ever do nearly all of a column. */
export const isTaxColumn = (values: readonly string[]): boolean =>
  values.length >= 3 && values.filter(isTaxCode).length >= 0.8 * values.length;

/** `MST: 0900123456` in a text: Hưng Yên's tax codes begin like phone numbers. */
export const taxCodeInText: Pattern = {
  source: `(?:${headerWords.taxCode.join('|')})[^0-9\\n]{0,20}[0-9]{10}(?:-?[0-9]{3})?`,
  ignoresCase: true,
};
