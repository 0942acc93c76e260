import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { Objects } from '../../shared/adapters/s3/objects.ts';
import type { Release } from '../../shared/capabilities/publishing/model.ts';
import { ReleaseComparison } from '../../shared/contract/uploads.ts';
import type { UploadId } from '../../shared/kernel/ids.ts';
import {
  compareTables,
  writeFingerprints,
  type Reading,
  type TabularLimits,
} from '../../shared/tabular/index.ts';
import { logger } from '../_entry/telemetry.ts';
import { comparisonKey, offeredKey } from './file-keys.ts';
import { keptComparison } from './kept-comparison.ts';

/** The result of the stage: nothing where there is no table to compare with. */
export const Compared = z.object({ comparison: ReleaseComparison.optional() });
export type Compared = z.infer<typeof Compared>;

type Compare = {
  readonly files: Objects;
  readonly uploadId: UploadId;
  readonly scratch: string;
  readonly limits: TabularLimits;
  readonly reading: Reading;
};

/** The shapes of both releases, where both have some: a dataset's files keep their names from release to release. */
const fingerprintsOf = async (
  { files, uploadId }: Pick<Compare, 'files' | 'uploadId'>,
  folder: string,
  last: Release,
): Promise<{ before: string; after: string } | undefined> => {
  const file = last.files.find(({ role }) => role === 'geojson');
  if (!file) return undefined;
  const [was, is] = [join(folder, 'before.geojson'), join(folder, 'after.geojson')];
  const [hasBefore, hasAfter] = [
    await files.toFile(offeredKey(last.uploadId, file), was),
    await files.toFile(offeredKey(uploadId, file), is),
  ];
  if (!hasBefore || !hasAfter) return undefined;
  const found = { before: join(folder, 'before.csv'), after: join(folder, 'after.csv') };
  await writeFingerprints(was, found.before);
  await writeFingerprints(is, found.after);
  return found;
};

/**
 * Compares the clean table with that of the last release and keeps what changed. A comparison informs and decides nothing: when
 * it cannot be made, that is logged, and the release goes on without.
 */
export const compareRelease = async (
  { files, uploadId, scratch, limits, reading }: Compare,
  parquet: string,
  columns: number,
  last: Release,
): Promise<Compared> => {
  const file = last.files.find(({ role }) => role === 'parquet');
  if (!file) return {};
  const folder = join(scratch, 'last-release');
  await mkdir(folder, { recursive: true });
  const before = join(folder, 'data.parquet');
  if (!(await files.toFile(offeredKey(last.uploadId, file), before))) return {};
  const earlier = await keptComparison(files, last.uploadId);
  try {
    const geometries = await fingerprintsOf({ files, uploadId }, folder, last);
    const compared = await compareTables(before, parquet, {
      scratch: join(scratch, 'work'),
      limits,
      columns: Math.max(columns, last.columns?.length ?? 0),
      declaredKey: reading.primaryKey,
      earlierKey: earlier?.key,
      geometries,
    });
    const comparison = { ...compared, release: last.number };
    await files.put(comparisonKey(uploadId), JSON.stringify(comparison), { contentType: 'application/json' });
    return { comparison };
  } catch (error) {
    logger.error('comparison-failed', { uploadId, release: last.number, error: error as Error });
    return {};
  }
};
