import data from './syllables.json' with { type: 'json' };

const words = (list: string): string[] => list.split(' ');

const MARKED = /[ăâêôơư]/g;
const VOWEL = /[aăâeêioôơuưy]/g;
const TONES = ['', '\u0301', '\u0300', '\u0309', '\u0303', '\u0323'];
const STOPPED_TONES = ['\u0301', '\u0323'];

/** Where in a rhyme the tone is written; open `oa`, `oe`, `uy` have an old way and a new one. */
const tonePlaces = (rhyme: string): number[] => {
  const marked = [...rhyme.matchAll(MARKED)].map(({ index }) => index);
  if (marked.length > 0) return marked.slice(-1);
  const vowels = [...rhyme.matchAll(VOWEL)].map(({ index }) => index);
  if (vowels.length === 3) return [1];
  if (vowels.length === 2 && vowels.length < rhyme.length) return rhyme.startsWith('oo') ? [0, 1] : [1];
  return /^(oa|oe|uy)$/.test(rhyme) ? [0, 1] : [0];
};

const tonesOf = (rhyme: string): readonly string[] => {
  if (/([cpt]|ch)$/.test(rhyme)) return STOPPED_TONES;
  // The names of the highlands are also written without a tone: Đăk, Đắk.
  return rhyme.endsWith('k') ? ['', ...STOPPED_TONES] : TONES;
};

const toned = (rhyme: string): string[] =>
  tonePlaces(rhyme).flatMap((at) =>
    tonesOf(rhyme).map((tone) => `${rhyme.slice(0, at + 1)}${tone}${rhyme.slice(at + 1)}`.normalize('NFC')),
  );

/** `c`, `g`, `ng` are written `k`, `gh`, `ngh` before `i`, `e`, `ê`, `y`. */
const isSpelled = (onset: string, rhyme: string): boolean => {
  const isFront = /^[eêiy]/.test(rhyme);
  if (/^(k|gh|ngh)$/.test(onset)) return isFront;
  if (/^(c|g|ng)$/.test(onset)) return !isFront;
  return onset !== 'gi' || !rhyme.startsWith('i');
};

const generate = (): Set<string> => {
  const syllables = new Set<string>();
  const add = (onset: string, rhymes: readonly string[]): void => {
    for (const rhyme of rhymes) for (const form of toned(rhyme)) syllables.add(onset + form);
  };
  const rhymes = words(data.rhymes);
  add('', [...rhymes, ...words(data.rhymesAlone)]);
  for (const onset of words(data.onsets))
    add(
      onset,
      rhymes.filter((rhyme) => isSpelled(onset, rhyme)),
    );
  for (const onset of words(data.onsetsBeforeY)) add(onset, ['y']);
  add('qu', words(data.rhymesAfterQu));
  add('g', words(data.rhymesAfterGi));
  return syllables;
};

let known: ReadonlySet<string> | undefined;

const isOneCase = (word: string, lower: string): boolean =>
  word === lower || word.slice(1) === lower.slice(1) || word === word.toUpperCase();

/**
 * Whether a word (NFC) is a syllable that Vietnamese spelling allows, in small letters, capitals, or with a capital first.
 * Built of onsets, rhymes and tones: it knows what can be written, not which words exist.
 */
export const isSyllable = (word: string): boolean => {
  if (word.length === 0 || word.length > 7) return false;
  known ??= generate();
  const lower = word.toLowerCase();
  return known.has(lower) && isOneCase(word, lower);
};
