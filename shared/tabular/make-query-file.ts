import { join } from 'node:path';
import type { Converted, ConvertOptions, DerivedFile } from './convert.ts';
import { withEngine } from './engine.ts';
import { writtenBy } from './output-file.ts';
import { writeQueryFile } from './query/query-file.ts';
import type { TableReport } from './report.ts';
import { fileNames } from './table-writer.ts';
import { queryGroupSize } from './typed-files.ts';

/**
 * Makes the file that questions about rows are put to, from `data.parquet` in `folder`. It needs nothing else, so it
 * may go on beside the stages that look at the table; `scratch` must be its own. Throws when a row is lost.
 */
export const makeQueryFile = async (
  { columns }: Pick<TableReport, 'columns'>,
  { files }: Converted,
  { folder, scratch, limits }: ConvertOptions,
): Promise<DerivedFile> => {
  const csv = files.find(({ role }) => role === 'clean-csv');
  if (!csv) throw new Error('A converted table has a clean CSV');
  const written = await withEngine({ scratch, folders: [folder], limits, columns: columns.length }, (db) =>
    writtenBy(folder, fileNames.query, async (part) => {
      const size = queryGroupSize(csv, columns.length);
      const { rows } = await writeQueryFile(db, join(folder, fileNames.parquet), columns, part, size);
      if (rows !== csv.rows) throw new Error(`The query file holds ${rows} rows, the clean CSV ${csv.rows}`);
    }),
  );
  return {
    name: fileNames.query,
    role: 'query',
    mediaType: 'application/octet-stream',
    ...written,
    rows: csv.rows,
  };
};
