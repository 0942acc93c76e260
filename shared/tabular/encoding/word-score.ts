import { isSyllable } from './syllable.ts';

/** How well text reads as a language, by its words that have letters beyond ASCII. */
export type WordScore = {
  /** Distinct words that are well spelled, and that are not. */
  readonly good: number;
  readonly bad: number;
  /** `good` of all, 0 when there are none. */
  readonly share: number;
};

// Signs that stand beside words in any language, not inside them.
const ASIDE = /[\u2010-\u2027\u2030-\u203a«»°²³±×·•€£₫\u00a0\ufeff]+/;
const WORD = /[^\u0000-\u0040\u005b-\u0060\u007b-\u007f]+/g;
const BEYOND_ASCII = /[^\u0000-\u007f]/;
/** `HĐND`, `QĐ`: letters said one by one are no evidence for or against. */
const ABBREVIATION = /^[BCDĐGHKLMNPQRSTVX]+$/;

export const isAbbreviation = (word: string): boolean => ABBREVIATION.test(word);

/** The parts of a run with a letter beyond ASCII, without the signs beside and between them. */
export const pieces = (run: string): string[] => run.split(ASIDE).filter((word) => BEYOND_ASCII.test(word));

/** The distinct words with a letter beyond ASCII. */
export const accentedWords = (texts: Iterable<string>): Set<string> => {
  const words = new Set<string>();
  for (const text of texts)
    for (const [run] of text.matchAll(WORD))
      if (BEYOND_ASCII.test(run)) for (const word of pieces(run)) words.add(word);
  return words;
};

const score = (words: Iterable<string>, isGood: (word: string) => boolean): WordScore => {
  let good = 0;
  let bad = 0;
  for (const word of words)
    if (isGood(word)) good += 1;
    else if (!isAbbreviation(word)) bad += 1;
  return { good, bad, share: good === 0 ? 0 : good / (good + bad) };
};

/** How much of it is Vietnamese syllables. */
export const vietnameseScore = (texts: Iterable<string>): WordScore =>
  score(accentedWords(texts), (word) => isSyllable(word.normalize('NFC')));

const LATIN = /^[a-zA-ZÀ-ÖØ-öø-ÿŒœŠšŽžŸ]+(?:'[a-zA-ZÀ-ÖØ-öø-ÿŒœ]+)*$/;
const ALONE = /^[àéèêôùyÀÉÔåÅöÖäøØóÓúÚéè]$/;
const ACCENTED = /[^a-zA-Z]/g;

/** Spelled as the languages of western Europe are: mostly plain letters, in one case, no sign inside a word. */
export const isWestern = (word: string): boolean => {
  if (ALONE.test(word)) return true;
  if (word.length > 30 || !LATIN.test(word)) return false;
  const isOneCase =
    word === word.toLowerCase() ||
    word.slice(1) === word.slice(1).toLowerCase() ||
    word === word.toUpperCase();
  const accents = word.match(ACCENTED)?.length ?? 0;
  return isOneCase && accents <= Math.max(1, word.length / 2) && accents < word.length;
};

/** How much of it is words of western Europe, French above all. */
export const westernScore = (texts: Iterable<string>): WordScore => score(accentedWords(texts), isWestern);

/** How sure a share is, by how many words it rests on: one word convinces little, ten nearly wholly. */
export const certainty = ({ share, good, bad }: WordScore): number => share * (1 - 0.6 ** (good + bad));
