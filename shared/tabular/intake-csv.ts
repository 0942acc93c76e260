import { open } from 'node:fs/promises';
import type { Reading } from '../kernel/reading.ts';
import { CsvFault, csvRows } from './csv-source.ts';
import {
  cutsRecords,
  delimiterDecided,
  judgeDelimiter,
  separatorLine,
  type Delimiter,
  type DelimiterVerdict,
} from './delimiter.ts';
import { isPlainLayout, layoutOf } from './layout/layout.ts';
import { isTotalRow, repeats } from './layout/row-shape.ts';
import { surveyRows } from './layout/survey.ts';
import type { TabularLimits } from './limits.ts';
import {
  isNeeded,
  linesFrom,
  lostNotes,
  repaired,
  repairFor,
  tellingCells,
  type Repair,
} from './intake-repair.ts';
import { asIs, prepare, type Intake, type IntakeOptions, type RowSource } from './prepare.ts';
import type { SourceRow } from './reading.ts';
import { cellText, rowScanner } from './row-scanner.ts';
import { textChunks } from './text-chunks.ts';

const HEAD_CHARS = 256 * 1024;

const headOf = async (path: string): Promise<string> => {
  for await (const { text } of textChunks(path)) return text.slice(0, HEAD_CHARS);
  return '';
};

const readsLayout = ({ headerRows, lastRow, subtotals, table, range }: Reading): boolean =>
  range !== undefined ||
  headerRows !== undefined ||
  lastRow !== undefined ||
  subtotals !== undefined ||
  (table ?? 1) > 1;

type Cut = DelimiterVerdict & {
  readonly isTold: boolean;
  /** The first line only names the delimiter. */
  readonly isNamed: boolean;
  readonly head: string;
};

/**
 * How the lines of a file are cut into cells: as told, as the file says itself, else as most rows show. What was told of
 * an earlier file and cuts nothing here, while another delimiter does, does not hold: the other is a guess then, and asked.
 */
const cutOf = async (path: string, { delimiter: told }: Reading): Promise<Cut> => {
  const head = await headOf(path);
  const judged = judgeDelimiter(head);
  const isIdle = told !== undefined && !cutsRecords(head, told) && cutsRecords(head, judged.delimiter);
  const found = isIdle ? { ...judged, isSure: false } : judged;
  const delimiter = isIdle ? undefined : told;
  const others = [found.delimiter, ...found.others].filter((one) => one !== delimiter);
  return {
    ...found,
    ...(delimiter ? { delimiter, others } : {}),
    isTold: delimiter !== undefined,
    isNamed: separatorLine(head) !== undefined,
    head,
  };
};

async function* withoutFirstLine(rows: AsyncIterable<SourceRow>): AsyncGenerator<SourceRow> {
  for await (const row of rows) if (row.number > 1) yield row;
}

const csvSource = (
  path: string,
  { delimiter, isNamed }: Pick<Cut, 'delimiter' | 'isNamed'>,
  options: IntakeOptions,
): RowSource => ({
  rows: () => {
    const rows = csvRows(path, delimiter, options.limits, options);
    return isNamed ? withoutFirstLine(rows) : rows;
  },
  leavesOutBlankRows: false,
  isDelimited: true,
  keepsDigits: false,
});

/** The same as `prepare`, for a CSV; a file with a broken record is left to the strict check, which names it. */
export const prepareCsv = async (
  path: string,
  options: IntakeOptions,
  { repair, keepsTotals = false }: { readonly repair?: Repair; readonly keepsTotals?: boolean } = {},
): Promise<Intake> => {
  const cut = await cutOf(path, options.reading ?? {});
  const { delimiter } = cut;
  const asFound = { ...csvSource(path, cut, options), keepsTotals };
  try {
    if (!repair) return { ...(await prepare(asFound, options)), delimiter };
    const { source, tell } = repaired(asFound, repair);
    return { ...tell(await prepare(source, options)), delimiter };
  } catch (fault) {
    if (fault instanceof CsvFault) return asIs(path);
    throw fault;
  }
};

const TAIL_BYTES = 64 * 1024;

/** Rows of the last part have numbers of their own; they only need to be behind those of the first. */
const FAR_BELOW = 1e9;

/** The last part of a file as text, from the first whole line. */
const tailOf = async (path: string, bytes: number): Promise<string> => {
  const file = await open(path, 'r');
  try {
    const length = Math.min(TAIL_BYTES, bytes);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, bytes - length);
    const text = buffer.toString('utf8', 0, bytesRead);
    return length < bytes ? text.slice(text.search(/[\r\n]/) + 1) : text;
  } finally {
    await file.close();
  }
};

