import { TextRepair } from '../../kernel/reading.ts';
import { nfc } from '../../kernel/vietnamese-text.ts';
import { codeTable, decodeTable } from './code-table.ts';
import { fontCodes } from './font-codes.ts';
import { latinBytes } from './latin-bytes.ts';
import { undoMojibake } from './mojibake.ts';
import { finishTcvn3 } from './tcvn3-capitals.ts';

/**
 * What may be wrong with text inside valid Unicode: codes of TCVN3, VNI or windows-1258 shown as Latin-1 letters, UTF-8 misread as
 * one of them. Marks standing apart from their letters (NFD) are joined by every repair and by `none` too.
 */
export const textRepairs: readonly TextRepair[] = TextRepair.options;
export type { TextRepair };

export type FontOption = { readonly font?: string | undefined };

/** What stands between words whatever the codes: blanks and ASCII signs. Fixed blanks too, which no code table uses for a letter. */
const WORD = /[^\u0000-\u0040\u005b-\u0060\u007b-\u007f\u00a0\u2000-\u200f\u3000]+/g;

const codesAsLetters = (word: string, repair: 'tcvn3' | 'vni' | 'windows-1258'): string => {
  const bytes = latinBytes(word);
  return bytes ? decodeTable(bytes, codeTable(repair)) : word;
};

const BEYOND_ASCII = /[^\u0000-\u007f]/;

/** The words that a repair could change. */
export const repairableWords = (text: string): string[] =>
  BEYOND_ASCII.test(text) ? (text.match(WORD) ?? []).filter((word) => BEYOND_ASCII.test(word)) : [];

/** Repairs the words that are asked for and leaves the others as they are. The result is NFC. */
export const repairWords = (text: string, repair: TextRepair, isMeant: (word: string) => boolean): string => {
  switch (repair) {
    case 'none':
      return nfc(text);
    case 'mojibake':
      return nfc(undoMojibake(text).text);
    case 'vni':
    case 'windows-1258':
    case 'tcvn3': {
      const letters = text.replaceAll(WORD, (word) => (isMeant(word) ? codesAsLetters(word, repair) : word));
      return nfc(repair === 'tcvn3' && letters !== text ? finishTcvn3(letters) : letters);
    }
  }
};

/**
 * Text with its codes read as letters, whole and without judging whether it needs it: for a font that says so or an officer who
 * has chosen. A word with a letter that no such code could show (`tỉnh`) is right already and stays. A capital font (`.VnTimeH`)
 * makes capitals of everything. The result is NFC.
 */
export const repairText = (text: string, repair: TextRepair, { font }: FontOption = {}): string => {
  const letters = repairWords(text, repair, () => true);
  return repair === 'tcvn3' && fontCodes(font)?.capitals ? letters.toUpperCase() : letters;
};
