import type { Reading } from '../reading.ts';
import { cleanName } from '../header.ts';
import { headerOf, type Header } from './find-header.ts';
import { isHeadingMark, isIndexRow, isNoteRow, unitOf, type RowShape } from './row-shape.ts';
import { valueColumns, type TableSurvey } from './survey.ts';
import words from './words.json' with { type: 'json' };

/** Where the parts of a printed form are. Row numbers are those of the source; columns are indexes from 0. */
export type Layout = {
  readonly titles: readonly RowShape[];
  readonly headerRows: readonly RowShape[];
  /** How the rows of names were found: as told, or with a doubt that is asked about. */
  readonly header: Pick<Header, 'isDoubtful'> & { readonly isTold?: true };
  readonly indexRow?: RowShape;
  readonly unit?: string;
  readonly firstData: number;
  readonly lastData: number;
  /** The last row of data that has cells: blank ones may follow before the notes. */
  readonly lastFilled: number;
  readonly notes: readonly RowShape[];
  readonly columns: readonly number[];
  readonly names: readonly string[];
  readonly values: ReadonlySet<number>;
  /** Columns that most rows leave empty: where a short row ends before them, nothing is lost. */
  readonly optional: ReadonlySet<number>;
  /** Filled cells stand in this column only to number the rows; marks among them are headings. */
  readonly numbersRows: boolean;
  /** Rows at the end that are formulas over the others, where the others are not. */
  readonly summaries: readonly RowShape[];
};

const widthOf = (rows: readonly RowShape[]): number =>
  rows.reduce(
    (width, { filled }) =>
      filled.length > 1 || rows.length < 3 ? Math.max(width, (filled.at(-1) ?? 0) + 1) : width,
    1,
  );

/** The names of one row, with the name of a group carried to the right over the columns it groups. */
const spread = (row: RowShape, below: readonly RowShape[], width: number): string[] => {
  const covered = new Set(row.covered);
  let group = '';
  return Array.from({ length: width }, (_, i) => {
    const own = row.texts[i] ?? '';
    if (own !== '') {
      group = own;
      return own;
    }
    if (row.covered.length > 0) return covered.has(i) ? group : '';
    return below.some(({ texts }) => (texts[i] ?? '') !== '') ? group : '';
  });
};

/** `Dân số` over `Nam` becomes `Dân số / Nam`. */
export const joinNames = (headerRows: readonly RowShape[], width: number): string[] => {
  const spreads = headerRows.map((row, r) => {
    const below = headerRows.slice(r + 1);
    return below.length > 0 || row.covered.length > 0
      ? spread(row, below, width)
      : Array.from({ length: width }, (_, i) => row.texts[i] ?? '');
  });
  return Array.from({ length: width }, (_, i) => {
    const parts = spreads.map((names) => cleanName(names[i] ?? '')).filter((name) => name !== '');
    return parts.filter((name, at) => name !== parts[at - 1]).join(' / ');
  });
};

/** A row of few cells beside the width of its table: no row of data looks like that by itself. */
const isSparse = ({ filled, values }: RowShape, width: number): boolean =>
  filled.length <= Math.max(1, Math.floor(width / 3)) && filled.length < width && values.length === 0;

/**
 * The rows below the table, from the end upwards: notes, sources, signatures, and whatever stands among them. A sparse row is
 * one of them only below a note or below a blank row; else it may be a row of data with most cells left empty.
 */
const notesBelow = (table: TableSurvey, firstData: number, width: number): RowShape[] => {
  const { tail } = table;
  let cut = tail.length;
  for (let i = tail.length - 1; i > 0; i -= 1) {
    const [row, before] = [tail[i], tail[i - 1]];
    if (!row || !before || row.number <= firstData || !isSparse(row, width)) break;
    if (isNoteRow(row) || row.number > before.number + 1) cut = i;
  }
  return tail.slice(cut);
};

/** Columns are numbered by letters first, then by numbers (`A B 1 2`): `1 A 2` is a serial number, a group and a count. */
const leadsWithLetters = ({ filled, texts }: RowShape): boolean => {
  const isLetter = filled.map((i) => /[A-Za-z]/.test(texts[i] ?? ''));
  const letters = isLetter.lastIndexOf(true) + 1;
  return letters > 0 && isLetter.slice(0, letters).every(Boolean);
};

/**
 * `1 2 3` alone may be the first row of data, and so may `A 1 2` with its like below; in brackets, or under a printed form, it numbers
 * the columns.
 */
