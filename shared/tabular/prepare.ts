import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Decided, Reading } from '../kernel/reading.ts';
import { aroundTracker, type Around } from './around-texts.ts';
import { cellFormats, type ColumnFormats } from './cell-formats.ts';
import { rowsAround } from './layout/rows-around.ts';
import type { ColumnHint } from './column-hints.ts';
import { csvLine } from './csv-cell.ts';
import type { Delimiter } from './delimiter.ts';
import { describeLayout } from './layout/describe.ts';
import { layoutOf, type Layout } from './layout/layout.ts';
import { plainRows, rowCounts } from './layout/plain-rows.ts';
import { sideTables, withinRange, type SideTable } from './layout/side-tables.ts';
import { surveyRows } from './layout/survey.ts';
import { outputFile } from './output-file.ts';
import { problemList } from './problem-list.ts';
import type { Note, Problem } from './problem.ts';
import type { ReadOptions } from './progress.ts';
import type { SourceRow } from './reading.ts';
import type { Identified } from './report.ts';
import { originTracker, type RowOrigins } from './row-origins.ts';

/** What the strict check reads, and how it came to be. */
export type Intake = {
  /** The plain table: UTF-8, and for prepared files commas, LF and one row of names. */
  readonly path: string;
  readonly isPrepared: boolean;
  /** The table is not the file itself: it was decoded or unpacked. */
  readonly isCopy?: true;
  /** The data file that was unpacked from the zip that was sent. */
  readonly source?: DataFile;
  readonly decided: readonly Decided[];
  readonly notes: readonly Note[];
  /** Reasons not to go on to the strict check. */
  readonly problems: readonly Problem[];
  readonly sheet?: string;
  readonly delimiter?: Delimiter;
  readonly origins?: RowOrigins;
  /** What the file says beside the table. */
  readonly around?: Around;
  readonly hints?: readonly ColumnHint[];
  /** What the formats of a sheet made of its numbers, column by column. */
  readonly formats?: readonly ColumnFormats[];
  /** The unit stated above the table. */
  readonly unit?: string;
};

/** A file of a zip, as it lies in scratch. */
export type DataFile = {
  readonly entry: string;
  readonly path: string;
  readonly identified: Identified;
};

export type IntakeOptions = ReadOptions & { readonly scratch: string };

export type Rows = () => AsyncIterable<SourceRow>;

/** Rows that can be laid out, and what is known of them. */
export type RowSource = {
  readonly rows: Rows;
  readonly leavesOutBlankRows: boolean;
  readonly isDelimited: boolean;
  /** Text cells of digits are text, as in JSON. */
  readonly keepsDigits: boolean;
  readonly sheet?: string;
  readonly countsFrom1904?: boolean;
  /** Sums stay unless told otherwise: without its wrong letters the table would have been plain. */
  readonly keepsTotals?: boolean;
};

export const asIs = (path: string): Intake => ({
  path,
  isPrepared: false,
  decided: [],
  notes: [],
  problems: [],
});

/** Nothing to check: why the file ends here. */
export const refusedFor = (...problems: Problem[]): Intake => ({ ...asIs(''), problems });

type CellCounts = { numbers: number; texts: number; fractions: number };

const tally = (hints: CellCounts[], row: SourceRow, layout: Layout): void => {
  layout.columns.forEach((at, i) => {
    const hint = (hints[i] ??= { numbers: 0, texts: 0, fractions: 0 });
    const cell = row.cells[at];
    if (cell?.is === 'number') {
      hint.numbers += 1;
      if (cell.text.includes('.')) hint.fractions += 1;
    } else if (cell?.is === 'text') hint.texts += 1;
  });
};

/** The tables beside each other as they are without the one that was told. */
const sidesOf = async (source: RowSource, reading: Reading): Promise<SideTable[]> => {
  const tables = await surveyRows(source.rows(), source);
  const table = tables[Math.min(reading.table ?? 1, tables.length) - 1];
  return table ? sideTables(layoutOf(table, reading)) : [];
};

/** Writes the chosen table of the source as a plain CSV, and says what was left out or filled in. */
export const prepare = async (source: RowSource, options: IntakeOptions): Promise<Intake> => {
  const { limits, scratch, reading = {}, signal } = options;
  const { range } = reading;
  const rows = range ? () => withinRange(source.rows(), range) : source.rows;
  const tables = await surveyRows(rows(), source);
  const chosen = Math.min(reading.table ?? 1, tables.length);
  const table = tables[chosen - 1];
  if (!table || table.rows === 0)
    return { ...asIs(''), problems: [{ code: 'no-rows', ...(source.sheet ? { sheet: source.sheet } : {}) }] };
  const layout = layoutOf(table, reading);
  const sides = range ? await sidesOf(source, reading) : sideTables(layout);
  const lastOfTable = table.tail.at(-1)?.number ?? 0;
  const around = aroundTracker();
  const beside = rowsAround(layout, table, around, {
    sheet: source.sheet,
    isEndTold: reading.lastRow !== undefined,
  });
  const counts = rowCounts();
  const dropsTotals = reading.subtotals ? reading.subtotals === 'drop' : !source.keepsTotals;
  const toPlain = plainRows(
    layout,
    {
      dropsTotals,
      dropsRepeated: reading.repeatedHeaders !== 'keep',
      isDelimited: source.isDelimited,
      onTotal: beside.leftOut,
    },
    counts,
  );
  const problems = problemList(limits);
  const origins = originTracker();
  const formats = cellFormats(layout, reading);
  const typed: CellCounts[] = [];
  await mkdir(scratch, { recursive: true });
  const file = await outputFile(scratch, 'plain-table.csv');
  const place = source.sheet === undefined ? {} : { sheet: source.sheet };
  let text = csvLine(layout.names);
  let written = 0;
  try {
    for await (const row of rows()) {
      if (row.number > lastOfTable) break;
      if (row.number < layout.firstData || row.number > layout.lastData) {
        beside.outside(row);
        continue;
      }
      const told = formats.told(row);
      const plain = toPlain(told);
      if (!plain) continue;
      written += 1;
      formats.add(row, plain.cells);
      if (plain.misfit !== undefined)
        problems.add({
          code: 'ragged-row',
          row: written,
          line: row.number,
          ...place,
          value: plain.misfit,
          facts: { expected: layout.columns.length, found: row.cells.length },
        });
      tally(typed, told, layout);
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
    ...describeLayout({ layout, sides, counts, tables, chosen, reading, dropsTotals, source }),
    problems: problems.summary().problems,
    ...place,
    origins: origins.runs,
    around: around.result(),
    formats: formats.columns,
    hints: typed.map(({ numbers, texts, fractions }) => ({
      isPointDecimal: numbers > 0 && texts === 0,
      hasFractions: fractions > 0,
      keepsDigits: source.keepsDigits && texts > 0,
      ...(source.countsFrom1904 ? { countsFrom1904: true } : {}),
    })),
    ...(layout.unit === undefined ? {} : { unit: layout.unit }),
  };
};
