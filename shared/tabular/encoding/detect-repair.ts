import { fontCodes } from './font-codes.ts';
import { fontEvidence, type UnicodeFonts } from './font-evidence.ts';
import { lostLetters } from './lost-letters.ts';
import {
  addTally,
  emptyTally,
  guessedRepairs,
  repairConfidence,
  wordEvidences,
  type EvidenceTally,
  type GuessedRepair,
  type WordEvidences,
} from './repair-evidence.ts';
import type { TextRepair } from './repair-text.ts';

/** One cell to be judged. Columns are told apart by any number; `row` is only carried into samples. */
export type CellText = {
  readonly text: string;
  readonly font?: string | undefined;
  readonly row?: number | undefined;
  readonly column?: number | undefined;
};

/** How the cells of one column are to be repaired. */
export type ColumnRepair = {
  readonly repair: TextRepair;
  /** Between 0 and 1; how sure it is that `repair` is needed, or, for `none`, that nothing is. */
  readonly confidence: number;
  /** A word that is Vietnamese both ways (`Bé`, `Bộ`) is repaired: the column shows no other word that is right as it stands. */
  readonly repairsEither: boolean;
};

export type RepairFinding = ColumnRepair & {
  /** Other repairs that the words allow, the likelier first, and always `none`. */
  readonly alternatives: readonly TextRepair[];
  /** Columns that are to be treated otherwise than the table. */
  readonly columns: ReadonlyMap<number, ColumnRepair>;
  /** Cells whose font says what codes they are in: the font decides, not the words. */
  readonly fonts: ReadonlyMap<string, { readonly repair: 'tcvn3' | 'vni'; readonly cells: number }>;
  /** Fonts that say so of text which is Unicode all the same. */
  readonly unicodeFonts: UnicodeFonts;
  /** Cells whose marks stand apart from their letters (NFD). */
  readonly decomposed: number;
  /** Cells with letters that were lost before the file was sent: no repair brings them back. */
  readonly lost: { readonly cells: number; readonly samples: readonly string[] };
};

type Ranked = { readonly repair: GuessedRepair; readonly confidence: number; readonly tally: EvidenceTally };

const rank = (tallyOf: (repair: GuessedRepair) => EvidenceTally): Ranked[] =>
  guessedRepairs
    .map((repair) => ({
      repair,
      tally: tallyOf(repair),
      confidence: repairConfidence(tallyOf(repair), repair),
    }))
    .filter(({ confidence }) => confidence > 0)
    .sort((a, b) => b.confidence - a.confidence);

const decide = (ranked: readonly Ranked[]): ColumnRepair => {
  const [first, second] = ranked;
  if (!first) return { repair: 'none', confidence: 1, repairsEither: false };
  const { repair, tally } = first;
  const confidence = first.confidence * (1 - (second?.confidence ?? 0) / 2);
  return { repair, confidence, repairsEither: tally.proper === 0 };
};

/** A column without evidence of its own follows the table; its doubtful words only when nothing in it is right as it stands. */
const columnRepair = (table: ColumnRepair, { tallies }: WordEvidences): ColumnRepair => {
  const own = decide(rank((repair) => tallies[repair]));
  if (own.repair !== 'none') return own;
  if (table.repair === 'none') return table;
  const { proper, neither } = tallies[table.repair];
  return { ...table, repairsEither: table.repairsEither && proper === 0 && neither === 0 };
};

const sameAs = (a: ColumnRepair, b: ColumnRepair): boolean =>
  a.repair === b.repair && a.repairsEither === b.repairsEither;

/**
 * What text inside valid Unicode needs, judged over a sample of cells (some thousands from all over the table are plenty). Proper
 * Vietnamese and other languages need nothing. Apply it with `cellRepairer`, which judges every cell again by itself.
 */
export const detectRepair = (cells: Iterable<CellText>): RepairFinding => {
  const columns = new Map<number, WordEvidences>();
  const fonts = new Map<string, { repair: 'tcvn3' | 'vni'; cells: number }>();
  const inFonts = fontEvidence();
  const lost = lostLetters();
  let decomposed = 0;
  for (const { text, font, column = 0 } of cells) {
    if (text.normalize('NFC') !== text) decomposed += 1;
    lost.add(text);
    const codes = fontCodes(font);
    if (codes && font) {
      fonts.set(font, { repair: codes.repair, cells: (fonts.get(font)?.cells ?? 0) + 1 });
      inFonts.add(text, font, column, codes);
      continue;
    }
    const evidences = columns.get(column) ?? wordEvidences();
    columns.set(column, evidences);
    evidences.add(text);
  }
  const total = (repair: GuessedRepair): EvidenceTally => {
    const sum = emptyTally();
    for (const { tallies } of columns.values()) addTally(sum, tallies[repair]);
    return sum;
  };
  const ranked = rank(total);
  const table = decide(ranked);
  const others = ranked.map(({ repair }) => repair).filter((repair) => repair !== table.repair);
  const own = [...columns].map(([column, evidences]): [number, ColumnRepair] => [
    column,
    columnRepair(table, evidences),
  ]);
  return {
    ...table,
    alternatives: table.repair === 'none' ? others : [...others, 'none'],
    columns: new Map(own.filter(([, repair]) => !sameAs(repair, table))),
    fonts,
    unicodeFonts: inFonts.found(),
    decomposed,
    lost: lost.found(),
  };
};
