import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { StageOptions } from './progress.ts';
import { openTail, readBlocks } from './utf8-blocks.ts';

export type ByteCheck = {
  readonly sha256: string;
  readonly bytes: number;
  readonly head: Buffer;
  readonly fault?: { readonly is: 'nul' | 'not-utf8'; readonly offset: number; readonly line: number };
};

const HEAD_BYTES = 64 * 1024;

/** Where valid UTF-8 ends in `block`: halving, since the native test is far faster than a loop. */
const firstBadByte = (block: Buffer): number => {
  let good = 0;
  let bad = block.length;
  while (bad - good > 1) {
    let middle = (good + bad) >> 1;
    middle -= openTail(block.subarray(0, middle));
    if (middle <= good) break;
    if (isUtf8(block.subarray(good, middle))) good = middle;
    else bad = middle;
  }
  while (good < block.length) {
    const length = characterLength(block, good);
    if (length === 0) return good;
    good += length;
  }
  return good;
};

/** Bytes of the character at `at`, 0 when there is no valid one. */
const characterLength = (block: Buffer, at: number): number =>
  [1, 2, 3, 4].find((length) => at + length <= block.length && isUtf8(block.subarray(at, at + length))) ?? 0;

const linesBefore = (block: Buffer, end: number): number => {
  let lines = 0;
  for (let i = block.indexOf(10); i >= 0 && i < end; i = block.indexOf(10, i + 1)) lines += 1;
  return lines;
};

/** Reads the whole file once: its SHA-256, and the first byte that cannot be UTF-8 text. */
export const checkBytes = async (
  path: string,
  bytesTotal: number,
  options: StageOptions,
): Promise<ByteCheck> => {
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let carry = Buffer.alloc(0);
  let bytes = 0;
  let line = 1;
  let fault: ByteCheck['fault'];
  for await (const block of readBlocks(path, options)) {
    if (head.length === 0) head = Buffer.from(block.subarray(0, HEAD_BYTES));
    hash.update(block);
    if (fault) {
      bytes += block.length;
      continue;
    }
    const joined = carry.length > 0 ? Buffer.concat([carry, block]) : block;
    const base = bytes - carry.length;
    const whole = joined.subarray(0, joined.length - openTail(joined));
    const nul = whole.indexOf(0);
    const bad = isUtf8(whole) ? -1 : firstBadByte(whole);
    const offset = nul < 0 ? bad : bad < 0 ? nul : Math.min(nul, bad);
    if (offset >= 0) {
      const is = offset === nul ? 'nul' : 'not-utf8';
      fault = { is, offset: base + offset, line: line + linesBefore(whole, offset) };
    }
    line += linesBefore(whole, whole.length);
    carry = Buffer.from(joined.subarray(whole.length));
    bytes += block.length;
    options.onProgress?.({ rowsRead: 0, bytesRead: bytes, bytesTotal });
  }
  const sha256 = hash.digest('hex');
  if (fault) return { sha256, bytes, head, fault };
  if (carry.length > 0)
    return { sha256, bytes, head, fault: { is: 'not-utf8', offset: bytes - carry.length, line } };
  return { sha256, bytes, head };
};
