import type { SourceCell, SourceRow } from '../reading.ts';
import type { Layout } from './layout.ts';
import { isHeadingMark, isTotalRow, repeats, shapeOf, type RowShape } from './row-shape.ts';

export type RowSample = { readonly row: number; readonly text: string };

/** What was done to rows on their way into the plain table, with the first few of each kind. */
export type RowCounts = {
  readonly totals: { count: number; samples: RowSample[] };
  readonly repeated: { count: number; samples: RowSample[] };
  readonly blank: { count: number };
  readonly filledDown: { count: number };
  readonly padded: { count: number; samples: RowSample[] };
  readonly formulas: { count: number };
  readonly errors: { count: number; samples: RowSample[] };
};

export type PlainRow = {
  readonly number: number;
  readonly cells: readonly string[];
  /** Filled cells outside the columns, or the whole row when it ends early: the row does not fit its table. */
  readonly misfit?: string;
};

const MAX_SAMPLES = 10;

export const rowCounts = (): RowCounts => ({
  totals: { count: 0, samples: [] },
  repeated: { count: 0, samples: [] },
  blank: { count: 0 },
  filledDown: { count: 0 },
  padded: { count: 0, samples: [] },
  formulas: { count: 0 },
  errors: { count: 0, samples: [] },
});

const take = (tally: { count: number; samples: RowSample[] }, row: number, text: string): void => {
  tally.count += 1;
  if (tally.samples.length < MAX_SAMPLES) tally.samples.push({ row, text: text.slice(0, 200) });
};

const shown = ({ texts }: RowShape): string =>
  texts
    .filter((text) => text !== '')
    .slice(0, 4)
    .join(' | ');

/** The sheet keeps 0.125 and shows 12.5%: the plain table says what is shown. */
const asPercent = (text: string): string => `${Number((Number(text) * 100).toPrecision(15))}%`;

const textOf = (cell: SourceCell): string =>
  cell.percent && Number.isFinite(Number(cell.text)) ? asPercent(cell.text) : cell.text;

/** Turns the rows of a source into rows of the plain table, one by one. Answers nothing for rows that are left out. */
export const plainRows = (
  layout: Layout,
  options: {
    readonly dropsTotals: boolean;
    readonly dropsRepeated: boolean;
    readonly isDelimited: boolean;
    /** Told of each sum and heading that is left out. */
    readonly onTotal: (row: SourceRow) => void;
  },
  counts: RowCounts,
): ((row: SourceRow) => PlainRow | undefined) => {
  const { columns } = layout;
  const width = (columns.at(-1) ?? 0) + 1;
  const isColumn = new Set(columns);
  const isRepeated = repeats([...layout.headerRows, ...(layout.indexRow ? [layout.indexRow] : [])]);
  let above: readonly string[] = [];
  return (source) => {
    const shape = shapeOf(source);
    if (shape.filled.length === 0) {
      counts.blank.count += 1;
      return undefined;
    }
    if (isRepeated(shape)) {
      take(counts.repeated, source.number, shown(shape));
      if (options.dropsRepeated) return undefined;
    }
    const isHeading = layout.numbersRows && isHeadingMark(shape.texts[0] ?? '');
    if (layout.values.size > 0 && (isTotalRow(shape) || isHeading)) {
      take(counts.totals, source.number, shown(shape));
      if (options.dropsTotals) {
        options.onTotal(source);
        return undefined;
      }
    }
    const isShort = options.isDelimited && source.cells.length < width;
    const isPadded = isShort && columns.every((at) => at < source.cells.length || layout.optional.has(at));
    if (isPadded) take(counts.padded, source.number, shape.texts.join(' | '));
    const cells = columns.map((at, i) => {
      const cell = source.cells[at];
      if (cell?.mergedFrom === 'above') {
        counts.filledDown.count += 1;
        return above[i] ?? '';
      }
      if (!cell) return '';
      // Of one without a saved value nothing is used; the workbook says so by itself.
      if (cell.formula && cell.text !== '') counts.formulas.count += 1;
      if (cell.is === 'error') {
        take(counts.errors, source.number, cell.text);
        return '';
      }
      return textOf(cell);
    });
    above = cells;
    const beyond = shape.filled.filter((i) => !isColumn.has(i));
    const misfit = beyond.length > 0 ? beyond : isShort && !isPadded ? shape.filled : [];
    return {
      number: source.number,
      cells,
      ...(misfit.length > 0 ? { misfit: misfit.map((i) => shape.texts[i] ?? '').join(' | ') } : {}),
    };
  };
};