const numbersColumns = (
  [row, below]: readonly (RowShape | undefined)[],
  titles: number,
  headerRows: number,
): boolean =>
  row !== undefined &&
  isIndexRow(row) &&
  (titles > 0 ||
    headerRows > 1 ||
    row.filled.some((i) => /[(=]/.test(row.texts[i] ?? '')) ||
    (leadsWithLetters(row) && !(below && isIndexRow(below))));

const optionalOf = (body: readonly RowShape[], columns: readonly number[]): Set<number> => {
  const isOptional = (i: number): boolean =>
    body.some(({ texts }) => texts.length > i) &&
    body.filter(({ texts }) => (texts[i] ?? '') !== '').length * 2 < body.length;
  return new Set(columns.filter(isOptional));
};

/** Columns with cells. Beyond the last name a stray cell is no column; what most rows fill is one without a name. */
const usedColumns = (body: readonly RowShape[], lastNamed: number): Set<number> => {
  const counts = new Map<number, number>();
  for (const { filled } of body) for (const i of filled) counts.set(i, (counts.get(i) ?? 0) + 1);
  return new Set([...counts].filter(([i, n]) => i < lastNamed || n * 2 >= body.length).map(([i]) => i));
};

/** `Điểm cao nhất` and the like: nearly all values of the last rows are formulas, hardly any of the others. */
const summariesOf = (body: readonly RowShape[]): RowShape[] => {
  const isComputed = ({ values, formulas }: RowShape): boolean =>
    formulas.length >= 2 && formulas.length >= 0.8 * values.length;
  const last = body.slice(-3);
  const others = body.slice(0, -3);
  const plain = others.filter((row) => !isComputed(row) && row.formulas.length <= 0.5 * row.values.length);
  if (others.length < 3 || plain.length < 0.9 * others.length) return [];
  return last.filter(isComputed);
};

/** Under one name merged over several columns, those without a single cell are no columns of their own. */
const withoutBlankTwins = (
  columns: readonly number[],
  names: readonly string[],
  body: readonly RowShape[],
): number[] => {
  const hasCells = (i: number): boolean => body.some(({ texts }) => (texts[i] ?? '') !== '');
  return columns.filter(
    (i) =>
      hasCells(i) || names[i] === '' || !columns.some((j) => j !== i && names[j] === names[i] && hasCells(j)),
  );
};

/** One name merged over several columns with cells: the second is `Tỷ lệ (2)`. Names written twice stay, to be refused. */
const numberedTwins = (
  columns: readonly number[],
  names: readonly string[],
  headerRows: readonly RowShape[],
): string[] => {
  const isCovered = (i: number): boolean => headerRows.some(({ covered }) => covered.includes(i));
  return columns.map((i, at) => {
    const name = names[i] ?? '';
    const before = columns.slice(0, at).filter((j) => names[j] === name).length;
    return name !== '' && before > 0 && isCovered(i) ? `${name} (${before + 1})` : name;
  });
};

/** `Cột 1`, `Cột 2`: names for a table that brings none. */
const madeNames = (columns: readonly number[]): string[] =>
  columns.map((_, at) => `${words.column} ${at + 1}`);

export const layoutOf = (
  table: TableSurvey,
  reading: Pick<Reading, 'headerRows' | 'lastRow'> = {},
): Layout => {
  const { head } = table;
  const values = valueColumns(head);
  const width = widthOf(head);
  const { first, count, ...header } = headerOf(head, width, values, reading.headerRows);
  const headerRows = head.slice(first, first + count);
  const from = first + count;
  const next = head[from];
  const isNumbered = numbersColumns(head.slice(from, from + 2), first, count);
  const indexRow = headerRows.length > 0 && isNumbered ? next : undefined;
  const firstData = head[indexRow ? from + 1 : from]?.number ?? Number.MAX_SAFE_INTEGER;
  const notes = reading.lastRow
    ? table.tail.filter(({ number }) => number > (reading.lastRow ?? 0))
    : notesBelow(table, firstData, width);
  const lastData = reading.lastRow ?? (notes[0] ? notes[0].number - 1 : Number.MAX_SAFE_INTEGER);
  const titles = head.slice(0, first);
  const unit = titles.map(unitOf).find((one) => one !== undefined);
  const names = joinNames(headerRows, width);
  const body = [...head, ...table.tail].filter(({ number }) => number >= firstData && number <= lastData);
  const used = usedColumns(
    body,
    // Without names no column ends the table: each that has cells is one of it.
    count === 0 ? width : names.findLastIndex((name) => name !== ''),
  );
  const isSeenWhole = table.rows <= head.length;
  const named = names.flatMap((name, i) => (name !== '' || used.has(i) ? [i] : []));
  const columns = isSeenWhole ? withoutBlankTwins(named, names, body) : named;
  const marks = body.flatMap(({ texts }) => (texts[0] ? [texts[0]] : []));
  const numbered = marks.filter((text) => /^\d{1,5}\.?$/.test(text)).length;
  return {
    titles,
    headerRows,
    header,
    ...(indexRow ? { indexRow } : {}),
    ...(unit === undefined ? {} : { unit }),
    firstData,
    lastData,
    lastFilled: Math.max(firstData, ...body.map(({ number }) => number)),
    notes,
    columns,
    names: count === 0 ? madeNames(columns) : numberedTwins(columns, names, headerRows),
    values,
    optional: optionalOf(body, columns),
    summaries: summariesOf(body),
    numbersRows: numbered >= 3 && numbered >= 0.6 * marks.length && marks.some(isHeadingMark),
  };
};

/** The table begins in the first row with one row of names and ends with data: it needs no preparation. */
export const isPlainLayout = (layout: Layout): boolean =>
  layout.headerRows.length === 1 &&
  !layout.header.isDoubtful &&
  layout.titles.length === 0 &&
  layout.indexRow === undefined &&
  layout.notes.length === 0 &&
  layout.columns.every((column, i) => column === i) &&
  layout.names.every((name) => name !== '');
