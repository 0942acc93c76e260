import { sqlText } from '../engine.ts';
import { sqlMatches, type Pattern } from './pattern.ts';

/** Marks that nobody sees: pages and word processors leave them between digits, and a number then looks like none. */
const UNSEEN = '[\u00ad\u200b-\u200f\u2060\ufeff]';

/** Blanks that do not break or are narrow, digits and marks as wide as letters of East Asia; each becomes the one people type. */
const OTHERS = '\u00a0\u2000-\u200a\u202f\u205f\u3000０-９＋（）';

const spread = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('');

const BLANKS = `\u00a0${spread(0x2000, 0x200a)}\u202f\u205f\u3000`;
const written = `${BLANKS}${spread(0xff10, 0xff19)}＋（）`;
const typed = `${' '.repeat(BLANKS.length)}0123456789+()`;

const unusual: Pattern = { source: `${UNSEEN}|[${OTHERS}]` };
const unseen = new RegExp(UNSEEN, 'gu');
const others = new RegExp(`[${OTHERS}]`, 'gu');
const plainOf = new Map([...written].map((one, i) => [one, typed[i] ?? one]));

/** A text as it would be typed: what is looked for is looked for in this, whatever a copy out of a page or a form left in it. */
export const plain = (text: string): string =>
  text.replace(unseen, '').replace(others, (one) => plainOf.get(one) ?? one);

/** As `plain`, of a column of a million rows: only cells that need it are written anew. */
export const sqlPlain = (expression: string): string =>
  `CASE WHEN ${sqlMatches(expression, unusual)}
   THEN translate(regexp_replace(${expression}, ${sqlText(UNSEEN)}, '', 'g'), ${sqlText(written)}, ${sqlText(typed)})
   ELSE ${expression} END`;

const DIGIT = '[0-9０-９]';

/** Cheap look for digits that may be a long number, however they are set. */
export const longNumber: Pattern = {
  source: `${DIGIT}(?:[ .()（）\u00a0\u00ad\u2000-\u2015\u202f\u205f\u2060\u2212\u3000\ufeff-]{0,3}${DIGIT}){7,}`,
};
