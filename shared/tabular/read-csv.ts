import { nfc } from '../kernel/vietnamese-text.ts';
import { batchWeight } from './batch-weight.ts';
import type { ColumnSchema } from '../kernel/table-schema.ts';
import { isFormula, kindOf } from './cell-kind.ts';
import { columnDecided, columnNotes } from './column-notes.ts';
import {
  columnOf,
  textColumnTally,
  fileMarkOf,
  isTalliedSlowly,
  tallyCell,
  type ColumnTally,
} from './column-types.ts';
import { detectDelimiter, type Delimiter } from './delimiter.ts';
import { checkHeader } from './header.ts';
import { problemList, type ProblemList } from './problem-list.ts';
import type { Note } from './problem.ts';
import type { ReadOptions } from './progress.ts';
import type { Identified, TableReport } from './report.ts';
import {
  cellText,
  isBlankRow,
  mark,
  rowScanner,
  type LineEnds,
  type RowScanner,
  type RowView,
} from './row-scanner.ts';
import { schemaOf } from './schema/infer.ts';
import { textChunks } from './text-chunks.ts';
import { fitsTold } from './values/decide.ts';
import { form } from './values/form.ts';
import { toldKind } from './values/told-kind.ts';

type Check = {
  tallies: ColumnTally[] | undefined;
  /** Data records met, blank ones included: the number an officer sees beside the row. */
  records: number;
  rows: number;
  blank: number;
  firstBlankLine: number;
  stray: number;
  isOver: boolean;
  notes: Note[];
};

/** A cell of a column that the officer described: it must be what was said. */
const toldCell = (
  row: RowView,
  i: number,
  tally: ColumnTally,
  told: ColumnSchema,
  check: Check,
  problems: ProblemList,
): number => {
  const value = cellText(row, i);
  const looksLike = toldKind(value, told);
  if (!fitsTold(looksLike, told))
    problems.add({
      code: 'value-type',
      row: check.records,
      line: row.line,
      column: i + 1,
      columnName: tally.name,
      value,
      facts: { wanted: told.type },
    });
  return looksLike;
};

/** What is seldom needed of a cell; apart, so that the loop over all cells makes no closures. */
const tallySlowly = (row: RowView, i: number, tally: ColumnTally, looksLike: number, check: Check): void =>
  tallyCell(tally, looksLike, check.records, () => cellText(row, i));

const countNormalised = (row: RowView, i: number, tally: ColumnTally): void => {
  const value = row.text.slice(row.starts[i], row.ends[i]);
  if (value.normalize('NFC') !== value) tally.normalised += 1;
};

const checkCells = (
  row: RowView,
  tallies: readonly ColumnTally[],
  check: Check,
  problems: ProblemList,
): void => {
  const { text, starts, ends, marks } = row;
  for (let i = 0; i < tallies.length; i += 1) {
    const tally = tallies[i] as ColumnTally;
    const start = starts[i] as number;
    const end = ends[i] as number;
    const { told } = tally;
    const looksLike =
      told === undefined ? kindOf(text, start, end) : toldCell(row, i, tally, told, check, problems);
    const mayBeDay = looksLike === form.integer && tally.seeksDays;
    if (isTalliedSlowly(looksLike) || mayBeDay || tally.first[looksLike] === undefined)
      tallySlowly(row, i, tally, looksLike, check);
    else tally.kinds[looksLike] = (tally.kinds[looksLike] as number) + 1;
    if (looksLike === form.missing && end > start) tally.missingWords += 1;
    if (isFormula(text, start, end, looksLike)) tally.formulas += 1;
    if (marks[i] === mark.stray) check.stray += 1;
    if (!row.isNfc) countNormalised(row, i, tally);
  }
};

const lineEndOf = ({ lf, cr, crlf }: LineEnds): NonNullable<TableReport['lineEnd']> => {
  const used = [lf > 0, cr > 0, crlf > 0].filter(Boolean).length;
  if (used > 1) return 'mixed';
  return crlf > 0 ? 'crlf' : cr > 0 ? 'cr' : 'lf';
};

