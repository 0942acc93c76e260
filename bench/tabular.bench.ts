import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { writeVietnameseTable } from './generators/vietnamese-table.ts';
import { loadIntoPostgres } from './tabular-postgres.ts';

export type BenchRow = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal?: string;
  readonly note?: string;
};

const ROWS = 1_000_000;
const SEED = 2026;

const Measured = z.object({
  rows: z.number(),
  bytes: z.number(),
  seconds: z.record(z.string(), z.number()),
  peakMb: z.number(),
});

const here = import.meta.dirname;

/** The table to measure with, written once and kept in `bench/data/`. */
export const ensureTable = async (rows = ROWS): Promise<string> => {
  const path = join(here, 'data', `vietnamese-${rows}-${SEED}.csv`);
  if (!existsSync(path)) await writeVietnameseTable(path, { rows, seed: SEED });
  return path;
};

/** The bare stages in a process of their own: seconds each, and its peak memory. */
export const measure = async (csv: string): Promise<z.infer<typeof Measured>> => {
  const { stdout } = await promisify(execFile)(process.execPath, [join(here, 'tabular-worker.ts'), csv]);
  return Measured.parse(JSON.parse(stdout));
};

const round = (n: number, digits = 1): number => Number(n.toFixed(digits));

/** A million rows by ten columns: checked, converted and profiled by us; loaded and indexed by PostgreSQL. */
export const run = async (): Promise<BenchRow[]> => {
  const csv = await ensureTable();
  const ours = await measure(csv);
  const total = Object.values(ours.seconds).reduce((sum, one) => sum + one, 0);
  const size = `${ours.rows} rows, ${round(ours.bytes / 1e6, 0)} MB`;
  const rows: BenchRow[] = [
    {
      name: 'table: checked, converted, profiled',
      value: round(total),
      unit: 's',
      goal: '<= 30',
      note: size,
    },
    ...Object.entries(ours.seconds).map(([stage, value]) => ({
      name: `table: ${stage}`,
      value: round(value),
      unit: 's',
    })),
    { name: 'table: peak RSS of the process', value: ours.peakMb, unit: 'MB', goal: '<= 600' },
  ];
  const theirs = await loadIntoPostgres(csv);
  if ('skipped' in theirs)
    return [...rows, { name: 'table: PostgreSQL', value: 0, unit: 'skipped', note: theirs.skipped }];
  const { version, copySeconds, indexSeconds } = theirs;
  return [
    ...rows,
    {
      name: 'table: PostgreSQL COPY',
      value: round(copySeconds),
      unit: 's',
      note: `version ${version}, text columns`,
    },
    {
      name: 'table: PostgreSQL accent-free index',
      value: round(indexSeconds),
      unit: 's',
      note: 'unaccent + GIN over all columns',
    },
    {
      name: 'table: PostgreSQL COPY + index / ours',
      value: round((copySeconds + indexSeconds) / total, 2),
      unit: 'x',
      note: 'theirs: searchable rows; ours: check, clean CSV, Parquet, JSON, preview, profile; search is not in ours yet',
    },
  ];
};

if (import.meta.main) console.table(await run());
