import { repairText, type TextRepair } from './repair-text.ts';
import { isSyllable } from './syllable.ts';
import { isAbbreviation, isWestern, pieces } from './word-score.ts';

/**
 * What one word says about a repair: `for`: Vietnamese only when repaired; `proper`: Vietnamese as it stands; `either`: both ways,
 * as `Bé` and `Bộ`; `neither`: a foreign word, or not this repair; `silent`: the repair changes nothing.
 */
export type WordEvidence = 'for' | 'proper' | 'either' | 'neither' | 'silent';

const isVietnamese = (text: string): boolean => {
  const words = pieces(text);
  return words.length > 0 && words.every((word) => isSyllable(word));
};

const onlyAbbreviations = (text: string): boolean => {
  const words = pieces(text);
  return words.length > 0 && words.every(isAbbreviation);
};

/** For `mojibake` a word may be a whole text: its letters may be hidden behind fixed blanks. */
export const wordEvidence = (word: string, repair: TextRepair): WordEvidence => {
  const before = word.normalize('NFC');
  const after = repairText(word, repair);
  const isProper = isVietnamese(before);
  if (after === before) return isProper && /[^\u0000-\u00ff]/.test(before) ? 'proper' : 'silent';
  if (repair === 'mojibake') return 'for';
  // A sign alone (`©`, `µ`, `5ª`) becomes a vowel, and vowels alone are syllables; `ĐT` becomes `ÉT`: that proves nothing.
  if (isVietnamese(after))
    return isProper || before.length === 1 || onlyAbbreviations(before) ? 'either' : 'for';
  if (isProper) return 'proper';
  return onlyAbbreviations(after) && !isWestern(before) ? 'either' : 'neither';
};

/** Columns repeat their words: what was judged once is remembered, up to so many words. */
const MOST_REMEMBERED = 50_000;

export const rememberedEvidence = (): ((word: string, repair: TextRepair) => WordEvidence) => {
  const known = new Map<string, WordEvidence>();
  return (word, repair) => {
    const key = `${repair} ${word}`;
    const said = known.get(key);
    if (said) return said;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const says = wordEvidence(word, repair);
    known.set(key, says);
    return says;
  };
};
