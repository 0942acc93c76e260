import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { writeCsvRows } from './csv-rows.ts';
import { writeGeoJsonRows } from './geojson-rows.ts';
import type { TabularLimits } from './limits.ts';
import { outputFile, type Written } from './output-file.ts';
import type { Preview } from './preview.ts';
import type { StageOptions } from './progress.ts';
import type { TableReport } from './report.ts';
import { fileNames, tableWriter, type TableFolders } from './table-writer.ts';
import { writeParquet } from './typed-files.ts';

/** One file made from the original. `rows` is the number of records in it. */
export const DerivedFile = z.object({
  name: z.string(),
  role: z.enum(['clean-csv', 'parquet', 'json', 'geojson', 'preview', 'query']),
  mediaType: z.string(),
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  rows: z.int().nonnegative(),
});
export type DerivedFile = z.infer<typeof DerivedFile>;

export const Converted = z.object({ files: z.array(DerivedFile) });
export type Converted = z.infer<typeof Converted>;

export type ConvertOptions = StageOptions & TableFolders & { readonly limits: TabularLimits };

export type KeepOptions = {
  /** Told of each file as soon as it is whole: it may be kept while the next is made. The conversion ends behind it. */
  readonly keep?: (file: DerivedFile) => Promise<void>;
};

/** What keeps files goes on beside the making of others; nothing of it is left behind, whether all goes well or not. */
const besideKeeping = async <T>(
  { keep }: KeepOptions,
  make: (whole: (file: DerivedFile) => DerivedFile) => Promise<T>,
): Promise<T> => {
  const kept: Promise<void>[] = [];
  const settled = (): Promise<unknown> => Promise.allSettled(kept);
  const made = await make((file) => {
    const work = keep?.(file);
    // Heard below; until then it may fail while nobody waits for it.
    work?.catch(() => undefined);
    if (work) kept.push(work);
    return file;
  }).finally(settled);
  await Promise.all(kept);
  return made;
};

const writePreview = async (folder: string, preview: Preview): Promise<Written> => {
  const file = await outputFile(folder, fileNames.preview);
  await file.write(JSON.stringify(preview));
  return file.finish();
};

/**
 * Makes the derived files of an accepted table in `folder`; JSON and the file for questions are made from them
 * (`makeJsonFile`, `makeQueryFile`). `scratch` is used while at work; it should be empty and on a disk with room for twice
 * the original. Running it again gives the same files. Throws when `report` has problems.
 */
export const convert = async (
  path: string,
  report: TableReport,
  options: ConvertOptions & KeepOptions,
): Promise<Converted> => {
  if (report.problemTotal > 0) throw new Error('A table with problems has no derived files');
  return besideKeeping(options, (whole) => derive(path, report, options, whole));
};

const derive = async (
  path: string,
  report: TableReport,
  options: ConvertOptions,
  whole: (file: DerivedFile) => DerivedFile,
): Promise<Converted> => {
  const { folder, scratch, limits } = options;
  const writer = await tableWriter(options, report.columns, limits);
  const writeRows = (): Promise<Written | undefined> =>
    report.format === 'geojson'
      ? writeGeoJsonRows(path, report, writer, folder, limits, options)
      : writeCsvRows(path, report, writer, limits, options).then(() => undefined);
  const geojson = await writeRows().catch(async (fault: unknown) => {
    await writer.abandon();
    throw fault;
  });
  const { csv, plain, preview } = await writer.finish();
  const { rows } = plain;
  if (rows !== report.rows) throw new Error(`The check counted ${report.rows} rows, the conversion ${rows}`);
  const shown = async (): Promise<DerivedFile> =>
    whole({
      name: fileNames.preview,
      role: 'preview',
      mediaType: 'application/json',
      ...(await writePreview(folder, preview)),
      rows: preview.notice.shown,
    });
  const shapes = geojson && {
    name: fileNames.geojson,
    role: 'geojson' as const,
    mediaType: 'application/geo+json',
    ...geojson,
    rows,
  };
  // Shapes without a single attribute fill no table.
  if (report.columns.length === 0) {
    await rm(join(folder, fileNames.csv), { force: true });
    return { files: [await shown(), ...(shapes ? [whole(shapes)] : [])] };
  }
  const clean = whole({
    name: fileNames.csv,
    role: 'clean-csv',
    mediaType: 'text/csv; charset=utf-8; header=present',
    ...csv,
    rows,
  });
  const typed = whole({
    name: fileNames.parquet,
    role: 'parquet',
    mediaType: 'application/vnd.apache.parquet',
    ...(await writeParquet(plain, report.columns, options, limits)),
    rows,
  });
  await rm(join(scratch, 'plain.csv'), { force: true });
  return { files: [clean, typed, await shown(), ...(shapes ? [whole(shapes)] : [])] };
};
