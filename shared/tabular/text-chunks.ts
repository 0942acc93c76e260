import { StringDecoder } from 'node:string_decoder';
import type { StageOptions } from './progress.ts';
import { readBlocks } from './utf8-blocks.ts';

export type TextChunk = { readonly text: string; readonly bytesRead: number };

/** A UTF-8 file as text, without its byte order mark. Characters are never cut in two. */
export async function* textChunks(path: string, options: StageOptions = {}): AsyncGenerator<TextChunk> {
  const decoder = new StringDecoder('utf8');
  let bytesRead = 0;
  for await (const block of readBlocks(path, options)) {
    const isFirst = bytesRead === 0;
    bytesRead += block.length;
    const text = decoder.write(block);
    yield { text: isFirst && text.startsWith('\ufeff') ? text.slice(1) : text, bytesRead };
  }
  const tail = decoder.end();
  if (tail !== '') yield { text: tail, bytesRead };
}
