import type { StageOptions } from '../progress.ts';
import { textChunks } from '../text-chunks.ts';
import { readBlocks } from '../utf8-blocks.ts';
import { codeTable, decodeTable, openAt, type TableName } from './code-table.ts';
import { finishTcvn3 } from './tcvn3-capitals.ts';
import type { TextEncoding } from './text-encoding.ts';

export type DecodedChunk = {
  readonly text: string;
  readonly bytesRead: number;
  /** Characters in this chunk that the encoding has no meaning for, shown as U+FFFD. */
  readonly unreadable: number;
};

const REPLACEMENT = /\ufffd/g;
const countUnreadable = (text: string): number => text.match(REPLACEMENT)?.length ?? 0;

const LAST_LETTER = /[^\n\p{M}]\p{M}{0,8}$/u;

/** How many code units at the end may still get a mark. */
const openLetter = (text: string): number => LAST_LETTER.exec(text.slice(-18))?.[0].length ?? 0;

/** Letters are kept with the marks after them; the last letter waits, because the next block may bring its marks. */
async function* wholeLetters(
  chunks: AsyncIterable<{ text: string; bytesRead: number }>,
): AsyncGenerator<DecodedChunk> {
  let held = '';
  let bytesRead = 0;
  for await (const chunk of chunks) {
    bytesRead = chunk.bytesRead;
    const text = held + chunk.text;
    const whole = text.slice(0, text.length - openLetter(text));
    held = text.slice(whole.length);
    yield { text: whole, bytesRead, unreadable: countUnreadable(whole) };
  }
  if (held !== '') yield { text: held, bytesRead, unreadable: countUnreadable(held) };
}

async function* utf16Chunks(
  path: string,
  encoding: 'utf-16le' | 'utf-16be',
  options: StageOptions,
): AsyncGenerator<{ text: string; bytesRead: number }> {
  // The platform's decoder keeps half characters between blocks, drops the mark and replaces lone surrogates.
  const decoder = new TextDecoder(encoding);
  let bytesRead = 0;
  for await (const block of readBlocks(path, options)) {
    bytesRead += block.length;
    yield { text: decoder.decode(block, { stream: true }), bytesRead };
  }
  yield { text: decoder.decode(), bytesRead };
}

async function* tableChunks(
  path: string,
  name: TableName,
  options: StageOptions,
): AsyncGenerator<{ text: string; bytesRead: number }> {
  const table = codeTable(name);
  let carry = Buffer.alloc(0);
  let bytesRead = 0;
  for await (const block of readBlocks(path, options)) {
    bytesRead += block.length;
    const joined = carry.length > 0 ? Buffer.concat([carry, block]) : block;
    const end = joined.length - openAt(joined, table);
    carry = Buffer.from(joined.subarray(end));
    yield { text: decodeTable(joined.subarray(0, end), table), bytesRead };
  }
  if (carry.length > 0) yield { text: decodeTable(carry, table), bytesRead };
}

/** A line longer than this is finished in pieces cut at a space: memory stays bounded. */
const LONGEST_LINE = 1 << 20;

/** Whole lines, because the words around a word say whether it is in capitals. */
async function* finishedLines(
  chunks: AsyncIterable<{ text: string; bytesRead: number }>,
): AsyncGenerator<DecodedChunk> {
  let held = '';
  let bytesRead = 0;
  for await (const chunk of chunks) {
    bytesRead = chunk.bytesRead;
    const text = held + chunk.text;
    const line = text.lastIndexOf('\n') + 1;
    const end = line > 0 || text.length < LONGEST_LINE ? line : text.lastIndexOf(' ') + 1 || text.length;
    held = text.slice(end);
    yield { text: finishTcvn3(text.slice(0, end)), bytesRead, unreadable: 0 };
  }
  if (held !== '') yield { text: finishTcvn3(held), bytesRead, unreadable: 0 };
}

async function* countNothing(
  chunks: AsyncIterable<{ text: string; bytesRead: number }>,
): AsyncGenerator<DecodedChunk> {
  for await (const { text, bytesRead } of chunks) yield { text, bytesRead, unreadable: 0 };
}

/**
 * A file as text in the encoding it is said to have, without its byte order mark, in chunks of about half a megabyte. No chunk
 * ends inside a character or between a letter and its marks. The one-byte encodings come out in NFC; Unicode comes as written.
 */
export const decodeFile = (
  path: string,
  encoding: TextEncoding,
  options: StageOptions = {},
): AsyncGenerator<DecodedChunk> => {
  switch (encoding) {
    case 'utf-8':
      return wholeLetters(textChunks(path, options));
    case 'utf-16le':
    case 'utf-16be':
      return wholeLetters(utf16Chunks(path, encoding, options));
    case 'tcvn3':
      return finishedLines(tableChunks(path, encoding, options));
    case 'windows-1258':
    case 'windows-1252':
    case 'vni':
      return countNothing(tableChunks(path, encoding, options));
  }
};
