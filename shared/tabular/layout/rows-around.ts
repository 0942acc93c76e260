import type { AroundTracker } from '../around-texts.ts';
import { cleanName } from '../header.ts';
import type { SourceRow } from '../reading.ts';
import type { Layout } from './layout.ts';
import type { TableSurvey } from './survey.ts';

/**
 * Hands on what the rows say that are no rows of the plain table: titles and notes, sums and headings, and what the rows of names
 * hold besides the names. The file that was sent has them all.
 */
export const rowsAround = (
  layout: Layout,
  { head }: Pick<TableSurvey, 'head'>,
  around: AroundTracker,
  { sheet, isEndTold }: { readonly sheet: string | undefined; readonly isEndTold: boolean },
): { readonly outside: (row: SourceRow) => void; readonly leftOut: (row: SourceRow) => void } => {
  const first = head[0]?.number ?? 0;
  const naming = new Set(
    [...layout.headerRows, ...(layout.indexRow ? [layout.indexRow] : [])].map((row) => row.number),
  );
  const nameAt = new Map(layout.columns.map((at, i) => [at, layout.names[i] ?? '']));
  const isInNames = (text: string): boolean => {
    const name = cleanName(text);
    return layout.names.some((one) => one.includes(name));
  };
  const placed = ({ number }: SourceRow) => ({ row: number, ...(sheet === undefined ? {} : { sheet }) });
  const leftOut = (row: SourceRow): void =>
    around.add({
      place: 'left-out',
      ...placed(row),
      cells: row.cells.map(({ text }, at) => [nameAt.get(at) ?? '', text]),
    });
  return {
    leftOut,
    outside: (row) => {
      if (row.number < first) return;
      // Where an officer said which row is the last, those below may be data like the others.
      if (isEndTold && row.number > layout.lastData) return leftOut(row);
      const place = row.number > layout.lastData ? 'notes' : 'title';
      const texts = row.cells.map(({ text }) => text);
      const cells = naming.has(row.number) ? texts.filter((text) => !isInNames(text)) : texts;
      around.add({ place, ...placed(row), cells: cells.map((text) => ['', text]) });
    },
  };
};
