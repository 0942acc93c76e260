import { rowScanner } from './row-scanner.ts';

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

const SAMPLE_ROWS = 200;

/** How many cells the first records have when cut by `delimiter`. */
const widths = (sample: string, delimiter: Delimiter): number[] => {
  const found: number[] = [];
  const scanner = rowScanner({
    delimiter,
    maxColumns: 1,
    maxRecordChars: sample.length + 1,
    onRow: (row) => {
      if (row.to > row.from && found.length < SAMPLE_ROWS) found.push(row.count);
    },
    onFault: () => found.push(0),
  });
  scanner.push(sample, false);
  return found.length > 0 ? found : (scanner.push('', true), found);
};

/**
 * The delimiter by which the most records have as many cells as the header; among equals the one with more cells.
 * A file where none occurs in the header has one column.
 */
export const detectDelimiter = (sample: string): Delimiter => {
  const scored = delimiters.map((delimiter) => {
    const [header = 1, ...rows] = widths(sample, delimiter);
    const same = rows.filter((width) => width === header).length;
    return { delimiter, header, share: rows.length === 0 ? 1 : same / rows.length };
  });
  const usable = scored.filter((one) => one.header > 1);
  usable.sort((a, b) => b.share - a.share || b.header - a.header);
  return usable[0]?.delimiter ?? ',';
};
