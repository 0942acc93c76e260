import type { Objects } from '../../shared/adapters/s3/objects.ts';
import type { Release } from '../../shared/capabilities/publishing/model.ts';
import { ReleaseComparison } from '../../shared/contract/uploads.ts';
import { comparisonKey } from './file-keys.ts';

/** What changed with this release, as the check of its file found it. */
export const comparisonOf = async (
  files: Pick<Objects, 'text'>,
  { uploadId, number }: Pick<Release, 'uploadId' | 'number'>,
): Promise<ReleaseComparison | undefined> => {
  const kept = number > 1 ? await files.text(comparisonKey(uploadId)) : undefined;
  const comparison = kept && ReleaseComparison.parse(JSON.parse(kept.text));
  // It was compared with the release that was the last at its check.
  return comparison?.release === number - 1 ? comparison : undefined;
};
