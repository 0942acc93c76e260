import { readFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  convert,
  defaultLimits,
  identify,
  isIdentified,
  makeQueryFile,
  readTable,
} from '../shared/tabular/index.ts';
import { gather, openTable, readQuery } from '../shared/tabular/query/index.ts';
import { rowQuestions } from './rows-questions.ts';

/** Times each question is asked; the first time warms up and is not counted. */
const RUNS = 21;

/** Largest resident memory since `fresh`, in MB, as Linux counts it. */
const peakMb = (): number =>
  Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024);

const [mode = '', path = '', file = ''] = process.argv.slice(2);

/** Makes the query file as the check does. */
const make = async (): Promise<object> => {
  const folder = await mkdtemp(join(tmpdir(), 'rows-bench-'));
  try {
    const limits = defaultLimits;
    const identified = await identify(path, basename(path), (await stat(path)).size, { limits });
    if (!isIdentified(identified)) throw new Error(identified.code);
    const report = await readTable(path, identified, { limits });
    const options = { folder: file, scratch: join(folder, 'scratch'), limits };
    await makeQueryFile(report, await convert(path, report, options), options);
    return { rows: report.rows };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Asks every question as a process of its own that has only the file; the total is counted anew each time. */
const ask = async (): Promise<object> => {
  const begun = performance.now();
  const scratch = await mkdtemp(join(tmpdir(), 'rows-bench-'));
  const table = await openTable(file, { scratch, memoryMb: 384 });
  const asked: Record<string, { ms: number[]; total: number }> = {};
  const once = async (address: string, from: number | undefined): Promise<number> => {
    const query = readQuery(new URLSearchParams(address), table.about.columns);
    if ('problems' in query) throw new Error(JSON.stringify(query.problems));
    const found = await gather(
      table,
      { release: 'bench', query, limit: 50, from, totals: new Map() },
      4_000_000,
    );
    if (found === 'wrong-cursor') throw new Error(address);
    return found.total;
  };
  await once('', undefined);
  const firstMs = performance.now() - begun;
  for (const { name, address, from } of rowQuestions(table.about.rows)) {
    const ms: number[] = [];
    let total = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const start = performance.now();
      total = await once(address, from);
      if (run > 0) ms.push(performance.now() - start);
    }
    asked[name] = { ms, total };
  }
  table.close();
  await rm(scratch, { recursive: true, force: true });
  return { firstMs, asked, peakMb: peakMb(), bytes: (await stat(file)).size };
};

console.log(JSON.stringify(await (mode === 'make' ? make() : ask())));
