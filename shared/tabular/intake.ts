import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Decided, Reading } from '../kernel/reading.ts';
import { csvLine } from './csv-cell.ts';
import { CsvFault, csvRows } from './csv-source.ts';
import { detectDelimiter, type Delimiter } from './delimiter.ts';
import { readJsonRows } from './json/json-rows.ts';
import { describeLayout } from './layout/describe.ts';
import { isPlainLayout, layoutOf, type Layout } from './layout/layout.ts';
import { plainRows, rowCounts } from './layout/plain-rows.ts';
import { surveyRows } from './layout/survey.ts';
import type { TabularLimits } from './limits.ts';
import { outputFile } from './output-file.ts';
import { problemList } from './problem-list.ts';
import type { Note, Problem } from './problem.ts';
import type { ReadOptions } from './progress.ts';
import type { SourceRow } from './reading.ts';
import type { Identified } from './report.ts';
import { originTracker, type RowOrigins } from './row-origins.ts';
import { cellText, rowScanner } from './row-scanner.ts';
import { textChunks } from './text-chunks.ts';
import type { ColumnHint } from './column-hints.ts';

/** What the strict check reads, and how it came to be. */
export type Intake = {
  /** The plain table: UTF-8, and for prepared files commas, LF and one row of names. */
  readonly path: string;
  readonly isPrepared: boolean;
  readonly decided: readonly Decided[];
  readonly notes: readonly Note[];
  /** Reasons not to go on to the strict check. */
  readonly problems: readonly Problem[];
  readonly sheet?: string;
  readonly delimiter?: Delimiter;
  readonly origins?: RowOrigins;
  readonly hints?: readonly ColumnHint[];
  /** The unit stated above the table. */
  readonly unit?: string;
};

export type IntakeOptions = ReadOptions & { readonly scratch: string };

type Rows = () => AsyncIterable<SourceRow>;

/** Rows that can be laid out, and what is known of them. */
export type RowSource = {
  readonly rows: Rows;
  readonly leavesOutBlankRows: boolean;
  readonly isDelimited: boolean;
  /** Text cells of digits are text, as in JSON. */
  readonly keepsDigits: boolean;
  readonly sheet?: string;
};

const asIs = (path: string): Intake => ({ path, isPrepared: false, decided: [], notes: [], problems: [] });

const HEAD_CHARS = 256 * 1024;

const headOf = async (path: string): Promise<string> => {
  for await (const { text } of textChunks(path)) return text.slice(0, HEAD_CHARS);
  return '';
};

const readsLayout = ({ headerRows, lastRow, subtotals, table }: Reading): boolean =>
  headerRows !== undefined || lastRow !== undefined || subtotals !== undefined || (table ?? 1) > 1;

const tally = (hints: { numbers: number; texts: number }[], row: SourceRow, layout: Layout): void => {
  layout.columns.forEach((at, i) => {
    const hint = (hints[i] ??= { numbers: 0, texts: 0 });
    const cell = row.cells[at];
    if (cell?.is === 'number') hint.numbers += 1;
    else if (cell?.is === 'text') hint.texts += 1;
  });
};

/** Writes the chosen table of the source as a plain CSV, and says what was left out or filled in. */
export const prepare = async (source: RowSource, options: IntakeOptions): Promise<Intake> => {
  const { limits, scratch, reading = {}, signal } = options;
  const tables = await surveyRows(source.rows(), source);
  const chosen = Math.min(reading.table ?? 1, tables.length);
  const table = tables[chosen - 1];
  if (!table || table.rows === 0)
    return { ...asIs(''), problems: [{ code: 'no-rows', ...(source.sheet ? { sheet: source.sheet } : {}) }] };
  const layout = layoutOf(table, reading);
  const lastOfTable = table.tail.at(-1)?.number ?? 0;
  const counts = rowCounts();
  const dropsTotals = reading.subtotals !== 'keep';
  const toPlain = plainRows(layout, { dropsTotals, isDelimited: source.isDelimited }, counts);
  const problems = problemList(limits);
  const origins = originTracker();
  const typed: { numbers: number; texts: number }[] = [];
  await mkdir(scratch, { recursive: true });
  const file = await outputFile(scratch, 'plain-table.csv');
  const place = source.sheet === undefined ? {} : { sheet: source.sheet };
  let text = csvLine(layout.names);
  let written = 0;
  try {
    for await (const row of source.rows()) {
      if (row.number < layout.firstData) continue;
      if (row.number > layout.lastData || row.number > lastOfTable) break;
      const plain = toPlain(row);
      if (!plain) continue;
      written += 1;
      if (plain.misfit !== undefined)
        problems.add({
          code: 'ragged-row',
          row: written,
          line: row.number,
          ...place,
          value: plain.misfit,
          facts: { expected: layout.columns.length, found: row.cells.length },
        });
      tally(typed, row, layout);
      origins.add(written, row.number);
      text += csvLine(plain.cells);
      if (text.length > 1_000_000) {
        signal?.throwIfAborted();
        await file.write(text);
        text = '';
      }
    }
    await file.write(text);
    await file.finish();
  } catch (fault) {
    await file.abandon();
    throw fault;
  }
  return {
    path: join(scratch, 'plain-table.csv'),
    isPrepared: true,
    ...describeLayout({ layout, counts, tables, chosen, reading, dropsTotals, source }),
    problems: problems.summary().problems,
    ...place,
    origins: origins.runs,
    hints: typed.map(({ numbers, texts }) => ({
      isPointDecimal: numbers > 0 && texts === 0,
      keepsDigits: source.keepsDigits && texts > 0,
    })),
    ...(layout.unit === undefined ? {} : { unit: layout.unit }),
  };
};

