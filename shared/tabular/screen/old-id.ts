import { headerWords } from './header-words.ts';
import numbers from './numbers.json' with { type: 'json' };
import { aNumber, GAP, numberAfter, onlyNumber, type Pattern } from './pattern.ts';

const { from, to } = numbers.oldId.firstTwoDigits;

const places = Array.from({ length: to - from + 1 }, (_, i) => String(from + i).padStart(2, '0')).join('|');
const NINE = `[0-9]{3}${GAP}[0-9]{3}${GAP}[0-9]{3}`;

/** Under a name that says so. */
export const namedOldId: Pattern = aNumber(NINE);

export const oldIdAfterWords: Pattern = numberAfter(headerWords.oldIdInText, NINE);

/** Nine digits that begin with a place of issue: says little alone, more when a whole column beside names does so. */
export const nineDigits: Pattern = onlyNumber(`(?:${places})[0-9]{7}`);

export const withOldZero = (expression: string): string =>
  `CASE WHEN regexp_full_match(trim(${expression}), '[1-9][0-9]{7,8}(?:[.]0)?')
   THEN lpad(regexp_extract(trim(${expression}), '^[0-9]+'), 9, '0') ELSE ${expression} END`;
