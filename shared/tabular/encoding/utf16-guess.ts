import type { ByteCensus } from './byte-census.ts';
import type { EncodingGuess } from './detect-encoding.ts';
import { MAX_SAMPLES } from './text-encoding.ts';

/** What tables in Latin letters consist of: ASCII, Latin letters with marks, punctuation, currency. */
const EXPECTED =
  /[\t\n\r\u0020-\u007e\u00a0-\u024f\u0300-\u0323\u1ea0-\u1ef9\u2010-\u203a\u20a0-\u20bf\u2122]/g;

/**
 * UTF-16 without a mark: zero bytes at one parity (the upper half of ASCII), none at the other. The decoded slices must then be
 * letters that tables have.
 */
export const utf16Guess = ({ bytes, nuls, slices }: ByteCensus): EncodingGuess | undefined => {
  const [even, odd] = nuls;
  const units = bytes / 2;
  const isLittle = odd > units / 5 && even <= odd / 100;
  const isBig = even > units / 5 && odd <= even / 100;
  if (!isLittle && !isBig) return undefined;
  const encoding = isLittle ? 'utf-16le' : 'utf-16be';
  const texts = slices.map((slice) => new TextDecoder(encoding).decode(slice));
  const all = texts.join('');
  const share = (all.match(EXPECTED)?.length ?? 0) / Math.max(1, all.length);
  if (share < 0.9) return undefined;
  const samples = texts.slice(0, MAX_SAMPLES).map((text, i) => ({
    before: slices[i]?.toString('latin1', 0, 80).replaceAll(/\p{Cc}/gu, '·') ?? '',
    after: text.slice(0, 40),
  }));
  return { encoding, confidence: Math.min(0.99, share), samples };
};
