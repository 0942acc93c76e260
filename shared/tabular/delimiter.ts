import type { Decided } from '../kernel/reading.ts';
import { clip } from './problem-list.ts';
import { cellText, rowScanner } from './row-scanner.ts';

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

const SAMPLE_ROWS = 200;
const LINE_ENDS = 2 * SAMPLE_ROWS + 2;

/** As much of the sample as the rows that are looked at need, whatever ends their lines. */
const firstLines = (sample: string): string => {
  let seen = 0;
  for (let i = 0; i < sample.length; i += 1) {
    const c = sample.charCodeAt(i);
    if ((c === 10 || c === 13) && (seen += 1) === LINE_ENDS) return sample.slice(0, i + 1);
  }
  return sample;
};

/** How many cells the first records have when cut by `delimiter`; 0 for one that cannot be read. */
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

type Scored = {
  readonly delimiter: Delimiter;
  readonly header: number;
  /** The width above 1 that most records have, and the share of records that have it. */
  readonly width: number;
  readonly share: number;
};

const scored = (sample: string, delimiter: Delimiter): Scored => {
  const all = widths(sample, delimiter);
  const counts = new Map<number, number>();
  for (const width of all) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [width = 0, count = 0] = [...counts].sort(([a, m], [b, n]) => n - m || b - a)[0] ?? [];
  return { delimiter, header: all[0] ?? 1, width, share: all.length === 0 ? 0 : count / all.length };
};

/** The first record is as wide as nearly all others: the delimiter leaves nothing to explain. */
const explains = ({ header, width, share }: Scored): boolean => header === width && share >= 0.95;

/** `sep=;` in the first line is how Excel is told the delimiter; it is no row of the table. */
const SEPARATOR_LINE = /^"?sep=([,;|\t])"?\s*(?:[\r\n]|$)/i;

export const separatorLine = (sample: string): Delimiter | undefined =>
  delimiters.find((one) => one === SEPARATOR_LINE.exec(sample)?.[1]);

export type DelimiterVerdict = {
  readonly delimiter: Delimiter;
  readonly isSure: boolean;
  /** The others, the likelier first. */
  readonly others: readonly Delimiter[];
};

const verdict = (delimiter: Delimiter, isSure: boolean): DelimiterVerdict => ({
  delimiter,
  isSure,
  others: delimiters.filter((one) => one !== delimiter),
});

/**
 * The delimiter by which the most records have the same number of cells, more than one; among equals the one with more
 * cells. The first record may be a bare title, so it alone decides nothing. A file where none does so has one column.
 */
export const judgeDelimiter = (sample: string): DelimiterVerdict => {
  const told = separatorLine(sample);
  if (told) return verdict(told, true);
  const lines = firstLines(sample);
  const usable = delimiters
    .map((delimiter) => scored(lines, delimiter))
    .filter(({ header, width, share }) => width > 1 && (header > 1 || share >= 0.5))
    .sort((a, b) => b.share - a.share || b.width - a.width);
  const [best, ...rivals] = usable;
  if (!best) return verdict(',', true);
  const isRivalled = rivals.some((one) => explains(one) || (!explains(best) && one.share >= 0.5));
  const isUnderTitle = best.delimiter !== ',' && best.header !== best.width;
  const others = [...rivals.map((one) => one.delimiter), ...delimiters].filter(
    (one) => one !== best.delimiter,
  );
  return {
    delimiter: best.delimiter,
    isSure: !isRivalled && !isUnderTitle,
    others: [...new Set(others)],
  };
};

/** Some record has more than one cell when cut by it. */
export const cutsRecords = (sample: string, delimiter: Delimiter): boolean =>
  widths(firstLines(sample), delimiter).some((width) => width > 1);

export const detectDelimiter = (sample: string): Delimiter => judgeDelimiter(sample).delimiter;

const MAX_SAMPLES = 3;

/** The first rows as they stand and as they are cut. */
const samplesOf = (sample: string, delimiter: Delimiter): Decided['samples'] => {
  const samples: Decided['samples'] = [];
  const scanner = rowScanner({
    delimiter,
    maxColumns: 50,
    maxRecordChars: sample.length + 1,
    onRow: (row) => {
      if (row.count < 2 || samples.length === MAX_SAMPLES) return;
      const cells = Array.from({ length: Math.min(row.count, 50) }, (_, i) => cellText(row, i));
      const before = clip(row.text.slice(row.from, row.to), 200);
      samples.push({ before, after: clip(cells.join(' ⏐ '), 200), row: row.line });
    },
    onFault: () => undefined,
  });
  scanner.push(firstLines(sample), true);
  return samples;
};

/** Said when it is not the comma, in doubt, or the officer's choice. */
export const delimiterDecided = (
  sample: string,
  { delimiter, isSure, others }: DelimiterVerdict,
  told: boolean,
): Decided[] => {
  if (!told && isSure && delimiter === ',') return [];
  const how = told ? 'told' : isSure ? 'certain' : 'guessed';
  const samples = samplesOf(sample, delimiter);
  return [{ what: 'delimiter', chosen: delimiter, how, alternatives: [...others], samples }];
};
