import type { Column } from '../report.ts';
import { isCalled, says, saysNothing } from './header-words.ts';
import { shareOf } from './share.ts';

const YOUNGEST_YEAR = 1900;
/** Under an unclear name half of the days must be this many years ago, and one longer: what was founded is mostly younger. */
const HALF_AGO = 35;
const ONE_AGO = 50;
const dateLike = /(?:^|\D)(?:\d{1,2}[/.-]){0,2}(?:19|20)\d\d(?:\D|$)|(?:^|\D)(?:19|20)\d\d-\d\d-\d\d/;
const yearIn = /(?:^|\D)((?:19|20)\d\d)(?:\D|$)/;

export const isDateText = (text: string): boolean => dateLike.test(text);

/** Most values are days or years somebody alive can be born in. */
const holdsDays = (column: Column, values: readonly string[], year: number, share: number): boolean => {
  if (column.type === 'date' || column.type === 'datetime') return true;
  if (column.type === 'text') return shareOf(values, isDateText) >= Math.min(share, 0.5);
  const isYear = (text: string): boolean => Number(text) >= YOUNGEST_YEAR && Number(text) <= year;
  return column.type === 'integer' && shareOf(values, isYear) >= share;
};

/** Spread over a generation and more, and long ago for most: days when papers were signed are not. */
const lieLikeBirths = (values: readonly string[], year: number): boolean => {
  const years = values.flatMap((text) => yearIn.exec(text)?.[1] ?? []).map(Number);
  years.sort((a, b) => a - b);
  const [first = year, last = year] = [years[0], years.at(-1)];
  const middle = years[Math.floor(years.length / 2)] ?? year;
  return middle <= year - HALF_AGO && first <= year - ONE_AGO && last - first >= 8;
};

/** Its name says birth and nothing else. */
export const isCalledBirth = (name: string): boolean =>
  isCalled(name, 'birthShort') || (says(name, 'birth') && !says(name, 'notBirth'));

/**
 * Its name speaks of birth and its values are days or years; or its name says nothing, and the values alone do. Beside names of
 * people a day without a name is asked about; where it is called a day and no more, it must look like a birth.
 */
export const isBirthColumn = (column: Column, values: readonly string[], year: number): boolean => {
  const { name } = column;
  if (isCalledBirth(name) || isCalled(name, 'sexes')) return holdsDays(column, values, year, 0.8);
  if (values.length === 0 || !holdsDays(column, values, year, 0.9)) return false;
  return saysNothing(name) || (isCalled(name, 'anyDay') && lieLikeBirths(values, year));
};
