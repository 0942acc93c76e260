import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { cellRepairer } from './encoding/cell-repairer.ts';
import type { CellText } from './encoding/detect-repair.ts';
import { doubtNotes, isNeeded, lostNotes, repairDecided, repairFor, tellingTexts } from './intake-repair.ts';
import { jsonTexts, type JsonText } from './json/json-texts.ts';
import { outputFile } from './output-file.ts';
import { asIs, type Intake, type IntakeOptions } from './prepare.ts';
import { textChunks } from './text-chunks.ts';

const PIECES = 24;
const PIECE_BYTES = 32 * 1024;

/** Names are numbered as they are met, so that the values of one property are judged together. */
const numbered = (): ((key: string | undefined) => number | undefined) => {
  const known = new Map<string, number>();
  return (key) => {
    if (key === undefined) return undefined;
    const number = known.get(key) ?? known.size;
    known.set(key, number);
    return number;
  };
};

/** Texts from all over the file that may tell whether its letters are right. */
const sampleOf = async (path: string, bytes: number, maxChars: number): Promise<CellText[]> => {
  const texts: CellText[] = [];
  const columnOf = numbered();
  const take = ({ text, key }: JsonText): string | undefined => {
    texts.push({ text, column: columnOf(key) });
    return undefined;
  };
  const file = await open(path, 'r');
  try {
    const count = Math.min(PIECES, Math.ceil(bytes / PIECE_BYTES));
    const step = count > 1 ? Math.floor((bytes - PIECE_BYTES) / (count - 1)) : 0;
    for (let i = 0; i < count; i += 1) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(PIECE_BYTES), 0, PIECE_BYTES, i * step);
      const piece = buffer.toString('utf8', 0, bytesRead);
      // A piece begins anywhere; after the first end of a pair it is known what is inside quotes.
      const start = i === 0 ? 0 : piece.search(/"\s*[,}]\s*["{}\]]/) + 1;
      if (i === 0 || start > 0) jsonTexts(maxChars, take).push(piece.slice(start));
    }
  } finally {
    await file.close();
  }
  return tellingTexts(texts);
};

/**
 * A GeoJSON with the letters of its texts put right, written anew only when some need it. Everything but those texts stays
 * as it is to the letter, faults of the grammar too: the strict check names them.
 */
export const repairedGeoJson = async (
  path: string,
  bytes: number,
  options: IntakeOptions,
): Promise<Intake> => {
  const { limits, scratch, reading, signal } = options;
  const repair = repairFor(await sampleOf(path, bytes, limits.maxFeatureChars), reading?.repair);
  const repairer = cellRepairer(repair.plan);
  if (!isNeeded(repair))
    return { ...asIs(path), decided: repairDecided(repair, repairer), notes: lostNotes(repair) };
  const columnOf = numbered();
  const texts = jsonTexts(limits.maxFeatureChars, ({ text, key }) =>
    repairer.repair({ text, column: columnOf(key) }),
  );
  await mkdir(scratch, { recursive: true });
  const file = await outputFile(scratch, 'repaired.geojson');
  try {
    for await (const { text } of textChunks(path, options)) {
      signal?.throwIfAborted();
      await file.write(texts.push(text));
    }
    await file.write(texts.end());
    await file.finish();
  } catch (fault) {
    await file.abandon();
    throw fault;
  }
  const decided = repairDecided(repair, repairer).map((one) => ({
    ...one,
    samples: one.samples.map(({ before, after }) => ({ before, after })),
  }));
  return {
    ...asIs(join(scratch, 'repaired.geojson')),
    isCopy: true,
    decided,
    notes: [...doubtNotes(repairer), ...lostNotes(repair)],
  };
};
