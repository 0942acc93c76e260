import type { Objects } from '../../shared/adapters/s3/objects.ts';
import type { DatasetId, UploadId } from '../../shared/kernel/ids.ts';
import { logger } from '../_entry/telemetry.ts';
import { derivedKey, QUERY_FILE, rowsKey } from './file-keys.ts';

/** The copy of a release that questions about rows are put to stands where the data function may read. */
export const keepForQuestions = async (
  { files, filesBucket }: { readonly files: Objects; readonly filesBucket: string },
  datasetId: DatasetId,
  number: number,
  upload: UploadId,
): Promise<void> => {
  const source = { bucket: filesBucket, key: derivedKey(upload, QUERY_FILE) };
  try {
    await files.copyFrom(source, rowsKey(datasetId, number), { contentType: 'application/octet-stream' });
  } catch (error) {
    // Checked before there were such files: the release is published all the same, its rows by file only.
    if (!(error instanceof Error) || error.name !== 'NoSuchKey') throw error;
    logger.warn('release-without-rows', { datasetId, number });
  }
};
