import { isAscii, isUtf8 } from 'node:buffer';
import { openTail } from '../utf8-blocks.ts';

/** Bytes around a letter beyond ASCII, cut where words end. */
export type Neighbourhood = Buffer;

export type ByteCensus = {
  readonly bytes: number;
  /** The first bytes, for the byte order mark. */
  readonly head: Buffer;
  readonly isAscii: boolean;
  readonly isUtf8: boolean;
  /** Zero bytes at even and at odd places. */
  readonly nuls: readonly [even: number, odd: number];
  /** From all over the file, evenly. */
  readonly neighbourhoods: readonly Neighbourhood[];
  /** Bytes of UTF-16 to try, from all over the file; each begins at an even place. */
  readonly slices: readonly Buffer[];
};

const SEGMENTS = 64;
/** In a short file nearly every word is looked at: there are few to judge by. */
const SHORTEST_SEGMENT = 4;
const MAX_NEIGHBOURHOODS = 1024;
const MAX_SLICES = 64;
const SLICE = 256;
const REACH = 60;

/** Ends a word in every encoding that may come: blanks, `"` `,` `;` `|`. */
const isBreak = (byte: number): boolean =>
  byte === 0x20 ||
  byte === 0x22 ||
  byte === 0x2c ||
  byte === 0x3b ||
  byte === 0x7c ||
  (byte >= 9 && byte <= 13);

/** Keeps at most `max` things, evenly chosen over all that came, without knowing how many will come. */
const evenly = <T>(max: number): { offer: (thing: () => T) => void; kept: () => T[] } => {
  let kept: T[] = [];
  let seen = 0;
  let every = 1;
  return {
    offer: (thing) => {
      if (seen++ % every !== 0) return;
      kept.push(thing());
      if (kept.length < max) return;
      kept = kept.filter((_, i) => i % 2 === 0);
      every *= 2;
    },
    kept: () => kept,
  };
};

const firstHigh = (block: Uint8Array, from: number, to: number): number => {
  for (let i = from; i < to; i += 1) if ((block[i] ?? 0) >= 0x80) return i;
  return -1;
};

/** From the break before to a break after, so that no word is cut; a line's end is never crossed. */
const around = (block: Buffer, at: number): Buffer => {
  let start = at;
  while (start > 0 && at - start < REACH && !isBreak(block[start - 1] ?? 0)) start -= 1;
  let end = at + 1;
  let wordEnd = block.length;
  while (end < block.length && end - at < 2 * REACH && block[end] !== 10 && block[end] !== 13) {
    if (isBreak(block[end] ?? 0)) wordEnd = end;
    end += 1;
  }
  const isWhole = end === block.length || block[end] === 10 || block[end] === 13;
  return Buffer.from(block.subarray(start, isWhole ? end : Math.min(wordEnd, at + 2 * REACH)));
};

/**
 * What the bytes of a whole file say about its encoding, taken block by block with bounded memory: a file whose first accented
 * letter stands at the end is as well known as any other.
 */
export const byteCensus = (): { add: (block: Buffer) => void; finish: () => ByteCensus } => {
  const neighbourhoods = evenly<Buffer>(MAX_NEIGHBOURHOODS);
  const slices = evenly<Buffer>(MAX_SLICES);
  const nuls: [number, number] = [0, 0];
  let bytes = 0;
  let head = Buffer.alloc(0);
  let carry = Buffer.alloc(0);
  let ascii = true;
  let utf8 = true;

  const countNuls = (block: Buffer): void => {
    for (let i = block.indexOf(0); i >= 0 && i < block.length; i += 1)
      if (block[i] === 0) nuls[((bytes + i) & 1) as 0 | 1] += 1;
  };
  const sample = (block: Buffer): void => {
    const length = Math.max(SHORTEST_SEGMENT, Math.ceil(block.length / SEGMENTS));
    for (let from = 0; from < block.length; from += length) {
      const at = firstHigh(block, from, Math.min(block.length, from + length));
      if (at >= 0) neighbourhoods.offer(() => around(block, at));
    }
  };
  const checkUtf8 = (block: Buffer): void => {
    const joined = carry.length > 0 ? Buffer.concat([carry, block]) : block;
    const whole = joined.subarray(0, joined.length - openTail(joined));
    utf8 = isUtf8(whole);
    carry = Buffer.from(joined.subarray(whole.length));
  };

  return {
    add: (block) => {
      if (bytes === 0) head = Buffer.from(block.subarray(0, 4));
      countNuls(block);
      if (nuls[0] + nuls[1] > 0 || bytes === 0)
        slices.offer(() => Buffer.from(block.subarray(bytes & 1, (bytes & 1) + SLICE)));
      if (carry.length > 0 || !isAscii(block)) {
        ascii = false;
        if (utf8) checkUtf8(block);
        sample(block);
      }
      bytes += block.length;
    },
    finish: () => ({
      bytes,
      head,
      isAscii: ascii,
      isUtf8: utf8 && carry.length === 0,
      nuls,
      neighbourhoods: neighbourhoods.kept(),
      slices: slices.kept(),
    }),
  };
};
