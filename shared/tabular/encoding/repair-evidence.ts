import { undoMojibake } from './mojibake.ts';
import { repairableWords, type TextRepair } from './repair-text.ts';
import { isWestern, pieces } from './word-score.ts';
import { wordEvidence, type WordEvidence } from './word-evidence.ts';

export const guessedRepairs = ['mojibake', 'tcvn3', 'vni', 'windows-1258'] as const;
export type GuessedRepair = (typeof guessedRepairs)[number];

/** Distinct words by what they say about one repair. `strong` are those `for` that no western language would write. */
export type EvidenceTally = Record<WordEvidence, number> & { strong: number };

export const emptyTally = (): EvidenceTally => ({
  for: 0,
  strong: 0,
  proper: 0,
  either: 0,
  neither: 0,
  silent: 0,
});

/** More distinct words say nothing new, and memory is bounded. */
const MOST_WORDS = 20_000;

/** Distinct words of one column, and what they say about each repair. */
export type WordEvidences = {
  readonly add: (text: string) => void;
  readonly tallies: Readonly<Record<GuessedRepair, EvidenceTally>>;
};

export const wordEvidences = (): WordEvidences => {
  const seen = new Set<string>();
  const tallies: Record<GuessedRepair, EvidenceTally> = {
    mojibake: emptyTally(),
    tcvn3: emptyTally(),
    vni: emptyTally(),
    'windows-1258': emptyTally(),
  };
  const count = (word: string, repair: GuessedRepair): void => {
    const tally = tallies[repair];
    const says = wordEvidence(word, repair);
    tally[says] += 1;
    if (says === 'for' && (repair === 'mojibake' || !pieces(word).every(isWestern))) tally.strong += 1;
  };
  return {
    tallies,
    add: (text) => {
      if (undoMojibake(text).times > 0 && seen.size < MOST_WORDS && !seen.has(text)) {
        seen.add(text);
        count(text, 'mojibake');
      }
      for (const word of repairableWords(text)) {
        if (seen.size >= MOST_WORDS) return;
        if (seen.has(word)) continue;
        seen.add(word);
        for (const repair of guessedRepairs) count(word, repair);
      }
    },
  };
};

export const addTally = (into: EvidenceTally, from: EvidenceTally): void => {
  for (const says of Object.keys(into) as (keyof EvidenceTally)[]) into[says] += from[says];
};

/** Most of the words that are not Vietnamese as they stand must become so. */
const ENOUGH = 0.6;

/**
 * How sure a repair is, 0 when it must not be done: words of other languages (`neither`) speak against it, words that are right
 * already do not, since columns are mixed. Western-looking words must be several, because `où` and `tôt` are syllables by chance.
 */
export const repairConfidence = (tally: EvidenceTally, says: TextRepair): number => {
  const share = tally.for / Math.max(1, tally.for + tally.neither);
  const isEnough =
    says === 'mojibake' ? tally.for > 0 : share >= ENOUGH && (tally.strong > 0 || tally.for >= 3);
  if (!isEnough) return 0;
  const convincing = tally.strong + tally.for;
  return Math.min(0.99, (says === 'mojibake' ? 1 : share) * (1 - 0.7 ** convincing));
};
