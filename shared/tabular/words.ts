import words from './words.json' with { type: 'json' };

const missing: ReadonlySet<string> = new Set(words.missing);
const codeTokens: ReadonlySet<string> = new Set(words.codeTokens);
const codeFirstTokens: ReadonlySet<string> = new Set(words.codeFirstTokens);

export const maxMissingWordChars = Math.max(...words.missing.map((word) => word.length));

/** Spelled as listed only: `NA` is a missing value, `Na` is a fruit. */
export const isMissingWord = (trimmed: string): boolean => missing.has(trimmed);

/**
 * The header says that the column holds codes, which are text whatever they look like. Without diacritics
 * `ma` may be a code or rice seedlings, so it counts only as the first word (`ma_tinh`), never as `mạ`.
 */
export const namesCode = (header: string): boolean => {
  const spaced = header.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase();
  const tokens = spaced.split(/[^\p{L}\p{N}]+/u).filter((token) => token !== '');
  const phrase = ` ${tokens.join(' ')} `;
  return (
    tokens.some((token) => codeTokens.has(token)) ||
    codeFirstTokens.has(tokens[0] ?? '') ||
    words.codePhrases.some((known) => phrase.includes(` ${known} `))
  );
};
