import type { CheckReport } from '../../shared/contract/uploads.ts';
import type { ReleaseFile } from '../../shared/kernel/dataset.ts';
import { defaultLimits } from '../../shared/tabular/limits.ts';
import type { NoPreview } from '../../web/pages/index.ts';

/** Why a release has no first rows to show; nothing when it has some. */
export const whyNoPreview = (
  report: Pick<CheckReport, 'rows' | 'columns' | 'preview'> | undefined,
  files: readonly Pick<ReleaseFile, 'role' | 'bytes'>[],
): NoPreview | undefined => {
  if (report?.preview && report.preview.columns.length > 0 && report.preview.rows.length > 0)
    return undefined;
  if (files.every(({ role }) => role === 'original')) {
    const bytes = Math.max(...files.map((file) => file.bytes));
    const most = defaultLimits.maxCsvBytes;
    return bytes > most ? { why: 'too-large', bytes, most } : { why: 'original-only' };
  }
  if (!report) return { why: 'not-kept' };
  if (report.rows === 0) return { why: 'no-rows' };
  return files.some(({ role }) => role === 'geojson') && report.columns.length === 0
    ? { why: 'geometry-only' }
    : { why: 'not-kept' };
};
