import { readFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  convert,
  defaultLimits,
  identify,
  isIdentified,
  makeJsonFile,
  makeQueryFile,
  profile,
  readTable,
  screen,
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
const stages: Record<string, number> = {};

const timed = async <T>(stage: string, work: () => Promise<T>): Promise<T> => {
  const start = performance.now();
  const result = await work();
  stages[stage] = (performance.now() - start) / 1000;
  return result;
};

try {
  const { size } = await stat(path);
  const begun = performance.now();
  const identified = await timed('identify', () => identify(path, basename(path), size, { limits }));
  if (!isIdentified(identified)) throw new Error(identified.code);
  const report = await timed('read', () => readTable(path, identified, { limits }));
  const converted = await timed('convert', () => convert(path, report, { folder, scratch, limits }));
  const parquet = join(folder, 'data.parquet');
  // As the check does: the file for questions beside what only looks at the table, then JSON beside whichever is left.
  const aside = (stage: 'index' | 'json', make: typeof makeQueryFile) =>
    timed(stage, () => make(report, converted, { folder, scratch: join(folder, stage), limits }));
  const indexed = aside('index', makeQueryFile);
  const looked = Promise.withResolvers<unknown>();
  const written = Promise.race([looked.promise, indexed]).then(() => aside('json', makeJsonFile));
  await timed('profile', () => profile(parquet, report, { scratch, limits }));
  await timed('screen', () =>
    screen(parquet, report, {
      scratch,
      limits,
      fileName: basename(path),
      year: 2026,
      table: () => Promise.resolve(path),
    }),
  );
  looked.resolve(undefined);
  await Promise.all([indexed, written]);
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage();
  const cpuSeconds = (user + system) / 1e6;
  console.log(
    JSON.stringify({ rows: report.rows, bytes: size, stages, seconds, cpuSeconds, peakMb: peakMb() }),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
