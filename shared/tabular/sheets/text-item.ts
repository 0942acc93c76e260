import type { TextRun } from './cells.ts';
import { refuse } from './sheet-problem.ts';
import type { Attributes } from './xml-feed.ts';

/** A spreadsheet ends a cell at 32 767 characters; a text beyond this is not one. */
const MOST_CHARS = 1_000_000;
const MOST_RUNS = 10_000;

/** `_x000D_` is how office XML writes what XML cannot hold. */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text;

/** Gathers one text of office XML, plain or in runs. Reading aids above the letters (phonetic runs) are not part of it. */
export class TextItem {
  #runs: { text: string; font: string }[] = [];
  #text = '';
  #font = '';
  #chars = 0;
  #isText = false;
  #isPhonetic = false;

  open(name: string, attributes: Attributes): void {
    if (name === 'r') this.#font = '';
    else if (name === 'rFont') this.#font = attributes['val'] ?? '';
    else if (name === 'rPh') this.#isPhonetic = true;
    else if (name === 't') this.#isText = !this.#isPhonetic;
  }

  add(chars: string): void {
    if (!this.#isText) return;
    this.#text += chars;
    this.#chars += chars.length;
    if (this.#chars > MOST_CHARS || this.#runs.length > MOST_RUNS)
      refuse('sheet-text-too-large', { limit: MOST_CHARS });
  }

  close(name: string): void {
    if (name === 'rPh') this.#isPhonetic = false;
    if (name !== 't' || !this.#isText) return;
    this.#isText = false;
    const text = unescapeText(this.#text);
    this.#text = '';
    const last = this.#runs.at(-1);
    if (last?.font === this.#font) last.text += text;
    else if (text !== '') this.#runs.push({ text, font: this.#font });
  }

  /** The text; with runs when any of it names a font. `''` there stands for the font of the cell. */
  take(): { readonly text: string; readonly runs?: readonly TextRun[] } {
    const runs = this.#runs;
    this.#runs = [];
    this.#font = '';
    this.#chars = 0;
    this.#isText = this.#isPhonetic = false;
    const text = runs.length === 1 ? (runs[0]?.text ?? '') : runs.map((run) => run.text).join('');
    return runs.some(({ font }) => font !== '') ? { text, runs } : { text };
  }
}

/** A text cell in the font of its cell, unless its runs say otherwise. */
export const fontsOf = (
  runs: readonly TextRun[] | undefined,
  cellFont: string | undefined,
): { readonly font?: string; readonly runs?: readonly TextRun[] } => {
  if (!runs) return cellFont === undefined ? {} : { font: cellFont };
  const named = runs.map(({ text, font }) => ({ text, font: font || (cellFont ?? '') }));
  const longest = named.reduce((a, b) => (b.text.length > a.text.length ? b : a)).font;
  const isOne = named.every(({ font }) => font === longest);
  return { ...(longest === '' ? {} : { font: longest }), ...(isOne ? {} : { runs: named }) };
};
