import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Decided, TextEncoding } from '../kernel/reading.ts';
import { decodeFile } from './encoding/decode-file.ts';
import { detectEncoding } from './encoding/detect-encoding.ts';
import { isTextEncoding, type NamedEncoding } from './encoding/text-encoding.ts';
import { outputFile } from './output-file.ts';
import type { Note } from './problem.ts';
import type { StageOptions } from './progress.ts';
import type { Identified } from './report.ts';

/** Below this a guess is no better than none: the sender knows more. */
const LEAST_CONFIDENCE = 0.3;

/** What a Vietnamese file of one byte a letter may be, the likelier first; whole UTF-8 would have been seen. */
const OTHERS: readonly TextEncoding[] = ['windows-1258', 'tcvn3', 'vni', 'windows-1252', 'utf-8'];

const clip = (text: string): string => text.slice(0, 300);

export type FoundEncoding =
  | { readonly encoding: TextEncoding; readonly decided: Decided }
  /** Not to be read unless the officer says how; perhaps it has a name. */
  | { readonly named?: TextEncoding | NamedEncoding; readonly choices: readonly TextEncoding[] };

/** In what encoding a file that is not UTF-8 is to be read: as told, else the likeliest by its words. */
export const findEncoding = async (
  path: string,
  told: TextEncoding | undefined,
  options: StageOptions,
): Promise<FoundEncoding> => {
  const { guesses, how, isBroken } = await detectEncoding(path, options);
  const [best] = guesses;
  const encoding = told ?? best?.encoding;
  const likely = guesses.flatMap((one) => (isTextEncoding(one.encoding) ? [one.encoding] : []));
  const choices = [...new Set([...likely, ...OTHERS])];
  if (!encoding) return { choices };
  const isUnsure = isBroken || (best?.confidence ?? 0) < LEAST_CONFIDENCE;
  if (!isTextEncoding(encoding) || (!told && isUnsure))
    return isBroken ? { choices } : { named: encoding, choices };
  const guess = guesses.find((one) => one.encoding === encoding);
  // Marks and zero bytes leave no other way; a guess by words does, and the sender may know which.
  const isPlain = !told && (how === 'certain' || encoding.startsWith('utf-16'));
  return {
    encoding,
    decided: {
      what: 'encoding',
      chosen: encoding,
      how: told ? 'told' : how,
      ...(told || !guess ? {} : { confidence: guess.confidence }),
      alternatives: (isPlain ? likely : choices).filter((one) => one !== encoding),
      samples: (guess?.samples ?? [])
        .slice(0, 10)
        .map(({ before, after }) => ({ before: clip(before), after: clip(after) })),
    },
  };
};

/** The first letters of a file, read in its encoding. */
export const firstText = async (path: string, encoding: TextEncoding): Promise<string> => {
  for await (const { text } of decodeFile(path, encoding)) if (text !== '') return text.slice(0, 65_536);
  return '';
};

/** Plain UTF-8 is read where it lies; a broken file is, too, only when the officer said that it is UTF-8. */
export const isPlainUtf8 = ({ encoding, decided }: Identified): boolean =>
  (encoding === 'utf-8' || encoding === 'utf-8-bom') && !decided;

/** Writes the file anew in UTF-8, and says how many letters nobody can read. */
export const decoded = async (
  path: string,
  encoding: TextEncoding,
  { scratch, ...options }: StageOptions & { readonly scratch: string },
): Promise<{ readonly path: string; readonly notes: readonly Note[] }> => {
  await mkdir(scratch, { recursive: true });
  const file = await outputFile(scratch, 'decoded.txt');
  let unreadable = 0;
  try {
    for await (const chunk of decodeFile(path, encoding, options)) {
      unreadable += chunk.unreadable;
      if (chunk.text !== '') await file.write(chunk.text);
    }
    await file.finish();
  } catch (fault) {
    await file.abandon();
    throw fault;
  }
  const notes: Note[] = unreadable > 0 ? [{ code: 'letters-unreadable', facts: { count: unreadable } }] : [];
  return { path: join(scratch, 'decoded.txt'), notes };
};
