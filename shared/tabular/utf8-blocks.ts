import { open } from 'node:fs/promises';
import type { StageOptions } from './progress.ts';

const BLOCK_BYTES = 512 * 1024;

/** The bytes of a file in blocks of half a megabyte; each block is only valid until the next is asked for. */
export async function* readBlocks(path: string, options: StageOptions = {}): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    const block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
    for (;;) {
      options.signal?.throwIfAborted();
      const { bytesRead } = await file.read(block, 0, BLOCK_BYTES, null);
      if (bytesRead === 0) return;
      yield block.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** How many bytes at the end belong to a character that is not complete yet: 0 to 3. */
export const openTail = (block: Uint8Array): number => {
  for (let back = 1; back <= Math.min(3, block.length); back += 1) {
    const byte = block[block.length - back] ?? 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
};
