import type { CheckOutcome } from '../../shared/capabilities/publishing/decide.ts';
import type { Objects } from '../../shared/adapters/s3/objects.ts';
import type { UploadId } from '../../shared/kernel/ids.ts';
import type { Reading, TableReport } from '../../shared/tabular/index.ts';
import { reportFor } from './check-report.ts';
import { PROBLEM_FILE, problemKey, reportKey } from './file-keys.ts';
import { problemFile } from './problem-file.ts';

type Failed = {
  readonly files: Objects;
  readonly upload: { readonly id: UploadId };
  readonly reading: Reading;
};

/** A table with problems ends the check: they are kept to be read at the desk, and as a list to open in a spreadsheet. */
export const keepFailure = async (
  { files, upload, reading }: Failed,
  report: TableReport,
): Promise<CheckOutcome> => {
  await files.put(problemKey(upload.id), problemFile(report.problems), {
    contentType: 'text/csv; charset=utf-8; header=present',
  });
  const shown = reportFor(report, { reading, problemFile: PROBLEM_FILE });
  await files.put(reportKey(upload.id), JSON.stringify(shown), { contentType: 'application/json' });
  const counts = Object.entries(report.problemCounts);
  return {
    passed: false,
    problems: counts.flatMap(([code, count]) => (count ? [{ code, count }] : [])),
  };
};
