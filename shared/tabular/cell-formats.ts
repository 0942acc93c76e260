import type { Decided } from '../kernel/reading.ts';
import { cleanValue } from './csv-cell.ts';
import type { Layout } from './layout/layout.ts';
import type { Note } from './problem.ts';
import type { CellsAs, Reading, SourceCell, SourceRow } from './reading.ts';
import type { Column } from './report.ts';
import { dateForm } from './values/date-form.ts';
import { form } from './values/form.ts';

/** What a format made of numbers: `rounded` is left of the noise of binary fractions. */
type FormatKind = 'date' | 'time' | 'padded' | 'percent' | 'rounded';

type Sample = { readonly row: number; readonly kept: string; readonly plain: string };

/** What is seen, in one column of a sheet, of numbers that are shown as something else. */
export type ColumnFormats = {
  readonly as: CellsAs;
  readonly isTold: boolean;
  readonly counts: Map<FormatKind, number>;
  readonly samples: Sample[];
  /** Texts that can only be day, month, year, beside cells that are days: typed where a spreadsheet wants the month first. */
  dayFirstTexts: number;
  dayFirstText: { readonly row: number; readonly value: string } | undefined;
  /** Days whose day and month could have been taken for each other, and the first of their rows. */
  doubtful: number;
  readonly doubtfulRows: number[];
};

const MAX_SAMPLES = 5;
const MAX_ROWS = 20;

const kindOf = (cell: SourceCell): FormatKind | undefined => {
  if (cell.percent) return 'percent';
  if (cell.kept === undefined) return undefined;
  if (cell.is === 'date') return 'date';
  if (cell.padded) return 'padded';
  return cell.is === 'number' ? 'rounded' : 'time';
};

const keptOf = (cell: SourceCell): string => cell.kept ?? cell.text;

const isoDay = /^(\d{4})-(\d\d)-(\d\d)/;

/** Day and month could each be the other, and would be another day then. */
const isExchangeable = (text: string): boolean => {
  const [, , month = '', day = ''] = isoDay.exec(text) ?? [];
  return month !== day && day !== '' && Number(day) <= 12;
};

/** As the texts beside it are written: `05/03/2025` for the cell that was taken for the third of May. */
const putBack = (text: string): string =>
  text.replace(isoDay, (_, year: string, month: string, day: string) =>
    isExchangeable(text) ? `${month}/${day}/${year}` : `${day}/${month}/${year}`,
  );

const asTold = (cell: SourceCell, as: CellsAs): SourceCell => {
  const kind = as === 'shown' ? undefined : kindOf(cell);
  if (kind === undefined) return cell;
  if (as === 'kept') return { text: keptOf(cell), is: 'number', ...(cell.formula ? { formula: true } : {}) };
  return kind === 'date' ? { ...cell, text: putBack(cell.text) } : cell;
};

const mayBeDay = (text: string): boolean => text.length >= 8 && text.length <= 10 && /^\d/.test(text);

const look = (formats: ColumnFormats, cell: SourceCell, row: number, plain: string): void => {
  const kind = kindOf(cell);
  if (kind === undefined) {
    if (cell.is !== 'text' || !mayBeDay(cell.text) || dateForm(cell.text) !== form.dateDayFirst) return;
    formats.dayFirstTexts += 1;
    formats.dayFirstText ??= { row, value: cell.text };
    return;
  }
  formats.counts.set(kind, (formats.counts.get(kind) ?? 0) + 1);
  if (kind === 'date' && isExchangeable(cell.text)) {
    formats.doubtful += 1;
    if (formats.doubtfulRows.length < MAX_ROWS) formats.doubtfulRows.push(row);
  }
  // Nothing in percent is nothing: a sample of it may show no change.
  if ((keptOf(cell) !== '0' || formats.samples.length === 0) && formats.samples.length < MAX_SAMPLES)
    formats.samples.push({ row, kept: keptOf(cell), plain });
};

