import { isUtf8 } from 'node:buffer';
import type { StageOptions } from '../progress.ts';
import { readBlocks } from '../utf8-blocks.ts';
import { byteCensus, type ByteCensus } from './byte-census.ts';
import { codeTable, decodeTable, strictVni, type TableName } from './code-table.ts';
import { finishTcvn3 } from './tcvn3-capitals.ts';
import { MAX_SAMPLES, type NamedEncoding, type Sample, type TextEncoding } from './text-encoding.ts';
import { utf16Guess } from './utf16-guess.ts';
import { accentedWords, certainty, vietnameseScore, westernScore, type WordScore } from './word-score.ts';

export type EncodingGuess = {
  /** A `NamedEncoding` is recognised only: `decodeFile` does not read it. */
  readonly encoding: TextEncoding | NamedEncoding;
  /** Between 0 and 1; 1 only with a byte order mark or when nothing but ASCII is there. */
  readonly confidence: number;
  /** As a program that knows nothing would show it (windows-1252), and as this encoding reads it. */
  readonly samples: readonly Sample[];
};

export type EncodingFinding = {
  /** The likeliest first; empty when it is not text in any encoding known here. */
  readonly guesses: readonly EncodingGuess[];
  /** Whether the bytes leave no doubt: a mark, ASCII only, or UTF-8 from the first byte to the last. */
  readonly how: 'certain' | 'guessed';
  /** A byte order mark is there. */
  readonly isMarked: boolean;
  /** The likeliest encoding is UTF-8, but some bytes are not: the file is damaged or was joined from two. */
  readonly isBroken: boolean;
};

const unknown: EncodingFinding = { guesses: [], how: 'guessed', isMarked: false, isBroken: false };

const certain = (guess: EncodingGuess, isMarked: boolean): EncodingFinding => ({
  guesses: [guess],
  how: 'certain',
  isMarked,
  isBroken: false,
});

const markOf = ([a, b, c, d]: Buffer): TextEncoding | NamedEncoding | undefined => {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return a === 0 && b === 0 && c === 0xfe && d === 0xff ? 'utf-32' : undefined;
};

const shown = (bytes: Uint8Array): string => decodeTable(bytes, codeTable('windows-1252'));

const readWith = (name: TableName, bytes: Uint8Array): string => {
  const text = decodeTable(bytes, codeTable(name));
  return name === 'tcvn3' ? finishTcvn3(text) : text;
};

/** Distinct lines from all over the file, those with words rather than lone signs first. */
const samplesOf = (pieces: readonly Buffer[], read: (bytes: Buffer) => string): Sample[] => {
  const distinct = new Map(pieces.map((bytes) => [read(bytes), bytes]));
  const worded = [...distinct].filter(([after]) => accentedWords([after]).size > 0);
  const chosen = worded.length > 0 ? worded : [...distinct];
  const step = Math.max(1, Math.floor(chosen.length / MAX_SAMPLES));
  return chosen
    .filter((_, i) => i % step === 0)
    .slice(0, MAX_SAMPLES)
    .map(([after, bytes]) => ({ before: unread(bytes, after), after }));
};

/** How a program shows the bytes that does not know their encoding: as western letters, or as the UTF-8 that they are not. */
const unread = (bytes: Buffer, after: string): string => {
  const western = shown(bytes);
  return western === after ? bytes.toString('utf8') : western;
};

const VIETNAMESE: readonly (TableName & EncodingGuess['encoding'])[] = [
  'tcvn3',
  'vni',
  'windows-1258',
  'viscii',
];
/** At least so many of the accented words must be well spelled, or it is not that encoding. */
const ENOUGH = 0.55;

type Candidate = { readonly name: TableName & EncodingGuess['encoding']; readonly score: WordScore };

const vietnamese = (name: Candidate['name'], pieces: readonly Buffer[]): WordScore =>
  vietnameseScore(
    pieces.map((bytes) => (name === 'vni' ? decodeTable(bytes, strictVni) : readWith(name, bytes))),
  );

const candidates = (pieces: readonly Buffer[]): Candidate[] => {
  // What is Vietnamese as windows-1252 shows it speaks for no other encoding: `là`, `Thành` are the same letters in several.
  const plain = vietnamese('windows-1252', pieces);
  const latin: Candidate = { name: 'windows-1252', score: best(westernScore(pieces.map(shown)), plain) };
  const told = VIETNAMESE.map((name): Candidate => ({ name, score: vietnamese(name, pieces) }))
    .filter(({ score }) => score.share >= ENOUGH && score.share > plain.share)
    .sort((a, b) => certainty(b.score) - certainty(a.score));
  if (latin.score.share < ENOUGH) return told;
  // VNI and windows-1258 look like Latin words, so well spelled Vietnamese counts for more than well spelled French.
  // One word alone proves nothing: the French word "où" is also a syllable in VNI.
  const { share, good } = told[0]?.score ?? { share: 0, good: 0 };
  const isVietnamese = good >= 2 && (share >= 0.75 || share > latin.score.share);
  return isVietnamese ? [...told, latin] : [latin, ...told];
};

