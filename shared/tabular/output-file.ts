import { createHash } from 'node:crypto';
import { open, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readBlocks } from './utf8-blocks.ts';

export type Written = { readonly bytes: number; readonly sha256: string };

export type OutputFile = {
  readonly write: (text: string) => Promise<void>;
  /** Puts the whole file under its name; until then it does not exist under it. */
  readonly finish: () => Promise<Written>;
  readonly abandon: () => Promise<void>;
};

const partOf = (folder: string, name: string): string => join(folder, `${name}.part`);

/** A UTF-8 file that appears under its name only when complete, hashed while written. */
export const outputFile = async (folder: string, name: string): Promise<OutputFile> => {
  const file = await open(partOf(folder, name), 'w');
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    write: async (text) => {
      if (text === '') return;
      const block = Buffer.from(text, 'utf8');
      hash.update(block);
      bytes += block.length;
      for (let at = 0; at < block.length;) at += (await file.write(block, at)).bytesWritten;
    },
    finish: async () => {
      await file.close();
      await rename(partOf(folder, name), join(folder, name));
      return { bytes, sha256: hash.digest('hex') };
    },
    abandon: () => file.close(),
  };
};

/** Lets another writer (the engine) make the file, then hashes it and gives it its name. */
export const writtenBy = async (
  folder: string,
  name: string,
  make: (path: string) => Promise<void>,
): Promise<Written> => {
  const part = partOf(folder, name);
  await make(part);
  const hash = createHash('sha256');
  for await (const block of readBlocks(part)) hash.update(block);
  const { size } = await stat(part);
  await rename(part, join(folder, name));
  return { bytes: size, sha256: hash.digest('hex') };
};