const checkingScanner = (
  delimiter: Delimiter,
  check: Check,
  problems: ProblemList,
  { limits, reading }: ReadOptions,
): RowScanner => {
  const told = new Map(reading?.columns?.map((column) => [nfc(column.name), column]));
  const weigh = batchWeight(limits);
  const onHeader = (row: RowView): void => {
    if (row.count > limits.maxColumns) {
      problems.add({
        code: 'too-many-columns',
        line: row.line,
        facts: { found: row.count, limit: limits.maxColumns },
      });
      check.isOver = true;
      return;
    }
    const cells = Array.from({ length: row.count }, (_, i) => cellText(row, i));
    const header = checkHeader(cells, limits, problems, { isTold: reading?.headerRows !== undefined });
    check.notes.push(...header.notes);
    check.tallies = header.names.map((name) => textColumnTally(name, told.get(name)));
    for (const name of told.keys())
      if (!header.names.includes(name))
        problems.add({ code: 'column-absent', columnName: name, line: row.line });
  };
  const onRow = (row: RowView): void => {
    if (check.isOver) return;
    if (isBlankRow(row)) {
      if (check.tallies) check.records += 1;
      check.blank += 1;
      if (check.blank === 1) check.firstBlankLine = row.line;
      return;
    }
    if (!check.tallies) {
      onHeader(row);
      return;
    }
    check.records += 1;
    if (row.count !== check.tallies.length) {
      problems.add({
        code: 'ragged-row',
        row: check.records,
        line: row.line,
        value: row.text.slice(row.from, Math.min(row.to, row.from + 200)),
        facts: { expected: check.tallies.length, found: row.count },
      });
      return;
    }
    check.rows += 1;
    if (check.rows > limits.maxRows) {
      problems.add({ code: 'too-many-rows', facts: { limit: limits.maxRows } });
      check.isOver = true;
      return;
    }
    if (weigh(row.to - row.from)) {
      problems.add({
        code: 'rows-too-heavy',
        row: check.records,
        line: row.line,
        facts: { limit: limits.maxBatchChars },
      });
      check.isOver = true;
      return;
    }
    checkCells(row, check.tallies, check, problems);
  };
  return rowScanner({
    delimiter,
    maxColumns: limits.maxColumns,
    maxRecordChars: limits.maxRecordChars,
    onRow,
    onFault: (fault) => {
      const facts =
        fault.code === 'record-too-long'
          ? { limit: limits.maxRecordChars }
          : { openedLine: fault.openedLine };
      const row = check.tallies ? { row: (check.records += 1) } : {};
      const columnName = check.tallies?.[fault.column - 1]?.name;
      problems.add({
        code: fault.code,
        ...row,
        line: fault.line,
        column: fault.column,
        ...(columnName === undefined ? {} : { columnName }),
        value: fault.value,
        facts,
      });
    },
  });
};

/**
 * Checks a CSV strictly and decides the type of each column over all rows, in one pass with memory for one block.
 * Problems make the file unacceptable; notes tell what was understood or will be changed in the derived files.
 */
export const readCsv = async (
  path: string,
  identified: Identified,
  options: ReadOptions,
): Promise<TableReport> => {
  const { limits } = options;
  const problems = problemList(limits);
  const check: Check = {
    tallies: undefined,
    records: 0,
    rows: 0,
    blank: 0,
    firstBlankLine: 0,
    stray: 0,
    isOver: false,
    notes: [],
  };
  let delimiter: Delimiter = ',';
  let scanner: RowScanner | undefined;
  for await (const { text, bytesRead } of textChunks(path, options)) {
    if (!scanner) {
      delimiter = options.reading?.delimiter ?? detectDelimiter(text.slice(0, 256 * 1024));
      scanner = checkingScanner(delimiter, check, problems, options);
    }
    const goesOn = scanner.push(text);
    options.onProgress?.({ rowsRead: check.rows, bytesRead, bytesTotal: identified.bytes });
    if (!goesOn || check.isOver) break;
  }
  scanner?.push('', true);
  return reportOf(identified, delimiter, scanner, check, problems, options.hints);
};

const reportOf = (
  identified: Identified,
  delimiter: Delimiter,
  scanner: RowScanner | undefined,
  check: Check,
  problems: ProblemList,
  hints: ReadOptions['hints'],
): TableReport => {
  const tallies = check.tallies ?? [];
  if (check.records === 0 && problems.total() === 0)
    problems.add({ code: check.tallies ? 'no-rows' : 'empty-file', facts: { columns: tallies.length } });
  const fileMark = fileMarkOf(tallies);
  const columns = tallies.map((tally, i) => columnOf(tally, { codeNames: true, fileMark, hint: hints?.[i] }));
  const lineEnd = lineEndOf(scanner?.lineEnds ?? { lf: 0, cr: 0, crlf: 0 });
  const notes: Note[] = [];
  if (identified.encoding === 'utf-8-bom') notes.push({ code: 'byte-order-mark' });
  if (delimiter !== ',') notes.push({ code: 'delimiter-replaced', facts: { found: delimiter } });
  if (lineEnd === 'mixed') notes.push({ code: 'mixed-line-ends', facts: { ...scanner?.lineEnds } });
  notes.push(...check.notes);
  if (check.blank > 0)
    notes.push({ code: 'blank-rows-dropped', line: check.firstBlankLine, facts: { count: check.blank } });
  if (check.stray > 0) notes.push({ code: 'stray-quotes-kept', facts: { count: check.stray } });
  columns.forEach((column, i) => {
    const tally = tallies[i];
    if (tally) notes.push(...columnNotes(tally, column, i));
  });
  const decided = columns.flatMap((column, i) => columnDecided(tallies[i] as ColumnTally, column, i));
  return {
    ...identified,
    delimiter,
    lineEnd,
    rows: check.rows,
    columns,
    ...problems.summary(),
    notes,
    decided,
    schema: schemaOf(columns, tallies),
  };
};
