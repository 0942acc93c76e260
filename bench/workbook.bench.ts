import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { writeVietnameseWorkbook } from './generators/vietnamese-workbook.ts';
import { beside, round } from './report.ts';
import type { Session } from './session.ts';

const ROWS = 100_000;
const SEED = 2026;
const MOST_OUTPUT = 1 << 20;

const Cost = z.object({ rows: z.number(), seconds: z.number(), cpuSeconds: z.number(), peakMb: z.number() });
type Cost = z.infer<typeof Cost>;

const runFile = promisify(execFile);

/** Both read a workbook and write its first sheet as a CSV; neither checks anything. */
const python = (read: string): string => `
import csv, json, os, resource, sys, tempfile, time
begun = time.perf_counter()
out = tempfile.TemporaryFile('w', newline='', encoding='utf-8')
${read}
usage = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({'rows': rows, 'seconds': time.perf_counter() - begun,
  'cpuSeconds': usage.ru_utime + usage.ru_stime, 'peakMb': usage.ru_maxrss / 1024}))
`;

const others = {
  'openpyxl, row by row (as CKAN reads XLSX)': python(`
import openpyxl
sheet = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True).worksheets[0]
writer, rows = csv.writer(out), -1
for row in sheet.iter_rows(values_only=True):
    writer.writerow(row)
    rows += 1
`),
  'pandas.read_excel': python(`
import pandas
table = pandas.read_excel(sys.argv[1], dtype=str)
table.to_csv(out, index=False)
rows = len(table)
`),
};

const ensureWorkbook = async (): Promise<string> => {
  const path = join(import.meta.dirname, 'data', `vietnamese-${ROWS}-${SEED}.xlsx`);
  if (!existsSync(path)) await writeVietnameseWorkbook(path, { rows: ROWS, seed: SEED });
  return path;
};

const costOf = async (command: string, args: readonly string[]): Promise<Cost> => {
  const { stdout } = await runFile(command, [...args], { maxBuffer: MOST_OUTPUT });
  const cost = Cost.parse(JSON.parse(stdout));
  if (cost.rows !== ROWS) throw new Error(`${cost.rows} rows of ${ROWS}`);
  return cost;
};

/** Python with its libraries is no part of this repository: where it is not, the last line of its complaint is told. */
const whyNot = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n').at(-1) ?? text;
};

/**
 * A workbook of 100 000 rows: by us found, checked strictly and made into CSV, Parquet and JSON; by what people use
 * instead read and written as a CSV. Each in a process of its own. `BENCH_PYTHON` names the Python to use.
 */
export const run = async ({ signal, tell }: Session): Promise<void> => {
  const path = await ensureWorkbook();
  const worker = join(import.meta.dirname, 'workbook-worker.ts');
  signal.throwIfAborted();
  const ours = await costOf(process.execPath, [worker, 'ours', path]);
  const size = `${ROWS} rows, ${round((await stat(path)).size / 1e6)} MB`;
  tell({
    what: 'workbook: read, checked, converted',
    value: round(ours.seconds),
    unit: 's',
    note: `${size}; ${round(ours.cpuSeconds)} s of processor`,
  });
  tell({ what: 'workbook: peak RSS', value: ours.peakMb, unit: 'MB' });
  const compare = async (name: string, command: string, args: readonly string[]): Promise<void> => {
    signal.throwIfAborted();
    const theirs = await costOf(command, args).catch((error: unknown) => ({ skipped: whyNot(error) }));
    const what = `workbook: against ${name}`;
    if ('skipped' in theirs) {
      tell({ what, value: null, unit: 's', note: theirs.skipped });
      return;
    }
    const cpu = round(theirs.cpuSeconds / ours.cpuSeconds);
    tell({
      ...beside({ what, value: ours.seconds, unit: 's' }, { name: 'theirs', value: theirs.seconds }),
      note: `processor ${cpu} times ours; theirs makes one CSV and checks nothing`,
    });
    tell(
      beside(
        { what: `${what}, peak RSS`, value: ours.peakMb, unit: 'MB' },
        { name: 'theirs', value: theirs.peakMb },
      ),
    );
  };
  await compare('SheetJS, whole in memory', process.execPath, [worker, 'sheetjs', path]);
  const bin = process.env['BENCH_PYTHON'] ?? 'python3';
  for (const [name, program] of Object.entries(others)) await compare(name, bin, ['-c', program, path]);
};
