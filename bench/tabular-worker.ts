import { readFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  convert,
  defaultLimits,
  identify,
  isIdentified,
  profile,
  readTable,
} from '../shared/tabular/index.ts';

/** Largest resident memory of this process so far, in MB, as Linux counts it. */
const peakMb = (): number => {
  const kb = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Math.round(Number(kb) / 1024);
};

const path = process.argv[2] ?? '';
const limits = defaultLimits;
const folder = await mkdtemp(join(tmpdir(), 'tabular-bench-'));
const scratch = join(folder, 'scratch');
const seconds: Record<string, number> = {};

const timed = async <T>(stage: string, work: () => Promise<T>): Promise<T> => {
  const start = performance.now();
  const result = await work();
  seconds[stage] = (performance.now() - start) / 1000;
  return result;
};

try {
  const { size } = await stat(path);
  const identified = await timed('identify', () => identify(path, basename(path), size, { limits }));
  if (!isIdentified(identified)) throw new Error(identified.code);
  const report = await timed('read', () => readTable(path, identified, { limits }));
  await timed('convert', () => convert(path, report, { folder, scratch, limits }));
  await timed('profile', () => profile(join(folder, 'data.parquet'), report, { scratch, limits }));
  console.log(JSON.stringify({ rows: report.rows, bytes: size, seconds, peakMb: peakMb() }));
} finally {
  await rm(folder, { recursive: true, force: true });
}
