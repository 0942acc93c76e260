import type { Delimiter } from './delimiter.ts';
import type { TabularLimits } from './limits.ts';
import type { StageOptions } from './progress.ts';
import type { SourceRow } from './reading.ts';
import { cellText, rowScanner, type ScanFault } from './row-scanner.ts';
import { textChunks } from './text-chunks.ts';

/** A record of the file cannot be read: there is no table to lay out. */
export class CsvFault extends Error {
  readonly fault: ScanFault;
  constructor(fault: ScanFault) {
    super(fault.code);
    this.fault = fault;
  }
}

/** The records of a delimited text file in order, blank ones too; `number` is the line where a record begins. */
export async function* csvRows(
  path: string,
  delimiter: Delimiter,
  limits: TabularLimits,
  options: StageOptions = {},
): AsyncGenerator<SourceRow> {
  let rows: SourceRow[] = [];
  const scanner = rowScanner({
    delimiter,
    maxColumns: limits.maxColumns,
    maxRecordChars: limits.maxRecordChars,
    onRow: (row) => {
      const count = Math.min(row.count, row.starts.length);
      const cells = Array.from({ length: count }, (_, i) => ({ text: cellText(row, i) }));
      rows.push({ number: row.line, cells });
    },
    onFault: (fault) => {
      throw new CsvFault(fault);
    },
  });
  for await (const { text } of textChunks(path, options)) {
    scanner.push(text);
    yield* rows;
    rows = [];
  }
  scanner.push('', true);
  yield* rows;
}
