import type { Objects } from '../../shared/adapters/s3/objects.ts';
import type { Release } from '../../shared/capabilities/publishing/model.ts';
import { ReleaseComparison } from '../../shared/contract/uploads.ts';
import type { UploadId } from '../../shared/kernel/ids.ts';
import { comparisonKey } from './file-keys.ts';

/** What the check of this file found changed since the release that was the last then. */
export const keptComparison = async (
  files: Pick<Objects, 'text'>,
  uploadId: UploadId,
): Promise<ReleaseComparison | undefined> => {
  const kept = await files.text(comparisonKey(uploadId));
  return kept && ReleaseComparison.parse(JSON.parse(kept.text));
};

/**
 * What changed with this release since the one that stands `before` it. A comparison with one that was taken back
 * since would show what was in that one.
 */
export const comparisonOf = async (
  files: Pick<Objects, 'text'>,
  { uploadId }: Pick<Release, 'uploadId'>,
  before: number | undefined,
): Promise<ReleaseComparison | undefined> => {
  const comparison = before === undefined ? undefined : await keptComparison(files, uploadId);
  return comparison?.release === before ? comparison : undefined;
};
