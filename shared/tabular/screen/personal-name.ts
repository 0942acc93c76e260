import { fold, nfc } from '../../kernel/vietnamese-text.ts';
import { isCalled, says } from './header-words.ts';
import names from './names.json' with { type: 'json' };
import { shareOf } from './share.ts';

const surnames: ReadonlySet<string> = new Set(names.surnames.map((name) => name.toLowerCase()));
const bareSurnames: ReadonlySet<string> = new Set(names.surnames.map(fold));
const common: ReadonlySet<string> = new Set(
  names.commonSurnames.flatMap((name) => [name.toLowerCase(), fold(name)]),
);
const historic: ReadonlySet<string> = new Set(names.historic.map((name) => name.toLowerCase()));
const bareHistoric: ReadonlySet<string> = new Set(names.historic.map(fold));
const titles = new RegExp(`^(?:${names.titles.join('|')})[.:]?\\s+`, 'iu');
const places = new RegExp(`^(?:${names.placeWords.join('|')})[\\s.]`, 'iu');

const givenNames: ReadonlySet<string> = new Set(names.givenNames.map((name) => name.toLowerCase()));

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);
const wordOfName = /^\p{Lu}\p{L}*$/u;

const bare = (text: string): string => nfc(text).trim().replace(/\s+/g, ' ').replace(titles, '');

/** A name that roads, schools and communes carry, or a place that begins like a surname: `Lê Lợi`, `Hà Nội`. */
export const isPlaceName = (text: string): boolean => {
  const name = bare(text).toLowerCase();
  return historic.has(name) || (isAscii(name) && bareHistoric.has(name));
};

/** Two to six words in capitals of which the first is a Vietnamese surname. */
export const looksLikePerson = (text: string): boolean => {
  const name = bare(text);
  if (name.length > 60 || isPlaceName(name)) return false;
  // `Đường Trần Phú`, `Trường Lê Quý Đôn`: a common noun in front says what it is.
  if (places.test(name)) return false;
  const words = name.split(' ');
  if (words.length < 2 || words.length > 6 || !words.every((word) => wordOfName.test(word))) return false;
  const first = words[0]?.toLowerCase() ?? '';
  return isAscii(name) ? bareSurnames.has(first) : surnames.has(first);
};

/** `nguyen van an`: small letters say little, so only the surnames that nearly everybody has count, and three words. */
export const looksLikeSmallName = (text: string): boolean => {
  const name = bare(text);
  const words = name.split(' ');
  return (
    words.length >= 3 &&
    words.length <= 6 &&
    words.every((word) => /^\p{Ll}{1,7}$/u.test(word)) &&
    common.has(words[0] ?? '') &&
    !isPlaceName(name)
  );
};

const isSurname = (text: string): boolean => {
  const words = bare(text).split(' ');
  const first = words[0]?.toLowerCase() ?? '';
  return words.length <= 4 && (isAscii(first) ? bareSurnames.has(first) : surnames.has(first));
};

/** `Họ`, `Họ đệm`, with the given name in a column of its own. */
const isSurnameColumn = (header: string, values: readonly string[]): boolean =>
  isCalled(header, 'surname') && shareOf(values, isSurname) >= 0.6;

/**
 * A column of people: its name says so and some values agree, or it says nothing and most values are names of three words
 * and more. Names of communes and roads have two, or are names everybody knows.
 */
export const isPeopleColumn = (header: string, values: readonly string[]): boolean => {
  if (isSurnameColumn(header, values)) return true;
  const people = values.filter((text) => looksLikePerson(text) || looksLikeSmallName(text));
  const share = values.length === 0 ? 0 : people.length / values.length;
  if (says(header, 'person')) return share >= 0.3;
  if (says(header, 'notPerson')) return false;
  return (
    share >= 0.6 &&
    shareOf(people, (name) => bare(name).split(' ').length >= 3) >= 0.5 &&
    shareOf(values, isPlaceName) < 0.2
  );
};

/** `Bình`, `NGỌC`: a name by which somebody is called. */
const looksLikeGivenName = (text: string): boolean => {
  const name = bare(text);
  return wordOfName.test(name) && givenNames.has(name.toLowerCase());
};

/** Few names stand again and again in a list of people; those of regions do. */
const areMany = (values: readonly string[]): boolean =>
  values.length >= 3 && new Set(values).size >= Math.min(0.4 * values.length, 15);

/**
 * Names of two words, or given names alone: so are places and things called as well. They are people only beside a column that
 * is called the birth, and where nothing else in the table is.
 */
export const mayBePeople = (header: string, values: readonly string[]): boolean =>
  !says(header, 'notPerson') &&
  !says(header, 'address') &&
  areMany(values) &&
  shareOf(values, (text) => looksLikePerson(text) || looksLikeGivenName(text)) >= 0.8 &&
  shareOf(values, isPlaceName) < 0.2;
