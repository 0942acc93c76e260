import { fold } from '../../kernel/vietnamese-text.ts';
import names from './names.json' with { type: 'json' };
import type { Pattern } from './pattern.ts';

const spellings = (name: string): string[] => [name, name.toUpperCase(), ...asciiOf(name)];

const asciiOf = (name: string): string[] => {
  const bare = fold(name);
  return [bare.slice(0, 1).toUpperCase() + bare.slice(1), bare.toUpperCase()];
};

const surnames = [...new Set(names.surnames.flatMap(spellings))].join('|');

const BLANK = '[ \u00a0]';
const NAME = `(?:${surnames})(?:${BLANK}{1,3}\\p{Lu}\\pL{0,8}){1,5}`;
const DAY = '(?:[0-9]{1,2}[/.-]){0,2}(?:19|20)[0-9]{2}';
const DAY_IN_WORDS = `[0-9]{1,2}${BLANK}(?:tháng|THÁNG)${BLANK}[0-9]{1,2}${BLANK}(?:năm|NĂM)${BLANK}(?:19|20)[0-9]{2}`;
const YEAR_FIRST = '(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}';
const BIRTH = `(?:${YEAR_FIRST}|${DAY}|${DAY_IN_WORDS})`;
/** Of somebody who lived from 1912 to 1941 a road may tell. */
const END = '(?:$|[^0-9 –—-]|[ ](?:$|[^–—-]))';
const MARKS = '[ \u00a0,;:.([–—-]{1,4}';

/** The letters of a name tell capitals apart, so words beside it are written out in each way. */
const inAnyCase = (word: string): string[] => [
  ...new Set([word, word.slice(0, 1).toUpperCase() + word.slice(1), word.toUpperCase()]),
];

const any = (words: readonly string[]): string =>
  `(?:${words
    .flatMap(inAnyCase)
    .map((word) => word.replaceAll('.', '\\.'))
    .join('|')})`;
const { before, between } = names.birthInText;

/** Between a name and a birth in a list of objects that one cell holds: `","ngaySinh":"`. */
const MEMBER = `"[^\\n{}]{0,60}?(?:[Ss]inh|[Bb]irth)[^"\\n{}]{0,20}"[ ]?:[ ]?"?`;

/** `Nguyễn Văn An (sinh 01/05/1970)`: who, and the day that makes one of many of that name certain. */
export const bornPerson: Pattern = {
  source:
    `(?:^|[^\\pL])(${NAME}(?:${MARKS}${any(before)}` +
    `(?:${BLANK}{0,2}${any(between)}){0,2}${BLANK}{0,2}|${MEMBER})${BIRTH})${END}`,
};

/** Cheap look for what may be one. */
export const maybeBorn: Pattern = {
  source: `(?:(?:^|[^\\pL])${any(before)}|[Ss]inh[^"]{0,20}"|[Bb]irth[^"]{0,20}")[^0-9\\n]{0,16}[0-9]`,
};

/** A cell that is a name and a birth and nothing else: `Nguyễn Văn An - 1970`. Says something where most of a column do. */
export const nameAndBirth: Pattern = { source: `^\\s*(${NAME}${MARKS}${BIRTH})[)\\]. ]{0,3}$` };
