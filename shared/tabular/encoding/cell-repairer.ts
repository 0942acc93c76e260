import type { CellText, ColumnRepair, RepairFinding } from './detect-repair.ts';
import { fontCodes } from './font-codes.ts';
import { isInUnicode } from './font-evidence.ts';
import { undoMojibake } from './mojibake.ts';
import { repairText, repairWords, repairableWords, type TextRepair } from './repair-text.ts';
import { MAX_SAMPLES, type Sample } from './text-encoding.ts';
import { isWestern, pieces } from './word-score.ts';
import { rememberedEvidence, type WordEvidence } from './word-evidence.ts';

export type RepairSample = Sample & {
  readonly row?: number | undefined;
  readonly column?: number | undefined;
};

/** What was done over all cells so far, for the officer. */
export type RepairCounts = {
  /** Cells repaired because their font says so; because their own words do; because their column does. */
  readonly byFont: number;
  readonly byWords: number;
  readonly byColumn: number;
  /** Cells that are Vietnamese both ways, or not at all, and were left as they are. */
  readonly leftAlone: number;
  /** Cells in an old font whose text is proper Vietnamese already, left as they are. */
  readonly fontIgnored: number;
  /** Cells of which only the marks were joined to their letters. */
  readonly joined: number;
  readonly samples: readonly RepairSample[];
  /** Of the cells left alone: what they are and what they would have become. */
  readonly doubts: readonly RepairSample[];
};

export type CellRepairer = {
  /** The cell's text, repaired where it needs it, in NFC. */
  readonly repair: (cell: CellText) => string;
  readonly counts: () => RepairCounts;
};

type Outcome = Exclude<keyof RepairCounts, 'samples' | 'doubts'>;
type Judged = { readonly text: string; readonly outcome?: Outcome; readonly instead?: string };

const judgeMojibake = (text: string): Judged => {
  const isFound = undoMojibake(text).times > 0;
  return { text: repairText(text, 'mojibake'), ...(isFound && { outcome: 'byWords' }) };
};

type Evidence = ReturnType<typeof rememberedEvidence>;

const judgeWords = (text: string, { repair, repairsEither }: ColumnRepair, evidence: Evidence): Judged => {
  if (repair === 'mojibake') return judgeMojibake(text);
  const says = new Map<string, WordEvidence>();
  for (const word of repairableWords(text)) says.set(word, evidence(word, repair));
  const has = (said: WordEvidence): boolean => [...says.values()].includes(said);
  if (has('for')) {
    const isMeant = (word: string): boolean => {
      const said = says.get(word);
      if (said === 'for' || has('proper')) return said === 'for';
      return said !== 'neither' || !pieces(word).every(isWestern);
    };
    return { text: repairWords(text, repair, isMeant), outcome: 'byWords' };
  }
  const isDoubtful = has('either') || has('neither');
  if (!isDoubtful || has('proper')) return { text: repairText(text, 'none') };
  const instead = repairText(text, repair);
  if (repairsEither && !has('neither')) return { text: instead, outcome: 'byColumn' };
  return { text: repairText(text, 'none'), outcome: 'leftAlone', instead };
};

const judgeFont = (
  { text, column = 0 }: CellText,
  font: string,
  repair: 'tcvn3' | 'vni',
  { unicodeFonts }: RepairPlan,
  evidence: Evidence,
): Judged => {
  const says = repairableWords(text).map((word) => evidence(word, repair));
  const after = repairText(text, repair, { font });
  const isProper = says.includes('proper') || (after !== text && isInUnicode(unicodeFonts, font, column));
  if (isProper && !says.includes('for'))
    return { text: repairText(text, 'none'), outcome: 'fontIgnored', instead: after };
  return after === text ? { text } : { text: after, outcome: 'byFont' };
};

const judgeCell = (cell: CellText, finding: RepairPlan, evidence: Evidence): Judged => {
  const { text, font, column } = cell;
  const codes = finding.ignoresFonts ? undefined : fontCodes(font);
  if (codes && font) return judgeFont(cell, font, codes.repair, finding, evidence);
  const own = (column === undefined ? undefined : finding.columns?.get(column)) ?? finding;
  return own.repair === 'none' ? { text: repairText(text, 'none') } : judgeWords(text, own, evidence);
};

/** What is to be done: what `detectRepair` found, or what the officer said (`toldRepair`). */
export type RepairPlan = Pick<RepairFinding, 'repair' | 'confidence' | 'repairsEither'> & {
  readonly columns?: RepairFinding['columns'];
  readonly unicodeFonts?: RepairFinding['unicodeFonts'];
  readonly ignoresFonts?: boolean;
};

/** The officer's word: `none` leaves even cells in old fonts as they are. */
export const toldRepair = (repair: TextRepair): RepairPlan => ({
  repair,
  confidence: 1,
  repairsEither: true,
  ignoresFonts: repair === 'none',
});

/** Repairs cell by cell: what is right stays right beside what is not, and everything done is counted. */
export const cellRepairer = (plan: RepairPlan): CellRepairer => {
  const counts: Record<Outcome, number> = {
    byFont: 0,
    byWords: 0,
    byColumn: 0,
    leftAlone: 0,
    fontIgnored: 0,
    joined: 0,
  };
  const evidence = rememberedEvidence();
  const samples: RepairSample[] = [];
  const doubts: RepairSample[] = [];
  const keep = (list: RepairSample[], { row, column, text }: CellText, after: string): void => {
    const before = text.slice(0, 200);
    if (list.length < MAX_SAMPLES && !list.some((sample) => sample.before === before))
      list.push({ before, after: after.slice(0, 200), row, column });
  };
  return {
    repair: (cell) => {
      const { text, outcome, instead } = judgeCell(cell, plan, evidence);
      if (outcome) counts[outcome] += 1;
      else if (text !== cell.text) counts.joined += 1;
      if (instead !== undefined) keep(doubts, cell, instead);
      else if (text !== cell.text) keep(samples, cell, text);
      return text;
    },
    counts: () => ({ ...counts, samples, doubts }),
  };
};
