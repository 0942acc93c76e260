import { EMPTY_CELL, type SourceCell, type SourceRow } from './cells.ts';
import { MergedRanges } from './merged-ranges.ts';
import { sheetFeed } from './sheet-feed.ts';
import type { SheetLimits } from './sheet-limits.ts';
import type { SheetScan } from './sheet-scan.ts';
import { xlsxCell, type CellContext } from './xlsx-cell.ts';

/** The rows of a scanned sheet, as its bytes come; only the rows of one block are in memory. */
export async function* sheetRows(
  part: string,
  blocks: AsyncIterable<Buffer>,
  { info, merged }: SheetScan,
  context: CellContext,
  limits: SheetLimits,
): AsyncGenerator<SourceRow> {
  const ranges = new MergedRanges(merged, info.columns);
  let ready: SourceRow[] = [];
  let cells: SourceCell[] = [];
  const feed = sheetFeed(part, limits, {
    cell: (raw, inline) => {
      const cell = xlsxCell(raw, inline, context);
      if (cell === EMPTY_CELL) return;
      while (cells.length < raw.column - 1) cells.push(EMPTY_CELL);
      cells.push(cell);
    },
    rowEnd: (number) => {
      if (cells.length === 0) return;
      ranges.mark(number, cells);
      ready.push({ number, cells });
      cells = [];
    },
  });
  for await (const block of blocks) {
    feed.write(block);
    yield* ready;
    ready = [];
  }
  feed.end();
  yield* ready;
}
