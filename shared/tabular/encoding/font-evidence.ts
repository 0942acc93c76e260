import type { FontCodes } from './font-codes.ts';
import { repairableWords } from './repair-text.ts';
import { wordEvidence } from './word-evidence.ts';

/**
 * Fonts of the old kind over text that is Unicode already: a sheet set in `.VnTime` and typed with a Unicode keyboard. By font and
 * column (`.VnTime\n2`) where the column says it, else by font.
 */
export type UnicodeFonts = ReadonlyMap<string, boolean>;

const keyOf = (font: string, column: number): string => `${font}\n${column}`;

/** What the words of all cells in a font say: a single `Xã` is Vietnamese both ways, the words around it are not. */
export const fontEvidence = (): {
  readonly add: (text: string, font: string, column: number, codes: FontCodes) => void;
  readonly found: () => UnicodeFonts;
} => {
  const tallies = new Map<string, { readonly words: Set<string>; proper: number; for: number }>();
  const count = (key: string, word: string, repair: FontCodes['repair']): void => {
    const tally = tallies.get(key) ?? { words: new Set<string>(), proper: 0, for: 0 };
    tallies.set(key, tally);
    if (tally.words.has(word)) return;
    tally.words.add(word);
    const says = wordEvidence(word, repair);
    if (says === 'proper' || says === 'for') tally[says] += 1;
  };
  return {
    add: (text, font, column, { repair }) => {
      for (const word of repairableWords(text)) {
        count(font, word, repair);
        count(keyOf(font, column), word, repair);
      }
    },
    found: () =>
      new Map(
        [...tallies]
          .filter(([, tally]) => tally.proper + tally.for > 0)
          .map(([key, tally]) => [key, tally.proper > tally.for]),
      ),
  };
};

export const isInUnicode = (fonts: UnicodeFonts | undefined, font: string, column: number): boolean =>
  fonts?.get(keyOf(font, column)) ?? fonts?.get(font) ?? false;