/** Takes of each cell what was told, and remembers what the formats of the sheet made of its numbers. */
export const cellFormats = (
  layout: Layout,
  { cells = [] }: Reading,
): {
  readonly told: (row: SourceRow) => SourceRow;
  readonly add: (row: SourceRow, plain: readonly string[]) => void;
  readonly columns: readonly ColumnFormats[];
} => {
  const columns = layout.names.map((name): ColumnFormats => {
    const as = cells.find(({ column }) => column === name)?.as;
    return {
      as: as ?? 'shown',
      isTold: as !== undefined,
      counts: new Map(),
      samples: [],
      dayFirstTexts: 0,
      dayFirstText: undefined,
      doubtful: 0,
      doubtfulRows: [],
    };
  });
  const changed = new Map(
    columns.flatMap(({ as }, i): [number, CellsAs][] =>
      as === 'shown' ? [] : [[layout.columns[i] ?? -1, as]],
    ),
  );
  return {
    columns,
    told: (row) =>
      changed.size === 0
        ? row
        : { ...row, cells: row.cells.map((cell, at) => asTold(cell, changed.get(at) ?? 'shown')) },
    add: (row, plain) =>
      layout.columns.forEach((at, i) => {
        const [cell, formats] = [row.cells[at], columns[i]];
        if (cell?.is && formats) look(formats, cell, row.number, plain[i] ?? '');
      }),
  };
};

const countOf = ({ counts }: ColumnFormats): number => [...counts.values()].reduce((sum, n) => sum + n, 0);

/** Days stand beside texts that the same spreadsheet could not take for days: it wants the month first. */
const isDoubtful = ({ isTold, doubtful, dayFirstTexts }: ColumnFormats): boolean =>
  !isTold && doubtful > 0 && dayFirstTexts > 0;

/** What formats made of the numbers of each column, with samples before and after, and what else could be taken. */
export const formatsDecided = (formats: readonly ColumnFormats[], columns: readonly Column[]): Decided[] =>
  formats.flatMap((one, i): Decided[] => {
    const column = columns[i];
    if (!column || one.counts.size === 0) return [];
    const hasExchange = one.as === 'exchanged' || (one.doubtful > 0 && one.dayFirstTexts > 0);
    const all: CellsAs[] = hasExchange ? ['shown', 'exchanged', 'kept'] : ['shown', 'kept'];
    return [
      {
        what: 'cells',
        chosen: one.as,
        how: one.isTold ? 'told' : isDoubtful(one) ? 'guessed' : 'certain',
        alternatives: all.filter((as) => as !== one.as),
        column: i + 1,
        columnName: column.name,
        facts: { count: countOf(one), kinds: [...one.counts.keys()].sort().join(' ') },
        samples: one.samples.map(({ row, kept, plain }) => ({
          before: kept,
          after: cleanValue(plain, column, false).slice(0, 300),
          row,
          column: i + 1,
        })),
      },
    ];
  });

/** Days that may be others than were meant, with their rows. */
export const formatNotes = (
  formats: readonly ColumnFormats[],
  columns: readonly Column[],
  sheet: string | undefined,
): Note[] =>
  formats.flatMap((one, i): Note[] => {
    const text = one.dayFirstText;
    if (!isDoubtful(one) || !text) return [];
    return [
      {
        code: 'days-exchanged',
        ...(sheet === undefined ? {} : { sheet }),
        line: one.doubtfulRows[0] ?? text.row,
        column: i + 1,
        columnName: columns[i]?.name ?? '',
        facts: {
          count: one.doubtful,
          rows: `${one.doubtfulRows.join(', ')}${one.doubtful > MAX_ROWS ? ', …' : ''}`,
          text: text.value,
          textRow: text.row,
        },
      },
    ];
  });

/** The sheet shows each number of this column as a percentage: nobody wrote a sign behind it. */
export const isShownAsPercent = (
  formats: ColumnFormats | undefined,
  { missing }: Pick<Column, 'missing'>,
  rows: number,
): boolean =>
  formats !== undefined && rows > missing && (formats.counts.get('percent') ?? 0) === rows - missing;
