import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Envelope } from '../../events/envelope.ts';
import { ReleaseWithdrawn } from '../../events/publishing.ts';
import {
  releaseCount,
  standingBefore,
  type Dataset,
  type Release,
} from '../../shared/capabilities/publishing/model.ts';
import { CheckReport } from '../../shared/contract/uploads.ts';
import { defaultLimits } from '../../shared/tabular/index.ts';
import { logger } from '../_entry/telemetry.ts';
import type { CheckServices } from './check-upload.ts';
import { compareRelease } from './compare-release.ts';
import { offeredKey, reportKey } from './file-keys.ts';
import { keptComparison } from './kept-comparison.ts';
import { pageKey } from './page-jobs.ts';

type Compared = Pick<Release, 'number' | 'uploadId' | 'files'>;

/** What was, or will be, shown compared with a release that is gone: the one after it, and the file that is next. */
const comparedWith = (dataset: Dataset, taken: number): Compared[] => {
  const after = dataset.releases.find(({ number }) => number > taken);
  if (after) return [after];
  const upload = dataset.draft?.upload;
  const isChecked = upload?.check === 'passed';
  return isChecked
    ? [{ number: releaseCount(dataset) + 1, uploadId: upload.id, files: upload.files ?? [] }]
    : [];
};

export type AgainServices = Pick<CheckServices, 'store' | 'uploads' | 'files' | 'queues'> & {
  /** Where the pages of releases are asked for. */
  readonly publicationQueueUrl: string;
};

/** The event that a release was taken back, where that is what came. */
export const takingBackIn = (body: unknown): Envelope | undefined => {
  const event = Envelope.safeParse(body).data;
  return event?.type === ReleaseWithdrawn.type ? event : undefined;
};

/**
 * A release was taken back. What had been compared with it is compared with the release that stands before it now, and
 * shown again; until then it is shown without. Told twice, it finds the second time that this was done.
 */
export const compareAgain = ({ store, uploads, files, queues, publicationQueueUrl }: AgainServices) => {
  const again = async ({ uploadId, files: offered }: Compared, before: Release): Promise<void> => {
    const parquet = offered.find(({ role }) => role === 'parquet');
    const kept = await files.text(reportKey(uploadId));
    if (!parquet || !kept) return;
    const report = CheckReport.parse(JSON.parse(kept.text));
    const scratch = await mkdtemp(join(tmpdir(), 'again-'));
    try {
      await mkdir(join(scratch, 'work'));
      const path = join(scratch, 'data.parquet');
      if (!(await files.toFile(offeredKey(uploadId, parquet), path))) return;
      const reading = (await uploads.find(uploadId))?.reading ?? {};
      const compared = await compareRelease(
        { files, uploadId, scratch, limits: defaultLimits, reading },
        path,
        report.columns.length,
        before,
      );
      const { comparison: _gone, ...rest } = report;
      await files.put(reportKey(uploadId), JSON.stringify({ ...rest, ...compared }), {
        contentType: 'application/json',
      });
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  };

  return async (event: Envelope): Promise<void> => {
    const { number: taken } = ReleaseWithdrawn.data.parse(event.data);
    const dataset = (await store.load<Dataset>(event.caseId))?.state;
    if (!dataset || dataset.withdrawal) return;
    for (const one of comparedWith(dataset, taken)) {
      const before = dataset.releases.find(({ number }) => number === standingBefore(dataset, one.number));
      const kept = await keptComparison(files, one.uploadId);
      if (!before || !kept || kept.release === before.number) continue;
      await again(one, before);
      logger.info('compared-again', { uploadId: one.uploadId, release: before.number });
    }
    // Also when nothing was new: whoever compared it before may have died in between.
    const page = { kind: 'dataset', id: dataset.id } as const;
    await queues.send(publicationQueueUrl, [
      {
        id: `${event.id}:compared`,
        body: { page, ...(event.correlation ? { correlation: event.correlation } : {}) },
        group: pageKey(page),
      },
    ]);
  };
};
