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
import { queryKey, writeCursor } from '../shared/tabular/query/cursor.ts';
import { gather, openTable, readQuery, type RowQuery } from '../shared/tabular/query/index.ts';
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
  const asked: Record<string, { ms: number[]; cpuMs: number; total: number }> = {};
  const release = 'bench';
  const understood = (address: string): RowQuery => {
    const query = readQuery(new URLSearchParams(address), table.about.columns);
    if ('problems' in query) throw new Error(JSON.stringify(query.problems));
    return query;
  };
  /** Nobody walks a million rows to measure the last pages: the row in front of the page is looked up instead. */
  const cursorBehind = async (address: string, rows: number): Promise<string> => {
    const query = understood(address);
    const by = query.sort[0]?.by;
    if (!by || !('column' in by)) throw new Error(`${address} is not sorted by a column`);
    const sql = `SELECT _row FROM rows ORDER BY c${by.column} DESC NULLS LAST, _row LIMIT 1 OFFSET ${rows - 1}`;
    const at = Number((await table.ask({ sql, values: [] }))[0]?.[0]);
    return writeCursor(queryKey(release, { ...query, select: [] }), { at });
  };
  const once = async (address: string, from?: number, cursor?: string): Promise<number> => {
    const query = understood(address);
    const ask = { release, query, limit: 50, from, cursor, totals: new Map<string, number>() };
    const found = await gather(table, ask, 4_000_000, (row) => JSON.stringify(row).length);
    if (found === 'wrong-cursor') throw new Error(address);
    return found.total;
  };
  await once('');
  const firstMs = performance.now() - begun;
  for (const { name, address, from, behind } of rowQuestions(table.about.rows)) {
    const ms: number[] = [];
    let total = 0;
    const cursor = behind === undefined ? undefined : await cursorBehind(address, behind);
    let before = process.cpuUsage();
    for (let run = 0; run < RUNS; run += 1) {
      const start = performance.now();
      total = await once(address, from, cursor);
      if (run === 0) before = process.cpuUsage();
      else ms.push(performance.now() - start);
    }
    const { user, system } = process.cpuUsage(before);
    asked[name] = { ms, cpuMs: (user + system) / 1000 / ms.length, total };
  }
  table.close();
  await rm(scratch, { recursive: true, force: true });
  return { firstMs, asked, peakMb: peakMb(), bytes: (await stat(file)).size };
};

console.log(JSON.stringify(await (mode === 'make' ? make() : ask())));
