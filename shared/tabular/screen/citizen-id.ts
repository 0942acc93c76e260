import { headerWords } from './header-words.ts';
import numbers from './numbers.json' with { type: 'json' };
import { aNumber, GAP, numberAfter, type Pattern } from './pattern.ts';

const { provinces, countries } = numbers.citizenId;

/** Nobody alive was born longer ago. */
const OLDEST = 115;

const two = (n: number): string => String(n).padStart(2, '0');

const yearsFrom = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, i) => two(from + i)).join('|');

/** Sex and century, then the year of birth: 0 and 1 for the 1900s, 2 and 3 for the 2000s, no later than `year`. */
const born = (year: number): string => {
  const oldest = Math.max(0, year - OLDEST - 1900);
  return `(?:[01]${GAP}(?:${yearsFrom(oldest, 99)})|[23]${GAP}(?:${yearsFrom(0, Math.min(99, year - 2000))}))`;
};

const SERIAL = `(?:${GAP}[0-9]{3}${GAP}[0-9]{3}|[0-9]{2}[ .-][0-9]{4})`;
const TWELVE = `[0-9]{3}${GAP}[0-9]${GAP}[0-9]{2}${SERIAL}`;

const byYear = (make: (year: number) => Pattern): ((year: number) => Pattern) => {
  const made = new Map<number, Pattern>();
  return (year) => {
    const pattern = made.get(year) ?? make(year);
    made.set(year, pattern);
    return pattern;
  };
};

/** Twelve digits that say a province of birth, sex, century and year of birth that can be. */
export const citizenId = byYear((year) =>
  aNumber(`(?:${[...provinces, ...countries].join('|')})${GAP}${born(year)}${SERIAL}`),
);

/** The same under a name that says so: born abroad, the first three digits are a country's. */
export const namedCitizenId = byYear((year) => aNumber(`[0-9]{3}${GAP}${born(year)}${SERIAL}`));

export const citizenIdAfterWords = byYear((year) =>
  numberAfter(headerWords.citizenIdInText, `[0-9]{3}${GAP}${born(year)}${SERIAL}`),
);

export const twelveDigits: Pattern = aNumber(TWELVE);

/**
 * A number kept as a number lost its leading zeros, and became a fraction where a cell of its column is empty (`34190001234.0`): put
 * back where the column is named for it.
 */
export const withCitizenZeros = (expression: string): string =>
  `CASE WHEN regexp_full_match(trim(${expression}), '[1-9][0-9]{9,10}(?:[.]0)?')
   THEN lpad(regexp_extract(trim(${expression}), '^[0-9]+'), 12, '0') ELSE ${expression} END`;

/** As `withCitizenZeros`, of one text. */
export const zerosBefore = (text: string): string => {
  const bare = text.trim().replace(/\.0$/, '');
  return /^[1-9][0-9]{9,10}$/.test(bare) ? bare.padStart(12, '0') : text;
};
