import tables from './code-tables.json' with { type: 'json' };
import { codeTable } from './code-table.ts';
import { isSyllable } from './syllable.ts';

const { single } = codeTable('windows-1252');
/** The sign that each toned capital of the one-byte standard is taken for, and the capital. */
const capitals: ReadonlyMap<string, string> = new Map(
  Object.entries(tables.tcvn3['toned-capitals']).map(([hex, letter]) => [
    String.fromCharCode(single[Number.parseInt(hex, 16)] ?? 0),
    letter,
  ]),
);

const other = 0;
const upper = 1;
/** A small letter beyond ASCII: the only kind that may stand for a capital. */
const lower = 2;
const plainLower = 3;
const sign = 4;

const letters = Object.values({ ...tables.tcvn3.letters, ...tables.tcvn3['toned-capitals'] });
/** The kind of each code unit; a table, because this runs over every letter of a file. */
const kinds = new Uint8Array(0x10000);
for (let unit = 0x41; unit <= 0x5a; unit += 1) {
  kinds[unit] = upper;
  kinds[unit + 0x20] = plainLower;
}
for (const letter of letters) kinds[letter.charCodeAt(0)] = letter === letter.toLowerCase() ? lower : upper;
for (const shown of capitals.keys()) kinds[shown.charCodeAt(0)] = sign;

const kindAt = (text: string, at: number): number => kinds[text.charCodeAt(at)] ?? other;
const isLetter = (kind: number): boolean => kind === upper || kind === lower || kind === plainLower;

/** Where the next sign stands, -1 when there is none. A loop: the platform's matcher is ten times slower for scattered codes. */
const nextSign = (text: string, from: number): number => {
  for (let at = from; at < text.length; at += 1) if (kinds[text.charCodeAt(at)] === sign) return at;
  return -1;
};

const RAISED = /[\u00e0-\u1ef9](?=[A-ZĂÂĐÊÔƠƯ])|(?<=[A-ZĂÂĐÊÔƠƯ]{2})[\u00e0-\u1ef9]/g;

const nextRaised = (text: string, from: number): number => {
  RAISED.lastIndex = from;
  return RAISED.exec(text)?.index ?? -1;
};

/** Rewrites the stretches of text that the places lie in; `stretch` widens a place, `rewrite` answers what stands there. */
const rewriteAround = (
  text: string,
  next: (text: string, from: number) => number,
  stretch: (at: number) => readonly [start: number, end: number],
  rewrite: (part: string) => string,
): string => {
  let out = '';
  let done = 0;
  for (let at = next(text, 0); at >= 0; at = next(text, done)) {
    const [start, end] = stretch(at);
    out += text.slice(done, Math.max(done, start)) + rewrite(text.slice(Math.max(done, start), end));
    done = end;
  }
  return done === 0 ? text : out + text.slice(done);
};

/** These codes are quotes and dashes in windows-1252, far more often than capitals. */
const PUNCTUATION = /[‚„…†‡‰‹‘’“”•–—›]/;

const withCapitals = (word: string): string => {
  if (word.length === 1 && PUNCTUATION.test(word)) return word;
  const read = Array.from(word, (letter) => capitals.get(letter) ?? letter).join('');
  if (isSyllable(read)) return read;
  return word.length > 1 && read === read.toUpperCase() && !PUNCTUATION.test(word) ? read : word;
};

/**
 * Toned capitals of the full one-byte standard (converters write them, the ABC fonts do not). Their codes are dashes, quotes and
 * control characters elsewhere, so they count as letters only where they make a word.
 */
export const readTonedCapitals = (text: string): string => {
  const isInWord = (at: number): boolean => isLetter(kindAt(text, at)) || kindAt(text, at) === sign;
  const word = (at: number): [number, number] => {
    let start = at;
    let end = at + 1;
    while (start > 0 && isInWord(start - 1)) start -= 1;
    while (end < text.length && isInWord(end)) end += 1;
    return [start, end];
  };
  return rewriteAround(text, nextSign, word, withCapitals);
};

const isRaised = (word: string, at: number): boolean =>
  kindAt(word, at) === lower &&
  (kindAt(word, at + 1) === upper || (kindAt(word, at - 1) === upper && kindAt(word, at - 2) === upper));

/** A small letter before a capital cannot be meant; one after two capitals is not meant when the word is a syllable. */
const isInCapitals = (word: string): boolean => {
  for (let at = 0; at < word.length; at += 1)
    if (isRaised(word, at) && (kindAt(word, at + 1) === upper || isSyllable(word.toLowerCase()))) return true;
  return false;
};

const raisePhrase = (phrase: string): string =>
  phrase.split(' ').some(isInCapitals) ? phrase.toUpperCase() : phrase;

/**
 * `THáI BìNH` is `THÁI BÌNH`: the ABC fonts have no toned capitals, so a keyboard wrote small ones between capitals. A phrase
 * without any small Latin letter is raised when one word of it is surely in capitals.
 */
export const raiseCapitals = (text: string): string => {
  const isInPhrase = (at: number): boolean =>
    kindAt(text, at) === upper || kindAt(text, at) === lower || text.charCodeAt(at) === 0x20;
  const phrase = (at: number): [number, number] => {
    let start = at;
    let end = at + 1;
    while (start > 0 && isInPhrase(start - 1)) start -= 1;
    while (end < text.length && isInPhrase(end)) end += 1;
    // A word that goes on in plain small letters is not part of it.
    if (kindAt(text, start - 1) === plainLower) while (start < at && text[start] !== ' ') start += 1;
    if (kindAt(text, end) === plainLower) while (end > at + 1 && text[end - 1] !== ' ') end -= 1;
    return [start, end];
  };
  return rewriteAround(text, nextRaised, phrase, raisePhrase);
};

/** What remains to be done when the codes of TCVN3 have become letters. */
export const finishTcvn3 = (text: string): string => raiseCapitals(readTonedCapitals(text));
