import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { percentile } from './percentile.ts';
import { beside, round } from './report.ts';
import { rowQuestions } from './rows-questions.ts';
import type { Session } from './session.ts';
import { loadIntoPostgres } from './tabular-postgres.ts';
import { ensureTable } from './tabular.ts';

const Asked = z.object({
  firstMs: z.number(),
  asked: z.record(z.string(), z.object({ ms: z.array(z.number()), cpuMs: z.number(), total: z.number() })),
  peakMb: z.number(),
  bytes: z.number(),
});

const worker = async (...args: string[]): Promise<unknown> => {
  const path = join(import.meta.dirname, 'rows-worker.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [path, ...args]);
  return JSON.parse(stdout);
};

/** The same questions put to a release's query file and to PostgreSQL, one after the other in one run. */
export const run = async ({ rows, folder, signal, tell }: Session): Promise<void> => {
  const csv = await ensureTable(rows);
  const made = join(folder, 'rows');
  await mkdir(made, { recursive: true });
  signal.throwIfAborted();
  await worker('make', csv, made);
  signal.throwIfAborted();
  const ours = Asked.parse(await worker('ask', csv, join(made, 'query.duckdb')));
  signal.throwIfAborted();
  const questions = rowQuestions(rows);
  const theirs = await loadIntoPostgres(csv, rows, { questions }).catch((error: unknown) => ({
    skipped: error instanceof Error ? error.message : String(error),
  }));
  if ('skipped' in theirs) tell({ what: 'rows: PostgreSQL', value: null, unit: 'ms', note: theirs.skipped });
  for (const { name, goalMs } of questions) {
    const { ms, cpuMs, total } = ours.asked[name] ?? { ms: [], cpuMs: 0, total: 0 };
    const p95 = percentile(ms, 0.95);
    const other = 'skipped' in theirs ? undefined : theirs.asked.get(name);
    const goal = goalMs ? `; goal ${goalMs}: ${p95 <= goalMs ? 'met' : 'not met'}` : '';
    // On a machine that others use the clock says little: the processor's time is what a question costs.
    const note = `p50 ${round(percentile(ms, 0.5))}, processor ${round(cpuMs)} each; ${total} found${goal}${
      other ? `; PostgreSQL p50 ${round(percentile(other, 0.5))}, without the total` : ''
    }`;
    const row = { what: `rows: ${name}, p95`, value: p95, unit: 'ms', note };
    tell(
      other
        ? beside(row, { name: 'PostgreSQL', value: percentile(other, 0.95) })
        : { ...row, value: round(row.value) },
    );
  }
  tell({
    what: 'rows: file opened and first page, cold',
    value: round(ours.firstMs),
    unit: 'ms',
    note: `${round(ours.bytes / 1e6, 0)} MB on disk`,
  });
  const memory = { what: 'rows: memory of the asking process, peak', value: ours.peakMb, unit: 'MB' };
  tell(
    'skipped' in theirs || theirs.memoryMb === undefined
      ? memory
      : beside(memory, { name: 'PostgreSQL (after)', value: theirs.memoryMb }),
  );
};
