import * as z from 'zod';
import type { ScannedFiles } from '../../shared/capabilities/requests/ports.ts';
import { HEAD_BYTES, isProgram } from '../../shared/kernel/file-kinds.ts';
import { logger } from '../_entry/telemetry.ts';

const Verdict = z.object({
  detail: z.object({
    s3ObjectDetails: z.object({ objectKey: z.string().startsWith('requests/') }),
    scanResultDetails: z.object({ scanResultStatus: z.string() }),
  }),
});

/**
 * A scanner spoke: what is clean, and no program by another name, is kept; anything else leaves only the word that it was held
 * back. Told twice, it is the same.
 */
export const receiveFile =
  (files: Pick<ScannedFiles, 'head' | 'keep' | 'hold'>) =>
  async (body: unknown): Promise<void> => {
    const { s3ObjectDetails, scanResultDetails } = Verdict.parse(body).detail;
    const { objectKey } = s3ObjectDetails;
    const isClean =
      scanResultDetails.scanResultStatus === 'NO_THREATS_FOUND' &&
      !isProgram(await files.head(objectKey, HEAD_BYTES));
    if (isClean) await files.keep(objectKey);
    else await files.hold(objectKey);
    logger.info('request-file-scanned', { objectKey, isClean });
  };
