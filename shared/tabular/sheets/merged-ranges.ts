import type { CellRange } from './cell-reference.ts';
import { BELOW_MERGE, EMPTY_CELL, LEFT_OF_MERGE, type SourceCell } from './cells.ts';
import { refuse } from './sheet-problem.ts';

/** Marks, row by row downwards, the cells that a merged range covers. `ranges` are sorted by their top. */
export class MergedRanges {
  readonly #ranges: readonly CellRange[];
  readonly #columns: number;
  #next = 0;
  #active: CellRange[] = [];

  constructor(ranges: readonly CellRange[], columns: number) {
    this.#ranges = ranges;
    this.#columns = columns;
  }

  mark(row: number, cells: SourceCell[]): void {
    if (this.#active.some(({ bottom }) => bottom < row))
      this.#active = this.#active.filter(({ bottom }) => bottom >= row);
    for (let next = this.#ranges[this.#next]; next && next.top <= row; next = this.#ranges[(this.#next += 1)])
      if (next.bottom >= row && next.left <= this.#columns) this.#active.push(next);
    // Ranges cannot overlap, so no more of them cross a row than it has columns.
    if (this.#active.length > this.#columns) refuse('office-damaged', { row, why: 'merged ranges overlap' });
    for (const range of this.#active) this.#markRange(range, row, cells);
  }

  #markRange({ top, left, right }: CellRange, row: number, cells: SourceCell[]): void {
    const isTop = row === top;
    const last = Math.min(right, this.#columns);
    for (let column = isTop ? left + 1 : left; column <= last; column += 1) {
      while (cells.length < column) cells.push(EMPTY_CELL);
      // A value kept under a merge is not shown, but it is data: it stays, and is not filled over.
      if (cells[column - 1] === EMPTY_CELL) cells[column - 1] = isTop ? LEFT_OF_MERGE : BELOW_MERGE;
    }
  }
}
