import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as sheetjs from '@e965/xlsx';
import {
  convert,
  defaultLimits,
  identify,
  isIdentified,
  makeJsonFile,
  readIntake,
} from '../shared/tabular/index.ts';
import { peakMbOf } from './processes.ts';

const [mode = '', path = ''] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'workbook-bench-'));

/** As a check does it: found, read strictly, made into CSV, Parquet and JSON. */
const ours = async (): Promise<number> => {
  const limits = defaultLimits;
  const identified = await identify(path, basename(path), (await stat(path)).size, { limits });
  if (!isIdentified(identified)) throw new Error(identified.code);
  const taken = await readIntake(path, identified, { limits, scratch: join(folder, 'intake') });
  if (taken.report.problemTotal > 0) throw new Error(JSON.stringify(taken.report.problems.slice(0, 3)));
  const options = { folder, scratch: join(folder, 'scratch'), limits };
  await makeJsonFile(taken.report, await convert(taken.path, taken.report, options), options);
  return taken.report.rows;
};

/** What programmers of Node reach for: the whole workbook in memory, then a CSV of it. */
const sheetJs = (): number => {
  const workbook = sheetjs.read(readFileSync(path), { dense: true, cellDates: true });
  const sheet = workbook.Sheets[workbook.SheetNames[0] ?? ''];
  if (!sheet) throw new Error('no sheet');
  const csv = sheetjs.utils.sheet_to_csv(sheet);
  writeFileSync(join(folder, 'out.csv'), csv);
  return csv.split('\n').length - 1;
};

try {
  const begun = performance.now();
  const rows = mode === 'ours' ? await ours() : sheetJs();
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage();
  console.log(
    JSON.stringify({ rows, seconds, cpuSeconds: (user + system) / 1e6, peakMb: peakMbOf(process.pid) }),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
