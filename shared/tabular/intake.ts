import { open, stat } from 'node:fs/promises';
import type { Reading } from '../kernel/reading.ts';
import { CsvFault, csvRows } from './csv-source.ts';
import { detectDelimiter, type Delimiter } from './delimiter.ts';
import { readJsonRows } from './json/json-rows.ts';
import { isPlainLayout, layoutOf } from './layout/layout.ts';
import { surveyRows } from './layout/survey.ts';
import type { TabularLimits } from './limits.ts';
import { decoded, isPlainUtf8 } from './intake-encoding.ts';
import {
  isNeeded,
  linesFrom,
  lostNotes,
  repaired,
  repairFor,
  tellingCells,
  type Repair,
} from './intake-repair.ts';
import { prepareWorkbook } from './intake-workbook.ts';
import { unpack } from './intake-zip.ts';
import { asIs, prepare, type Intake, type IntakeOptions, type Rows, type RowSource } from './prepare.ts';
import type { Note } from './problem.ts';
import type { SourceRow } from './reading.ts';
import type { Identified } from './report.ts';
import { cellText, rowScanner } from './row-scanner.ts';
import { textChunks } from './text-chunks.ts';

const HEAD_CHARS = 256 * 1024;

const headOf = async (path: string): Promise<string> => {
  for await (const { text } of textChunks(path)) return text.slice(0, HEAD_CHARS);
  return '';
};

const readsLayout = ({ headerRows, lastRow, subtotals, table }: Reading): boolean =>
  headerRows !== undefined || lastRow !== undefined || subtotals !== undefined || (table ?? 1) > 1;

const csvSource = (path: string, delimiter: Delimiter, options: IntakeOptions): RowSource => ({
  rows: () => csvRows(path, delimiter, options.limits, options),
  leavesOutBlankRows: false,
  isDelimited: true,
  keepsDigits: false,
});

const delimiterOf = async (path: string, reading: Reading): Promise<Delimiter> =>
  reading.delimiter ?? detectDelimiter(await headOf(path));

/** The same as `prepare`, for a CSV; a file with a broken record is left to the strict check, which names it. */
export const prepareCsv = async (
  path: string,
  options: IntakeOptions,
  repair?: Repair & { readonly isPlain: boolean },
): Promise<Intake> => {
  const delimiter = await delimiterOf(path, options.reading ?? {});
  const asFound = csvSource(path, delimiter, options);
  try {
    if (!repair) return { ...(await prepare(asFound, options)), delimiter };
    const { source, tell } = repaired({ ...asFound, keepsTotals: repair.isPlain }, repair);
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
  const { source, tell } = repaired(
    { rows, leavesOutBlankRows: false, isDelimited: false, keepsDigits: true },
    repairFor(tellingCells([header, ...table.rows]), options.reading?.repair),
  );
  const made = await prepare(source, { ...options, reading });
  const told = tell({ ...made, decided: [], notes: [] });
  const notes: Note[] = [];
  if (table.flattened > 0) notes.push({ code: 'objects-flattened', facts: { count: table.flattened } });
  if (table.dropped.length > 0)
    notes.push({ code: 'members-dropped', facts: { names: table.dropped.join(', ').slice(0, 300) } });
  if (table.lists > 0) notes.push({ code: 'nested-values-as-text', facts: { count: table.lists } });
  return { ...told, notes: [...told.notes, ...notes] };
};

const takeInCsv = async (path: string, bytes: number, options: IntakeOptions): Promise<Intake> => {
  const reading = options.reading ?? {};
  const delimiter = await delimiterOf(path, reading);
  const cells = await sampleOf(path, bytes, delimiter, options);
  const repair = repairFor(cells, reading.repair);
  const isPlain = !readsLayout(reading) && (await looksPlain(path, bytes, delimiter, options));
  if (isNeeded(repair)) return prepareCsv(path, options, { ...repair, isPlain });
  const intake = isPlain ? asIs(path) : await prepareCsv(path, options);
  return { ...intake, notes: [...lostNotes(repair), ...intake.notes] };
};

const takeInText = async (path: string, identified: Identified, options: IntakeOptions): Promise<Intake> => {
  if (identified.format === 'geojson') return asIs(path);
  if (identified.format === 'json') return prepareJson(path, options);
  const { size } = await stat(path);
  return takeInCsv(path, size, options);
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
  switch (identified.format) {
    case 'zip':
      return unpack(path, options, (file) => takeIn(file.path, file.identified, options));
    case 'xlsx':
    case 'xls':
      return prepareWorkbook(path, options);
    default:
      break;
  }
  const { encoding, decided = [] } = identified;
  if (!encoding || encoding === 'utf-8-bom' || isPlainUtf8(identified))
    return takeInText(path, identified, options);
  const made = await decoded(path, encoding, options);
  const intake = await takeInText(made.path, identified, options);
  return {
    ...intake,
    isCopy: true,
    decided: [...decided, ...intake.decided],
    notes: [...made.notes, ...intake.notes],
  };
};
