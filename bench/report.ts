import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Machine } from './machine.ts';

/** One figure. `value` is null when it could not be measured; `note` then says why. */
export type Row = {
  readonly what: string;
  readonly value: number | null;
  readonly unit: string;
  /** What the value stands beside: a goal, or what somebody would use instead. */
  readonly against?: string;
  /** The value divided by that. */
  readonly ratio?: number;
  readonly note?: string;
};

/** Rounds for people: no figure here is exact to more than three places. */
export const round = (value: number, digits = Math.abs(value) < 10 ? 2 : 1): number =>
  Number(value.toFixed(digits));

/** A row whose ratio to `than` is counted here; `than` is in the same unit. */
export const beside = (
  row: Omit<Row, 'ratio' | 'against' | 'value'> & { value: number },
  than: { readonly name: string; readonly value: number },
): Row => ({
  ...row,
  value: round(row.value),
  against: `${than.name} ${round(than.value)} ${row.unit}`,
  ratio: round(row.value / than.value, 2),
});

const headings = ['what', 'value', 'unit', 'against', 'ratio', 'note'];

const cellsOf = ({ what, value, unit, against, ratio, note }: Row): string[] => [
  what,
  value === null ? '-' : String(value),
  unit,
  against ?? '',
  ratio === undefined ? '' : `${ratio}x`,
  (note ?? '').replace(/\s+/g, ' '),
];

const RIGHT_ALIGNED = new Set([1, 4]);

/** The rows as text in columns; numbers stand to the right. */
export const tableOf = (rows: readonly Row[]): string => {
  const lines = [headings, ...rows.map(cellsOf)];
  const widths = headings.map((_, column) =>
    Math.max(...lines.map((line) => [...(line[column] ?? '')].length)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          RIGHT_ALIGNED.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

/** Keeps the figures below `bench/results/`, in a file named by the moment. Gives its path. */
export const keep = async (at: Date, machine: Machine, rows: readonly Row[]): Promise<string> => {
  const folder = join(import.meta.dirname, 'results');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${at.toISOString().slice(0, 19).replaceAll(':', '')}Z.json`);
  await writeFile(path, `${JSON.stringify({ at: at.toISOString(), machine, rows }, null, 1)}\n`);
  return path;
};
