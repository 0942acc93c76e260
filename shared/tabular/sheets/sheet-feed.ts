import { columnOf } from './cell-reference.ts';
import type { OutsideCells } from './outside-cells.ts';
import type { SheetLimits } from './sheet-limits.ts';
import { refuse } from './sheet-problem.ts';
import { TextItem } from './text-item.ts';
import { XmlFeed, type Attributes } from './xml-feed.ts';

/** A cell as the XML has it; the same object is filled anew for each cell. */
export type RawCell = {
  row: number;
  column: number;
  type: string;
  style: number;
  value: string;
  hasFormula: boolean;
};

export type SheetEvents = {
  /** Called for cells with a value or a formula, row by row as the file has them. `inline` holds the text of type inlineStr. */
  readonly cell: (cell: RawCell, inline: TextItem) => void;
  readonly rowEnd?: (row: number, isHidden: boolean) => void;
  readonly merged?: (reference: string) => void;
  readonly hiddenColumns?: (from: number, to: number) => void;
  /** Told of every element, to find words that stand in no cell. */
  readonly outside?: OutsideCells;
};

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

/** Parses the XML of one sheet as it comes. What only formats is passed over. */
export const sheetFeed = (part: string, limits: SheetLimits, events: SheetEvents): XmlFeed => {
  const cell: RawCell = { row: 0, column: 0, type: '', style: 0, value: '', hasFormula: false };
  const inline = new TextItem();
  let isHidden = false;
  let isCell = false;
  let isValue = false;
  let isInline = false;
  let hasInline = false;

  const openRow = (attributes: Attributes): void => {
    const number = attributes['r'] === undefined ? cell.row + 1 : Number(attributes['r']);
    // Rows out of order would be read as two different tables by two readers.
    if (!(number > cell.row && number <= 1_048_576)) refuse('office-damaged', { part, why: 'row order' });
    cell.row = number;
    cell.column = 0;
    isHidden = isTrue(attributes['hidden']);
  };
  const openCell = (attributes: Attributes): void => {
    const column = attributes['r'] === undefined ? cell.column + 1 : columnOf(attributes['r']);
    if (!(column > cell.column)) refuse('office-damaged', { part, row: cell.row, why: 'cell order' });
    cell.column = column;
    cell.type = attributes['t'] ?? 'n';
    cell.style = Number(attributes['s'] ?? 0);
    cell.value = '';
    cell.hasFormula = hasInline = false;
    isCell = true;
  };
  const closeCell = (): void => {
    isCell = false;
    if (cell.value !== '' || hasInline || cell.hasFormula) events.cell(cell, inline);
    if (hasInline) inline.take();
  };

  return new XmlFeed(part, limits, {
    open: (name, attributes) => {
      events.outside?.open(name, attributes);
      if (isInline) inline.open(name, attributes);
      else if (name === 'c') openCell(attributes);
      else if (name === 'v') isValue = isCell;
      else if (name === 'row') openRow(attributes);
      else if (name === 'f') cell.hasFormula ||= isCell;
      else if (name === 'is') isInline = hasInline = isCell;
      else if (name === 'mergeCell') events.merged?.(attributes['ref'] ?? '');
      else if (name === 'col' && isTrue(attributes['hidden']))
        events.hiddenColumns?.(Number(attributes['min']), Number(attributes['max']));
    },
    text: (chars) => {
      events.outside?.add(chars);
      if (isValue) {
        cell.value += chars;
        if (cell.value.length > limits.maxTokenChars)
          refuse('office-part-too-large', { part, row: cell.row, limit: limits.maxTokenChars });
      } else if (isInline) inline.add(chars);
    },
    close: (name) => {
      events.outside?.close(name);
      if (isInline && name !== 'is') inline.close(name);
      else if (name === 'c') closeCell();
      else if (name === 'v') isValue = false;
      else if (name === 'is') isInline = false;
      else if (name === 'row') events.rowEnd?.(cell.row, isHidden);
    },
  });
};