const csvSource = (path: string, delimiter: Delimiter, options: IntakeOptions): RowSource => ({
  rows: () => csvRows(path, delimiter, options.limits, options),
  leavesOutBlankRows: false,
  isDelimited: true,
  keepsDigits: false,
});

const delimiterOf = async (path: string, reading: Reading): Promise<Delimiter> =>
  reading.delimiter ?? detectDelimiter(await headOf(path));

/** The same as `prepare`, for a CSV; a file with a broken record is left to the strict check, which names it. */
export const prepareCsv = async (path: string, options: IntakeOptions): Promise<Intake> => {
  const delimiter = await delimiterOf(path, options.reading ?? {});
  try {
    return { ...(await prepare(csvSource(path, delimiter, options), options)), delimiter };
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

/** Looks at both ends of a CSV: whether it has anything but names and data. The middle is the strict check's. */
const looksPlain = async (
  path: string,
  bytes: number,
  delimiter: Delimiter,
  { limits }: IntakeOptions,
): Promise<boolean> => {
  const asFound = { leavesOutBlankRows: false };
  const head = (await headOf(path)).slice(0, TAIL_BYTES);
  const [top] = await surveyRows(rowsOfText(head, delimiter, limits), asFound);
  if (!top || top.rows < 3) return true;
  if (!isPlainLayout(layoutOf({ ...top, tail: [] }))) return false;
  const last = await tailOf(path, bytes);
  const bottom = await surveyRows(rowsOfText(`${last}\n`, delimiter, limits), asFound);
  const rows = bottom.flatMap((one) => one.tail);
  // Cut inside a quoted cell, the last part cannot be told apart into records.
  if (rows.filter(({ texts }) => texts.length === top.head[0]?.texts.length).length * 2 < rows.length)
    return true;
  const tail = rows.map((row) => ({ ...row, number: row.number + FAR_BELOW }));
  return layoutOf({ head: top.head, tail, rows: top.rows }).notes.length === 0;
};

const prepareJson = async (path: string, options: IntakeOptions): Promise<Intake> => {
  const { limits } = options;
  const table = await readJsonRows(path, {
    maxBytes: limits.maxJsonBytes,
    maxDepth: limits.maxJsonDepth,
    maxColumns: limits.maxColumns,
  });
  if ('problem' in table) return { ...asIs(path), problems: [table.problem] };
  const header: SourceRow = { number: 0, cells: table.names.map((text) => ({ text })) };
  const rows: Rows = async function* () {
    yield await Promise.resolve(header);
    yield* table.rows;
  };
  const reading = {
    ...options.reading,
    headerRows: { first: 0, count: 1 },
    lastRow: Number.MAX_SAFE_INTEGER,
    subtotals: 'keep' as const,
  };
  const made = await prepare(
    { rows, leavesOutBlankRows: false, isDelimited: false, keepsDigits: true },
    { ...options, reading },
  );
  const notes: Note[] = [];
  if (table.flattened > 0) notes.push({ code: 'objects-flattened', facts: { count: table.flattened } });
  if (table.dropped.length > 0)
    notes.push({ code: 'members-dropped', facts: { names: table.dropped.join(', ').slice(0, 300) } });
  if (table.lists > 0) notes.push({ code: 'nested-values-as-text', facts: { count: table.lists } });
  return { ...made, decided: [], notes };
};

/**
 * Makes a plain table of whatever was sent, or leaves a plain one where it is. What was understood, guessed, dropped or
 * filled in is in `decided` and `notes`. Throws only on faults of the machine.
 */
export const takeIn = async (
  path: string,
  identified: Identified,
  options: IntakeOptions,
): Promise<Intake> => {
  const reading = options.reading ?? {};
  if (identified.format === 'geojson') return asIs(path);
  if (identified.format === 'json') return prepareJson(path, options);
  const delimiter = await delimiterOf(path, reading);
  const isPlain = !readsLayout(reading) && (await looksPlain(path, identified.bytes, delimiter, options));
  return isPlain ? asIs(path) : prepareCsv(path, options);
};
