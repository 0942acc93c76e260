import type { Word } from '../words.ts';

/** A state in words. */
export const Chip = ({ word }: { word: Word }) => (
  <span class={word.tone === 'plain' ? 'chip' : `chip ${word.tone}`}>{word.text}</span>
);
