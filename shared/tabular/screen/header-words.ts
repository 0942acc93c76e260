import { fold, nfc } from '../../kernel/vietnamese-text.ts';
import words from './headers.json' with { type: 'json' };

export type HeaderWords = keyof typeof words;

export const tokensOf = (name: string): string[] =>
  nfc(name)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token !== '');

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

/** Without its marks a short word may be any of several: `so` is “số” and “sở”, `ma` a code and a ghost. */
const isClearWithoutMarks = (phrase: string): boolean =>
  isAscii(phrase) || phrase.includes(' ') || fold(phrase).length >= 4;

/** Whether a name holds one of the phrases, word by word; names without any mark are compared without marks. */
export const holdsPhrase = (name: string, phrases: readonly string[]): boolean => {
  const text = ` ${tokensOf(name).join(' ')} `;
  const holds = (phrase: string): boolean => text.includes(` ${phrase} `);
  return isAscii(text)
    ? phrases.some((phrase) => isClearWithoutMarks(phrase) && holds(fold(phrase)))
    : phrases.some(holds);
};

/** Whether a name is one of the phrases and nothing else. */
export const isPhrase = (name: string, phrases: readonly string[]): boolean =>
  phrases.includes(tokensOf(name).join(' '));

export const isCalled = (name: string, about: HeaderWords): boolean => isPhrase(name, words[about]);

/** `Cột 2`, `Column1`, `F3`: names that programs make, and that say nothing of what is in the column. */
export const saysNothing = (name: string): boolean =>
  isCalled(name.replace(/\d+/g, ' '), 'nothing') || tokensOf(name).every((token) => /^\d{1,3}$/.test(token));

const MAX_KNOWN = 20_000;
const known = new Map<string, boolean>();

/** Whether the name of a column speaks of this. Asked of the same few names again and again, so the answers are kept. */
export const says = (name: string, about: HeaderWords): boolean => {
  const key = `${about} ${name}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= MAX_KNOWN) known.clear();
  const answer = holdsPhrase(name, words[about]);
  known.set(key, answer);
  return answer;
};

export const headerWords = words;
