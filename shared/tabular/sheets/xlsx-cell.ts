import { EMPTY_CELL, type SourceCell } from './cells.ts';
import { numberCell } from './number-cell.ts';
import type { RawCell } from './sheet-feed.ts';
import { NO_STYLE, type CellStyle } from './styles.ts';
import { fontsOf, unescapeText, type TextItem } from './text-item.ts';
import type { TextStore } from './text-store.ts';

export type CellContext = {
  readonly styles: readonly CellStyle[];
  readonly texts: TextStore | undefined;
  readonly dateSystem: 1900 | 1904;
};

/** ISO dates of strict files: a midnight says only that there is no time. */
const isoDate = (value: string): SourceCell => {
  const text = value.replace(/T00:00(:00(\.0+)?)?Z?$/, '');
  return { text, is: 'date', ...(text === value ? {} : { kept: value }) };
};

const valueOf = (raw: RawCell, inline: TextItem, { styles, texts, dateSystem }: CellContext): SourceCell => {
  const style = styles[raw.style] ?? NO_STYLE;
  const { value } = raw;
  switch (raw.type) {
    case 's': {
      const index = value === '' ? -1 : Number(value);
      const text = texts?.text(index);
      return text ? { text, is: 'text', ...fontsOf(texts?.runs(index), style.font) } : EMPTY_CELL;
    }
    case 'inlineStr': {
      const { text, runs } = inline.take();
      return text === '' ? EMPTY_CELL : { text, is: 'text', ...fontsOf(runs, style.font) };
    }
    case 'str':
      return value === ''
        ? EMPTY_CELL
        : { text: unescapeText(value), is: 'text', ...fontsOf(undefined, style.font) };
    case 'b':
      return { text: value === '1' || value === 'true' ? 'true' : 'false', is: 'boolean' };
    case 'e':
      return { text: value, is: 'error' };
    case 'd':
      return isoDate(value);
    default: {
      const number = Number(value);
      if (value.trim() === '') return EMPTY_CELL;
      return Number.isNaN(number) ? { text: value, is: 'text' } : numberCell(number, style.kind, dateSystem);
    }
  }
};

/** One cell of the XML as a cell of the source. */
export const xlsxCell = (raw: RawCell, inline: TextItem, context: CellContext): SourceCell => {
  const cell = raw.value === '' && raw.type !== 'inlineStr' ? EMPTY_CELL : valueOf(raw, inline, context);
  return raw.hasFormula ? { ...cell, formula: true } : cell;
};
