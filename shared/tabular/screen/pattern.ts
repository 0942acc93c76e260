import { sqlText } from '../engine.ts';

/** Written in what RE2 (the engine) and JavaScript both read, so that one rule counts a million rows and judges one text. */
export type Pattern = { readonly source: string; readonly ignoresCase?: true };

/** No digits, letters of codes or marks of a longer number stand right before or behind. */
const START = '(?:^|[^0-9A-Za-z_.,+-]|[^0-9A-Za-z][.,-]|[A-Za-z][.:] ?|[ĐDđd][Tt])';
const END = '(?:$|[^0-9A-Za-z_.,-]|[.,-](?:$|[^0-9])|-0[35789][0-9]{8})';

/** What people put between groups of digits, or nothing: one mark, also the dash a word processor makes of it, and blanks around it. */
export const GAP = '(?: ?[.\u2010-\u2015\u2212-] ?| )?';

/** The number by itself is the first group. */
export const aNumber = (digits: string): Pattern => ({ source: `${START}(${digits})${END}` });

/** A number to which the words before it give its meaning: `CCCD số: 034…`. */
export const numberAfter = (words: readonly string[], digits: string): Pattern => ({
  source: `(?:^|[^\\pL])(?:${words.join('|')})[^0-9+\\n]{0,20}(${digits})${END}`,
  ignoresCase: true,
});

/** A cell that is the number and nothing else. */
export const onlyNumber = (digits: string): Pattern => ({ source: `^\\s*(${digits})\\s*$` });

const compiled = new WeakMap<Pattern, Map<string, RegExp>>();

/** Compiled once: thousands of texts around a table are judged by the same few. */
export const regExpOf = (pattern: Pattern, flags = ''): RegExp => {
  const known = compiled.get(pattern) ?? new Map<string, RegExp>();
  compiled.set(pattern, known);
  const { source, ignoresCase } = pattern;
  const found =
    known.get(flags) ?? new RegExp(source.replaceAll('\\pL', '\\p{L}'), `u${ignoresCase ? 'i' : ''}${flags}`);
  known.set(flags, found);
  return found;
};

const sqlFlags = ({ ignoresCase }: Pattern): string => (ignoresCase ? ", 'i'" : '');

export const sqlMatches = (expression: string, pattern: Pattern): string =>
  `regexp_matches(${expression}, ${sqlText(pattern.source)}${sqlFlags(pattern)})`;

export const sqlExtract = (expression: string, pattern: Pattern): string =>
  `regexp_extract(${expression}, ${sqlText(pattern.source)}, 1${sqlFlags(pattern)})`;

export const sqlWithout = (expression: string, pattern: Pattern): string =>
  `regexp_replace(${expression}, ${sqlText(pattern.source)}, ' ', 'g${pattern.ignoresCase ? 'i' : ''}')`;

/** The first find in a text. */
export const foundIn = (text: string, pattern: Pattern): string | undefined =>
  regExpOf(pattern).exec(text)?.[1];
