import type { ReadOptions } from './progress.ts';
import { readCsv } from './read-csv.ts';
import { readGeoJson } from './read-geojson.ts';
import type { Identified, TableReport } from './report.ts';

/** The check that fits what the file was identified as. */
export const readTable = (
  path: string,
  identified: Identified,
  options: ReadOptions,
): Promise<TableReport> =>
  identified.format === 'geojson'
    ? readGeoJson(path, identified, options)
    : readCsv(path, identified, options);
