import * as z from 'zod';
import { UploadId } from '../../shared/kernel/ids.ts';
import { VERDICT } from './eicar-verdict.ts';

/** The scanner's event (GuardDuty Malware Protection for S3, or the EICAR scanner speaking the same way). */
const ScanResult = z.object({
  'detail-type': z.literal(VERDICT),
  detail: z.object({
    s3ObjectDetails: z.object({ bucketName: z.string(), objectKey: z.string() }),
    scanResultDetails: z.object({ scanResultStatus: z.string() }),
  }),
});

/** Sent to our own queue when an invocation has no time for the next stage. */
export const Continuation = z.object({
  continue: z.object({ objectKey: z.string(), scanResultStatus: z.string() }),
});

export type ScanVerdict = { uploadId: UploadId; objectKey: string; status: string };

const idIn = (key: string): UploadId | undefined =>
  UploadId.safeParse(/^uploads\/([^/]+)\/[^/]+$/.exec(key)?.[1]).data;

/**
 * Reads a verdict; undefined when the object is not an upload of ours. The rule asks for our bucket already; what comes
 * by another way to this queue is held to it again.
 */
export const verdictOf = (body: unknown, uploadsBucket: string): ScanVerdict | undefined => {
  const continued = Continuation.safeParse(body);
  const { objectKey, scanResultStatus } = continued.success
    ? continued.data.continue
    : (() => {
        const { s3ObjectDetails, scanResultDetails } = ScanResult.parse(body).detail;
        return s3ObjectDetails.bucketName === uploadsBucket
          ? { ...s3ObjectDetails, ...scanResultDetails }
          : { objectKey: '', scanResultStatus: '' };
      })();
  const uploadId = idIn(objectKey);
  return uploadId && { uploadId, objectKey, status: scanResultStatus };
};
