import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Screening } from '../../../shared/kernel/screening.ts';
import type { Reading } from '../../../shared/kernel/reading.ts';
import {
  convert,
  defaultLimits,
  identify,
  isIdentified,
  readIntake,
  screen,
  TableReport,
} from '../../../shared/tabular/index.ts';
import { fileOf, testFolder } from '../workbench.ts';

export const YEAR = 2026;

/** What the screen says of a file, by way of the whole intake. */
export const screenFile = async (path: string, fileName: string, reading: Reading = {}) => {
  const root = await testFolder();
  const [folder, scratch] = [join(root, "ket-qua d'ra"), join(root, 'scratch')];
  await mkdir(folder);
  const limits = defaultLimits;
  const identified = await identify(path, fileName, (await stat(path)).size, { limits, reading });
  if (!isIdentified(identified)) throw new Error(`Not read: ${identified.code}`);
  const taken = await readIntake(path, identified, { limits, reading, scratch });
  const report = TableReport.parse(JSON.parse(JSON.stringify(taken.report)));
  await convert(taken.path, report, { folder, scratch, limits });
  const screening = await screen(join(folder, 'data.parquet'), report, {
    scratch,
    limits,
    fileName,
    year: YEAR,
    table: () => Promise.resolve(taken.path),
  });
  // It is kept as JSON between stages.
  return { report, findings: Screening.parse(JSON.parse(JSON.stringify(screening))).findings };
};

export const screenText = async (content: string, name = 'so-lieu.csv') =>
  screenFile(await fileOf(content, name), name);

/** The columns of a table beside each other, as a CSV. */
export const tableOf = (columns: Readonly<Record<string, readonly (string | number)[]>>): string => {
  const names = Object.keys(columns);
  const quoted = (cell: string | number): string => `"${String(cell).replaceAll('"', '""')}"`;
  const rows = Math.max(...Object.values(columns).map((cells) => cells.length));
  return [
    names.map(quoted).join(','),
    ...Array.from({ length: rows }, (_, i) =>
      names.map((name) => quoted(columns[name]?.[i] ?? '')).join(','),
    ),
  ]
    .join('\n')
    .concat('\n');
};

export const idsOf = (found: { readonly findings: readonly { readonly id: string }[] }): string[] =>
  found.findings.map(({ id }) => id);
