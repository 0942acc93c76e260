import { fold } from '../../kernel/vietnamese-text.ts';
import type { Column } from '../report.ts';
import { holdsPhrase, isPhrase, tokensOf } from './header-words.ts';
import type { Pattern } from './pattern.ts';
import { shareOf } from './share.ts';
import texts from './texts.json' with { type: 'json' };

const { people } = texts;

/** A title or an indicator that says it counts people: `Số người nhiễm HIV năm 2024`. Shares, sums of money and codes do not. */
export const speaksOfCounts = (text: string): boolean =>
  holdsPhrase(text, people.counts) && !holdsPhrase(text, people.ratios);

/** The same of the name of a column, where a word for people is enough if nothing else is named. */
const isNamedCount = (name: string): boolean =>
  speaksOfCounts(name) ||
  (holdsPhrase(name, people.headers) && !holdsPhrase(name, [...people.ratios, ...people.notHeaders]));

/** `2024`, `Quý I`, `Giá trị`: says nothing of what is counted. */
export const isBareName = (name: string): boolean => {
  const bare: ReadonlySet<string> = new Set(people.bareNames);
  return tokensOf(name).every((token) => bare.has(token) || /^\d{1,4}$/.test(token));
};

const lastPart = (name: string): string => name.split('/').at(-1) ?? name;

const isOfSex = (name: string, words: readonly string[]): boolean => isPhrase(lastPart(name), words);

const WHOLE = /^\d+(?:[.,]0+)?$/;
const units = people.units.join('|');
/** A count in a column that other words made text: `3`, `3,0`, `3 người`. */
export const smallText: Pattern = {
  source: `^\\s*([1-${people.threshold - 1}])(?:[.,]0+)?\\s*(?:${units})?\\s*$`,
  ignoresCase: true,
};
const countText = new RegExp(`^\\s*\\d{1,3}(?:[.,]?\\d{3})*(?:[.,]0+)?\\s*(?:${units})?\\s*$`, 'iu');

/** Whole numbers, also where they are written `2.0`, or where a few words among them made the column text. */
export const holdsCounts = ({ type, field }: Column, values: readonly string[]): boolean => {
  if (field === 'year' || field === 'yearmonth' || values.length === 0) return false;
  if (type === 'integer') return true;
  if (type === 'decimal') return values.every((text) => WHOLE.test(text));
  return type === 'text' && shareOf(values, (text) => countText.test(text)) >= 0.5;
};

/** What else the table says: its titles, and its columns. */
export type CountSense = { readonly titles: readonly string[]; readonly columns: readonly Column[] };

/** Men and women beside each other are counted, and so are women of whom nothing else is said; `Nam` alone is the south. */
const isSexCount = (name: string, columns: readonly Column[]): boolean =>
  isOfSex(name, people.women) ||
  (isOfSex(name, people.men) && columns.some((other) => isOfSex(other.name, people.women)));

/** Whether a column of counts counts people: by its unit, its name, or the title where its name says nothing. */
export const countsPeople = ({ name, unit }: Column, { titles, columns }: CountSense): boolean => {
  if (holdsPhrase(name, people.ratios)) return false;
  if (unit !== undefined) return people.units.includes(unit.toLowerCase());
  return isNamedCount(name) || isSexCount(name, columns) || (isBareName(name) && titles.some(speaksOfCounts));
};

/** Names of few words, under which a mark (`1`, `x`) may stand as well as a count. */
export const mayBeMarks = (name: string): boolean => isOfSex(name, [...people.men, ...people.women]);

const any = (phrases: readonly string[]): string =>
  `(?:^|[^\\pL])(?:${[...new Set(phrases.flatMap((one) => [one, fold(one)]))].join('|')})(?:$|[^\\pL])`;

/** As `speaksOfCounts`, for the engine. */
export const countPhrase: Pattern = { source: any(people.counts), ignoresCase: true };
export const ratioPhrase: Pattern = { source: any(people.ratios), ignoresCase: true };
