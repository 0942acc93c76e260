import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { ScannedFiles } from '../../capabilities/requests/ports.ts';
import { heldKey } from './request-files.ts';

/** Moves files of requests from where they arrive to where they are kept, as the scanner's verdict says. */
export const s3ScannedFiles = (
  buckets: { arrivals: string; kept: string },
  s3 = new S3Client({}),
): ScannedFiles => {
  const removeArrival = (key: string) =>
    s3.send(new DeleteObjectCommand({ Bucket: buckets.arrivals, Key: key }));
  // Moved already, by the same verdict told before.
  const isGone = (error: unknown): boolean =>
    error instanceof NoSuchKey || (error instanceof Error && error.name === 'NoSuchKey');
  return {
    async head(key, bytes) {
      try {
        const { Body } = await s3.send(
          new GetObjectCommand({ Bucket: buckets.arrivals, Key: key, Range: `bytes=0-${bytes - 1}` }),
        );
        return (await Body?.transformToByteArray()) ?? new Uint8Array();
      } catch (error) {
        if (isGone(error)) return new Uint8Array();
        throw error;
      }
    },
    async keep(key) {
      try {
        await s3.send(
          new CopyObjectCommand({
            Bucket: buckets.kept,
            Key: key,
            CopySource: `${buckets.arrivals}/${key.split('/').map(encodeURIComponent).join('/')}`,
          }),
        );
      } catch (error) {
        if (isGone(error)) return;
        throw error;
      }
      await removeArrival(key);
    },
    async hold(key) {
      await s3.send(new PutObjectCommand({ Bucket: buckets.kept, Key: heldKey(key), Body: '' }));
      await removeArrival(key);
    },
    async erase(key) {
      for (const Key of [key, heldKey(key)])
        await s3.send(new DeleteObjectCommand({ Bucket: buckets.kept, Key }));
    },
  };
};
