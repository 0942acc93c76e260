import { columnLetters, rangeOf, type CellRange } from './cell-reference.ts';
import type { SheetInfo } from './cells.ts';
import type { OutsideCells } from './outside-cells.ts';
import { sheetFeed } from './sheet-feed.ts';
import type { SheetLimits } from './sheet-limits.ts';
import { refuse } from './sheet-problem.ts';

export type SheetScan = { readonly info: SheetInfo; readonly merged: readonly CellRange[] };

/** What the sheets of a workbook have shown so far of words in its cells and outside of them. */
export type Met = {
  readonly outside: OutsideCells;
  /** 1 where some cell names that shared text. */
  readonly texts: Uint8Array;
};

/** What must be known of a sheet before its rows are read: merged ranges stand behind the rows in the file. */
export const scanSheet = async (
  sheet: { readonly name: string; readonly hidden: boolean; readonly part: string },
  blocks: AsyncIterable<Buffer>,
  limits: SheetLimits,
  met: Met,
): Promise<SheetScan> => {
  const merged: CellRange[] = [];
  const hiddenColumns: [from: number, to: number][] = [];
  const count = { rows: 0, columns: 0, formulas: 0, formulasWithoutValue: 0, hiddenRows: 0, cells: 0 };
  let inRow = 0;
  const feed = sheetFeed(sheet.part, limits, {
    outside: met.outside,
    cell: ({ row, column, value, hasFormula, type }, inline) => {
      const isEmpty = value === '' && (type !== 'inlineStr' || inline.take().text === '');
      if (isEmpty && !hasFormula) return;
      if (type === 's') met.texts[Number(value)] = 1;
      if (column > limits.maxColumns)
        refuse('sheet-too-wide', {
          sheet: sheet.name,
          cell: `${columnLetters(column)}${row}`,
          limit: limits.maxColumns,
        });
      inRow = column;
      count.columns = Math.max(count.columns, column);
      if (hasFormula) count.formulas += 1;
      if (hasFormula && isEmpty) count.formulasWithoutValue += 1;
    },
    rowEnd: (row, isHidden) => {
      if (inRow === 0) return;
      count.rows = row;
      if (isHidden) count.hiddenRows += 1;
      if ((count.cells += inRow) > limits.maxCells)
        refuse('sheet-too-large', { sheet: sheet.name, row, limit: limits.maxCells });
      inRow = 0;
    },
    merged: (reference) => {
      const range = rangeOf(reference);
      if (range) merged.push(range);
      if (merged.length > limits.maxMergedRanges)
        refuse('sheet-too-large', { sheet: sheet.name, why: 'merged ranges', limit: limits.maxMergedRanges });
    },
    hiddenColumns: (from, to) => void (hiddenColumns.length < 16_384 && hiddenColumns.push([from, to])),
  });
  for await (const block of blocks) feed.write(block);
  feed.end();
  const hidden = new Set<number>();
  for (const [from, to] of hiddenColumns)
    for (let column = Math.max(1, from); column <= Math.min(to, count.columns); column += 1)
      hidden.add(column);
  const { rows, columns, formulas, formulasWithoutValue, hiddenRows } = count;
  return {
    merged: merged.sort((a, b) => a.top - b.top || a.left - b.left),
    info: {
      name: sheet.name,
      hidden: sheet.hidden,
      isEmpty: rows === 0,
      rows,
      columns,
      formulas,
      formulasWithoutValue,
      mergedRanges: merged.length,
      hiddenRows,
      hiddenColumns: hidden.size,
    },
  };
};
