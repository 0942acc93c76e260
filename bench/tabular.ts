import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { writeVietnameseTable } from './generators/vietnamese-table.ts';

const SEED = 2026;

const Measured = z.object({
  rows: z.number(),
  bytes: z.number(),
  /** Of each stage; those after the conversion go on beside each other. */
  stages: z.record(z.string(), z.number()),
  seconds: z.number(),
  cpuSeconds: z.number(),
  peakMb: z.number(),
});

const here = import.meta.dirname;

/** The table to measure with, written once and kept in `bench/data/`. */
export const ensureTable = async (rows: number): Promise<string> => {
  const path = join(here, 'data', `vietnamese-${rows}-${SEED}.csv`);
  if (!existsSync(path)) await writeVietnameseTable(path, { rows, seed: SEED });
  return path;
};

/** The bare stages of a check in a process of their own. */
export const measure = async (csv: string): Promise<z.infer<typeof Measured>> => {
  const { stdout } = await promisify(execFile)(process.execPath, [join(here, 'tabular-worker.ts'), csv]);
  return Measured.parse(JSON.parse(stdout));
};
