import { csvLine, neutralise } from './csv-cell.ts';

/** One problem as an officer works through them in a spreadsheet. */
export type ProblemLine = {
  readonly sheet: string;
  /** Line of the file, or row of the sheet. */
  readonly line: string;
  readonly column: string;
  readonly value: string;
  readonly rule: string;
  readonly remedy: string;
};

/** Tells Excel that the text is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

/** Values come from a file that did not pass: none of them may run as a formula where the list is opened. */
export const problemCsv = (columns: readonly string[], lines: readonly ProblemLine[]): string =>
  BYTE_ORDER_MARK +
  [
    columns,
    ...lines.map(({ sheet, line, column, value, rule, remedy }) => [
      sheet,
      line,
      column,
      value,
      rule,
      remedy,
    ]),
  ]
    .map((cells) => csvLine(cells.map(neutralise)))
    .join('');
