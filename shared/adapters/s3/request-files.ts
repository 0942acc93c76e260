import {
  GetObjectCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { RequestFiles } from '../../capabilities/requests/ports.ts';
import { addSeconds, instant } from '../../kernel/local-date.ts';
import { attachmentName } from './attachment-name.ts';

/** What a scanner found something in keeps its place under this name, and its content is gone. */
export const heldKey = (key: string): string => `${key}.held`;

/**
 * Files arrive in one bucket, where every object is scanned and nothing stays; what is clean is kept in another. Where it
 * lies says how far it is, so that no record can disagree with the bytes.
 */
export const s3RequestFiles = (buckets: { arrivals: string; kept: string }): RequestFiles => {
  // The signing client must not add a checksum of its own beside the one that is signed.
  const s3 = new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' });
  const head = async (bucket: string, key: string) => {
    try {
      return await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  };
  const settledState = async (key: string): Promise<'ready' | 'held' | undefined> => {
    if (await head(buckets.kept, key)) return 'ready';
    return (await head(buckets.kept, heldKey(key))) ? 'held' : undefined;
  };
  return {
    async signUpload(key, { bytes, sha256 }, seconds) {
      // Signature lifetimes run on real time, whatever day the domain lives in.
      const expiresAt = addSeconds(instant(Date.now()), seconds);
      const checksum = Buffer.from(sha256, 'hex').toString('base64');
      const headers = { 'x-amz-checksum-sha256': checksum, 'x-amz-meta-sha256': sha256 };
      const command = new PutObjectCommand({
        Bucket: buckets.arrivals,
        Key: key,
        ContentLength: bytes,
        ChecksumSHA256: checksum,
        Metadata: { sha256 },
      });
      const names = new Set(Object.keys(headers));
      const url = await getSignedUrl(s3, command, {
        expiresIn: seconds,
        unhoistableHeaders: names,
        signableHeaders: new Set(['host', 'content-length', ...names]),
      });
      return { url, headers, expiresAt };
    },
    async state(key) {
      const settled = await settledState(key);
      if (settled) return settled;
      if (await head(buckets.arrivals, key)) return 'scanning';
      // It may have been moved between the two looks: it leaves the one place only once it is in the other.
      return (await settledState(key)) ?? 'awaited';
    },
    async found(key) {
      const kept = await head(buckets.kept, key);
      const sha256 = kept?.Metadata?.['sha256'];
      return kept && sha256 ? { bytes: kept.ContentLength ?? 0, sha256 } : undefined;
    },
    async signDownload(key, name, seconds) {
      const expiresAt = addSeconds(instant(Date.now()), seconds);
      const command = new GetObjectCommand({
        Bucket: buckets.kept,
        Key: key,
        // Whatever it is, the browser saves it and runs nothing.
        ResponseContentType: 'application/octet-stream',
        ResponseContentDisposition: attachmentName('tep', name),
      });
      return { url: await getSignedUrl(s3, command, { expiresIn: seconds }), expiresAt };
    },
  };
};
