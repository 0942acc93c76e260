import { isUtf8 } from 'node:buffer';
import { byteOf } from './latin-bytes.ts';

/** UTF-8 may have been misread and saved anew several times; nobody has seen more than this. */
const MOST_TIMES = 3;

const MAYBE_LEAD = /[\u00c2-\u00f4\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0]/;

const lengthOf = (lead: number): number =>
  lead >= 0xf0 && lead <= 0xf4 ? 4 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc2 && lead < 0xe0 ? 2 : 0;

/** `Ô` and a fixed blank are the bytes of a Cyrillic letter: what would be a letter of another script was no mojibake. */
const OTHER_SCRIPT = /(?!\p{Script=Latin})\p{L}/u;

/** A fixed blank before a capital parts words (`XÃ An Bình`); behind a misread letter it would stand inside one. */
const partsWords = (text: string, at: number): boolean =>
  text[at] === '\u00a0' && /^\p{Lu}/u.test(text.slice(at + 1, at + 3));

/** The character whose UTF-8 bytes are shown as `length` characters at `at`. */
const sequenceAt = (text: string, at: number, length: number): string | undefined => {
  const bytes = Buffer.alloc(length);
  for (let i = 0; i < length; i += 1) {
    const byte = at + i < text.length ? byteOf(text.charCodeAt(at + i)) : -1;
    if (i > 0 && (byte < 0x80 || byte > 0xbf)) return undefined;
    bytes[i] = byte;
  }
  if (!isUtf8(bytes) || partsWords(text, at + length - 1)) return undefined;
  const letter = bytes.toString('utf8');
  return OTHER_SCRIPT.test(letter) ? undefined : letter;
};

const undoOnce = (text: string): string => {
  let out = '';
  for (let i = 0; i < text.length;) {
    const length = lengthOf(byteOf(text.charCodeAt(i)));
    const letter = length > 0 ? sequenceAt(text, i, length) : undefined;
    out += letter ?? text[i] ?? '';
    i += letter === undefined ? 1 : length;
  }
  return out;
};

export type Undone = { readonly text: string; readonly times: number };

/**
 * UTF-8 that was read as windows-1252, windows-1258 or Latin-1, made whole: `ThÃ¡i` is `Thái`. Sequence by sequence, so that what
 * was right beside it stays right; `times` says how often it had been misread, 0 when nothing was found.
 */
export const undoMojibake = (text: string): Undone => {
  let current = text;
  let times = 0;
  while (times < MOST_TIMES && MAYBE_LEAD.test(current)) {
    const next = undoOnce(current);
    if (next === current) break;
    current = next;
    times += 1;
  }
  return { text: current, times };
};
