import type { Finding } from '../../kernel/screening.ts';
import { sourceLines } from '../constraints/source-lines.ts';
import type { TabularLimits } from '../limits.ts';
import type { StageOptions } from '../progress.ts';
import type { TableReport } from '../report.ts';

type Source = {
  readonly report: Pick<TableReport, 'format' | 'delimiter' | 'prepared'>;
  readonly limits: TabularLimits;
  /** What the check read. */
  readonly table: () => Promise<string>;
};

/**
 * Findings in a plain text file, their rows as an editor numbers the lines: a cell may have several, and blank lines are
 * no rows. Problems are numbered in the same way. The file is read again only where something was found.
 */
export const inLinesOf = async (
  { report, limits, table }: Source,
  findings: readonly Finding[],
  options: StageOptions,
): Promise<Finding[]> => {
  const rows = new Set(findings.flatMap(({ cells }) => cells.flatMap(({ row }) => (row ? [row - 1] : []))));
  const isPlainText = report.format === 'csv' && (report.prepared?.origins ?? []).length === 0;
  if (!isPlainText || rows.size === 0) return [...findings];
  const lineOf = await sourceLines(await table(), report, rows, limits, options);
  return findings.map((finding) => ({
    ...finding,
    cells: finding.cells.map((cell) =>
      cell.row === undefined ? cell : { ...cell, row: lineOf(cell.row - 1) ?? cell.row },
    ),
  }));
};