const best = (a: WordScore, b: WordScore): WordScore => (b.share > a.share ? b : a);

/** The nearer the next candidate, the less sure the first. */
const confidences = (found: readonly Candidate[]): number[] => {
  const sure = found.map(({ score }) => certainty(score));
  const rival = Math.max(
    0,
    ...found.slice(1).map(({ name }, i) => (name === 'windows-1252' ? 0 : (sure[i + 1] ?? 0))),
  );
  const first = Math.min(0.99, (sure[0] ?? 0) * (1 - rival / 2));
  return sure.map((own, i) => (i === 0 ? first : Math.min(own, 1 - first)));
};

/** Signs such as `°`, `’` and fixed blanks without any accented word: windows-1252 has them all, and nothing speaks for more. */
const isSignsOnly = (pieces: readonly Buffer[]): boolean => {
  const texts = pieces.map(shown);
  return accentedWords(texts).size === 0 && !texts.some((text) => /[\u0080-\u009f]/.test(text));
};

const legacy = (pieces: readonly Buffer[]): EncodingGuess[] => {
  const found = candidates(pieces);
  if (found.length === 0 && isSignsOnly(pieces))
    return [{ encoding: 'windows-1252', confidence: 0.5, samples: samplesOf(pieces, shown) }];
  const sure = confidences(found);
  return found.map(({ name }, i) => ({
    encoding: name,
    confidence: sure[i] ?? 0,
    samples: samplesOf(pieces, (bytes) => readWith(name, bytes)),
  }));
};

/** A Vietnamese letter in UTF-8 (`Ã£`, `á»‘` to who reads windows-1252): no western word has such signs in it. */
const UTF8_LETTER = /[\xc3-\xc6][\x80-\xbf]|\xe1[\xba\xbb][\x80-\xbf]/;

const hasUtf8Letters = (pieces: readonly Buffer[]): boolean =>
  pieces.some((piece) => UTF8_LETTER.test(piece.toString('latin1')));

/** What encoding the bytes of a file are in. Never throws: what is no text has no guesses. */
export const judgeCensus = (census: ByteCensus): EncodingFinding => {
  const { bytes, head, neighbourhoods, nuls } = census;
  const mark = markOf(head);
  const utf8Samples = (): Sample[] => samplesOf(neighbourhoods, (piece) => piece.toString('utf8'));
  if (mark === 'utf-8') {
    const guess: EncodingGuess = { encoding: mark, confidence: 1, samples: utf8Samples() };
    return { ...certain(guess, true), isBroken: !census.isUtf8 };
  }
  if (mark) return certain({ encoding: mark, confidence: 1, samples: [] }, true);
  if (bytes === 0) return unknown;
  if (nuls[0] + nuls[1] > 0) {
    const guess = utf16Guess(census);
    return guess ? { ...unknown, guesses: [guess] } : unknown;
  }
  if (census.isUtf8) return certain({ encoding: 'utf-8', confidence: 1, samples: utf8Samples() }, false);
  const whole = neighbourhoods.filter((piece) => isUtf8(piece)).length / Math.max(1, neighbourhoods.length);
  const guesses = legacy(neighbourhoods);
  const isDamaged = guesses[0]?.encoding === 'windows-1252' && hasUtf8Letters(neighbourhoods);
  if (!isDamaged && whole <= (guesses[0]?.confidence ?? 0)) return { ...unknown, guesses };
  const utf8: EncodingGuess = { encoding: 'utf-8', confidence: whole * 0.9, samples: utf8Samples() };
  return { ...unknown, guesses: [utf8, ...guesses], isBroken: true };
};

/** Reads a whole file once to say what encoding it is in. Memory and the answer are bounded; only a fault of the disk throws. */
export const detectEncoding = async (path: string, options: StageOptions = {}): Promise<EncodingFinding> => {
  const census = byteCensus();
  for await (const block of readBlocks(path, options)) census.add(block);
  return judgeCensus(census.finish());
};

/** The same for bytes in memory. */
export const detectBytes = (bytes: Buffer): EncodingFinding => {
  const census = byteCensus();
  census.add(bytes);
  return judgeCensus(census.finish());
};