/** The whole records of a piece of the file; a broken one ends it. */
async function* rowsOfText(
  text: string,
  delimiter: Delimiter,
  limits: TabularLimits,
): AsyncGenerator<SourceRow> {
  const rows: SourceRow[] = [];
  const scanner = rowScanner({
    delimiter,
    maxColumns: limits.maxColumns,
    maxRecordChars: text.length + 1,
    onRow: (row) => {
      const count = Math.min(row.count, row.starts.length);
      rows.push({
        number: row.line,
        cells: Array.from({ length: count }, (_, i) => ({ text: cellText(row, i) })),
      });
    },
    onFault: () => undefined,
  });
  scanner.push(text);
  for (const row of rows) yield await Promise.resolve(row);
}

/** Cells from all over the file that may tell whether its letters are right. */
const sampleOf = async (path: string, bytes: number, delimiter: Delimiter, { limits }: IntakeOptions) => {
  const rows: SourceRow[] = [];
  for (const text of await linesFrom(path, bytes))
    for await (const row of rowsOfText(text, delimiter, limits)) rows.push(row);
  return tellingCells(rows);
};

/**
 * Looks at both ends of a CSV: whether it has anything but names and data (`form`), or only rows among them that are
 * no data: sums, or the names again (`rows`). The middle is the strict check's.
 */
const shapeOfCsv = async (
  path: string,
  bytes: number,
  { head, delimiter }: Cut,
  { limits }: IntakeOptions,
): Promise<'plain' | 'rows' | 'form'> => {
  const asFound = { leavesOutBlankRows: false };
  const [top] = await surveyRows(rowsOfText(head.slice(0, TAIL_BYTES), delimiter, limits), asFound);
  if (!top || top.rows < 2) return 'plain';
  const above = layoutOf({ ...top, tail: [] });
  // Of two rows only that neither names the columns can be told.
  if (top.rows < 3) return above.header.isDoubtful ? 'form' : 'plain';
  if (!isPlainLayout(above)) return 'form';
  const last = await tailOf(path, bytes);
  const bottom = await surveyRows(rowsOfText(`${last}\n`, delimiter, limits), asFound);
  const rows = bottom.flatMap((one) => one.tail);
  const [names] = above.headerRows;
  const isRepeated = repeats(above.headerRows);
  const found = [...top.head, ...top.tail].filter(({ number }) => number > (names?.number ?? 0));
  const others = [...found, ...(bytes > TAIL_BYTES ? rows : [])];
  const hasOthers =
    others.some(isRepeated) || (above.values.size > 0 && [...found, ...rows].some(isTotalRow));
  const shape = hasOthers ? 'rows' : 'plain';
  // Cut inside a quoted cell, the last part cannot be told apart into records.
  if (rows.filter(({ texts }) => texts.length === top.head[0]?.texts.length).length * 2 < rows.length)
    return shape;
  const tail = rows.map((row) => ({ ...row, number: row.number + FAR_BELOW }));
  return layoutOf({ head: top.head, tail, rows: top.rows }).notes.length === 0 ? shape : 'form';
};

/** The plain table of a CSV, or the file itself where it has nothing but names and data. */
export const takeInCsv = async (path: string, bytes: number, options: IntakeOptions): Promise<Intake> => {
  const reading = options.reading ?? {};
  const cut = await cutOf(path, reading);
  const { delimiter } = cut;
  const repair = repairFor(await sampleOf(path, bytes, delimiter, options), reading.repair);
  const shape = readsLayout(reading) || cut.isNamed ? 'form' : await shapeOfCsv(path, bytes, cut, options);
  const keepsTotals = shape !== 'form';
  const isPlain = shape === 'plain' && !reading.repeatedHeaders;
  const said = delimiterDecided(cut.head, cut, cut.isTold);
  const taken = async (): Promise<Intake> => {
    if (isNeeded(repair)) return prepareCsv(path, options, { repair, keepsTotals });
    const intake = isPlain ? asIs(path) : await prepareCsv(path, options, { keepsTotals });
    return { ...intake, notes: [...lostNotes(repair), ...intake.notes] };
  };
  const intake = await taken();
  return { ...intake, delimiter, decided: [...said, ...intake.decided] };
};
