import { MAX_SAMPLES } from './text-encoding.ts';

/** A question mark between letters, outside addresses: `Th?i B?nh`. */
const QUESTIONED = /\p{L}\?\p{L}/u;
const ADDRESS = /[/=&@]/;
/** The character that decoders write for bytes they cannot read. */
const REPLACED = /\ufffd/;
/** Beginnings of Vietnamese UTF-8 sequences whose last byte is gone. */
const CUT =
  /\p{Ll}Ã(?![\u0080-\u00bf])|á[º»](?![\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u20ac\u2122\u0192])/u;

export const hasLostLetters = (text: string): boolean =>
  REPLACED.test(text) || CUT.test(text) || (QUESTIONED.test(text) && !ADDRESS.test(text));

/** Counts cells with letters that an earlier program threw away. They can only be sent anew, so they are named. */
export const lostLetters = (): {
  add: (text: string) => void;
  found: () => { cells: number; samples: readonly string[] };
} => {
  const samples: string[] = [];
  let cells = 0;
  return {
    add: (text) => {
      if (!hasLostLetters(text)) return;
      cells += 1;
      if (samples.length < MAX_SAMPLES && !samples.includes(text)) samples.push(text.slice(0, 200));
    },
    found: () => ({ cells, samples }),
  };
};
