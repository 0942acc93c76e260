import * as z from 'zod';
import { Envelope } from '../../events/envelope.ts';
import { ReadingChosen } from '../../events/publishing.ts';
import { UploadId } from '../../shared/kernel/ids.ts';
import { VERDICT } from './eicar-verdict.ts';

/** GuardDuty's word for a clean object; anything else never publishes. */
export const CLEAN = 'NO_THREATS_FOUND';

/** The scanner's event (GuardDuty Malware Protection for S3, or the EICAR scanner speaking the same way). */
const ScanResult = z.object({
  'detail-type': z.literal(VERDICT),
  detail: z.object({
    s3ObjectDetails: z.object({ bucketName: z.string(), objectKey: z.string() }),
    scanResultDetails: z.object({ scanResultStatus: z.string() }),
  }),
});

/** A check asked of our queue: of which upload, of which arrived object, and what the scanner said of it. */
export const AskedCheck = z.object({ uploadId: UploadId, objectKey: z.string(), verdict: z.string() });
export type AskedCheck = z.infer<typeof AskedCheck>;

/** Sent to our own queue when an invocation has no time for the next stage. */
const Continuation = z.object({ continue: AskedCheck });

const idIn = (key: string): UploadId | undefined =>
  UploadId.safeParse(/^uploads\/([^/]+)\/[^/]+$/.exec(key)?.[1]).data;

const fromScanner = (body: unknown, uploadsBucket: string): AskedCheck | undefined => {
  const { s3ObjectDetails, scanResultDetails } = ScanResult.parse(body).detail;
  const { bucketName, objectKey } = s3ObjectDetails;
  const uploadId = bucketName === uploadsBucket ? idIn(objectKey) : undefined;
  return uploadId && { uploadId, objectKey, verdict: scanResultDetails.scanResultStatus };
};

/**
 * Reads what a message asks for: the scanner's verdict, our own continuation, or the event that another reading was
 * chosen; of the last only the upload is known, and that its file was let through before. Undefined when the object is no
 * upload of ours: the rule asks for our bucket already, and what comes by another way to this queue is held to it again.
 */
export const askedCheck = (
  body: unknown,
  uploadsBucket: string,
): AskedCheck | Pick<AskedCheck, 'uploadId'> | undefined => {
  const continued = Continuation.safeParse(body);
  if (continued.success) return continued.data.continue;
  const event = Envelope.safeParse(body);
  if (event.success && event.data.type === ReadingChosen.type)
    return { uploadId: ReadingChosen.data.parse(event.data.data).uploadId };
  return fromScanner(body, uploadsBucket);
};
