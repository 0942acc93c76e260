import { sqlName } from '../engine.ts';
import { ROW, rowsOf, type Seat } from './seek.ts';

const SAMPLED = 2000;
const MAX_CHARS = 200;
const COLUMNS_AT_ONCE = 20;

/** Values of each column from rows spread evenly over the table: what a column is about does not need every row. */
export const sampleColumns = async (seat: Seat): Promise<string[][]> => {
  const step = Math.max(1, Math.ceil(seat.rows / SAMPLED));
  const samples: string[][] = seat.columns.map(() => []);
  for (let from = 0; from < seat.columns.length; from += COLUMNS_AT_ONCE) {
    const group = seat.columns.slice(from, from + COLUMNS_AT_ONCE);
    const names = group.map(({ name }) => `left(${sqlName(name)}::VARCHAR, ${MAX_CHARS})`);
    const rows = await rowsOf(
      seat,
      `SELECT ${names.join(', ')} FROM ${seat.table} WHERE ${ROW} % ${step} = 0`,
    );
    for (const row of rows)
      row.forEach((cell, i) => {
        const text = String(cell ?? '').trim();
        if (text !== '') samples[from + i]?.push(text);
      });
  }
  return samples;
};
