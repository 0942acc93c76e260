import { DuckDBInstance } from '@duckdb/node-api';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { onTestFinished } from 'vitest';
import type { Reading } from '../../shared/kernel/reading.ts';
import {
  convert,
  Converted,
  defaultLimits,
  identify,
  isIdentified,
  makeJsonFile,
  Preview,
  readIntake,
  TableReport,
  type Identified,
  type Problem,
  type TabularLimits,
  type TakenIn,
} from '../../shared/tabular/index.ts';

/** A folder that goes when the test is over. */
export const testFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'tabular-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

export const fileOf = async (content: string | Uint8Array, name = 'so-lieu.csv'): Promise<string> => {
  const path = join(await testFolder(), name);
  await writeFile(path, content);
  return path;
};

const judged = async (
  path: string,
  identified: Identified,
  limits: TabularLimits,
  reading: Reading,
): Promise<TakenIn> => {
  const scratch = join(await testFolder(), 'intake');
  const taken = await readIntake(path, identified, { limits, reading, scratch });
  // A queue worker keeps reports as JSON between stages.
  return { path: taken.path, report: TableReport.parse(JSON.parse(JSON.stringify(taken.report))) };
};

/** The verdict on a file: its report, or the problem for which it was not read at all. */
export const checkFile = async (
  path: string,
  fileName: string,
  limits: TabularLimits = defaultLimits,
  reading: Reading = {},
): Promise<TableReport | Problem> => {
  const { size } = await stat(path);
  const identified = await identify(path, fileName, size, { limits, reading });
  if (!isIdentified(identified)) return identified;
  return judged(path, identified, limits, reading).then(({ report }) => report);
};

export const check = async (
  content: string | Uint8Array,
  name = 'so-lieu.csv',
  limits: TabularLimits = defaultLimits,
  reading: Reading = {},
): Promise<TableReport | Problem> => checkFile(await fileOf(content, name), name, limits, reading);

export const isReport = (outcome: TableReport | Problem): outcome is TableReport => 'columns' in outcome;

/** The report of content that can be read, with or without problems. */
export const reportOn = async (
  content: string | Uint8Array,
  name?: string,
  limits?: TabularLimits,
  reading?: Reading,
): Promise<TableReport> => {
  const outcome = await check(content, name, limits, reading);
  if (!isReport(outcome)) throw new Error(`Not read: ${JSON.stringify(outcome)}`);
  return outcome;
};

export type Derived = {
  readonly report: TableReport;
  readonly converted: Converted;
  readonly folder: string;
  /** What was read: the file, or the plain table made of it. */
  readonly table: string;
  /** clean.csv as another parser reads it: header first. */
  readonly csv: string[][];
  readonly csvText: string;
  readonly parquet: {
    readonly names: string[];
    readonly types: string[];
    readonly rows: (string | null)[][];
  };
  readonly json: Record<string, string | number | boolean | null>[];
  readonly preview: Preview;
};

/** Every row of a Parquet file, with the names and the engine's types of its columns. */
export const readParquet = async (path: string): Promise<Derived['parquet']> => {
  const db = await (await DuckDBInstance.create(':memory:')).connect();
  const reader = await db.runAndReadAll(`SELECT * FROM read_parquet('${path}')`);
  const rows = reader.getRows().map((row) => row.map((cell) => (cell === null ? null : String(cell))));
  const found = { names: reader.columnNames(), types: reader.columnTypes().map(String), rows };
  db.closeSync();
  return found;
};

export const deriveFile = async (
  path: string,
  fileName: string,
  limits = defaultLimits,
  reading: Reading = {},
): Promise<Derived> => {
  const { size } = await stat(path);
  const identified = await identify(path, fileName, size, { limits, reading });
  if (!isIdentified(identified)) throw new Error(`Not read: ${JSON.stringify(identified)}`);
  const { path: table, report } = await judged(path, identified, limits, reading);
  const root = await testFolder();
  const folder = join(root, "ket-qua d'ra");
  await mkdir(folder);
  const options = { folder, scratch: join(root, 'scratch'), limits };
  const { files } = await convert(table, report, options);
  const converted = Converted.parse({ files: [...files, await makeJsonFile(report, { files }, options)] });
  const csvText = await readFile(join(folder, 'clean.csv'), 'utf8');
  const parsed = Papa.parse<string[]>(csvText.replace(/\n$/, ''), { delimiter: ',', newline: '\n' });
  return {
    report,
    converted,
    folder,
    table,
    csv: parsed.data,
    csvText,
    parquet: await readParquet(join(folder, 'data.parquet').replaceAll("'", "''")),
    json: JSON.parse(await readFile(join(folder, 'data.json'), 'utf8')) as Derived['json'],
    preview: Preview.parse(JSON.parse(await readFile(join(folder, 'preview.json'), 'utf8'))),
  };
};

export const derive = async (
  content: string | Uint8Array,
  name = 'so-lieu.csv',
  reading: Reading = {},
): Promise<Derived> => deriveFile(await fileOf(content, name), name, defaultLimits, reading);

/** A whole FeatureCollection of the given features. */
export const collection = (...features: unknown[]): string =>
  JSON.stringify({ type: 'FeatureCollection', features });

export const feature = (geometry: unknown, properties: unknown = { ten: 'Cầu Tân Đệ' }): unknown => ({
  type: 'Feature',
  geometry,
  properties,
});
