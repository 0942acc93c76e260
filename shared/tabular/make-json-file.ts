import { join } from 'node:path';
import type { Converted, ConvertOptions, DerivedFile } from './convert.ts';
import { sqlText, withEngine } from './engine.ts';
import { writtenBy } from './output-file.ts';
import type { TableReport } from './report.ts';
import { fileNames } from './table-writer.ts';

/**
 * Makes `data.json`, an array of records, from `data.parquet` in `folder`. Nothing else of a check waits for it, so it may
 * go on beside the stages that look at the table; `scratch` must be its own.
 */
export const makeJsonFile = async (
  { columns }: Pick<TableReport, 'columns'>,
  { files }: Converted,
  { folder, scratch, limits }: ConvertOptions,
): Promise<DerivedFile> => {
  const parquet = files.find(({ role }) => role === 'parquet');
  if (!parquet) throw new Error('A converted table has a Parquet file');
  const written = await withEngine({ scratch, folders: [folder], limits, columns: columns.length }, (db) =>
    writtenBy(folder, fileNames.json, async (part) => {
      const source = sqlText(join(folder, fileNames.parquet));
      await db.run(
        `COPY (SELECT * FROM read_parquet(${source})) TO ${sqlText(part)} (FORMAT json, ARRAY true)`,
      );
    }),
  );
  return {
    name: fileNames.json,
    role: 'json',
    mediaType: 'application/json',
    ...written,
    rows: parquet.rows,
  };
};
