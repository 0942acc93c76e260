import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListPartsCommand,
  NoSuchUpload,
  NotFound,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { PartStore } from '../../capabilities/publishing/ports.ts';
import type { ReceivedPart } from '../../capabilities/publishing/upload.ts';
import { addSeconds, instant } from '../../kernel/local-date.ts';

/**
 * Multipart uploads on S3. Each signed address binds part number, exact length and SHA-256 as headers.
 * The signing client must not add a checksum of its own: SDK v3 would sign the CRC32 of an empty body.
 */
export const s3PartStore = (bucket: string): PartStore => {
  const s3 = new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' });

  const listParts = async (key: string, multipartId: string): Promise<ReceivedPart[]> => {
    const parts: ReceivedPart[] = [];
    let marker: string | undefined;
    do {
      const page = await s3.send(
        new ListPartsCommand({
          Bucket: bucket,
          Key: key,
          UploadId: multipartId,
          ...(marker ? { PartNumberMarker: marker } : {}),
        }),
      );
      for (const part of page.Parts ?? [])
        parts.push({
          number: part.PartNumber ?? 0,
          bytes: part.Size ?? 0,
          sha256: part.ChecksumSHA256 ?? '',
          etag: part.ETag ?? '',
        });
      marker = page.IsTruncated ? page.NextPartNumberMarker : undefined;
    } while (marker);
    return parts;
  };

  return {
    async begin(key) {
      const made = await s3.send(
        new CreateMultipartUploadCommand({
          Bucket: bucket,
          Key: key,
          ChecksumAlgorithm: 'SHA256',
          ContentType: 'application/octet-stream',
        }),
      );
      if (!made.UploadId) throw new Error('The object store gave no upload id');
      return made.UploadId;
    },
    async sign(upload, parts, seconds) {
      // Signature lifetimes run on real time, whatever day the domain lives in.
      const expiresAt = addSeconds(instant(Date.now()), seconds);
      return Promise.all(
        parts.map(async ({ number, bytes, sha256 }) => {
          const command = new UploadPartCommand({
            Bucket: bucket,
            Key: upload.key,
            UploadId: upload.multipartId,
            PartNumber: number,
            ContentLength: bytes,
            ChecksumSHA256: sha256,
          });
          const url = await getSignedUrl(s3, command, {
            expiresIn: seconds,
            unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
            signableHeaders: new Set(['host', 'content-length', 'x-amz-checksum-sha256']),
          });
          return { number, url, headers: { 'x-amz-checksum-sha256': sha256 }, expiresAt };
        }),
      );
    },
    async received(upload) {
      try {
        return await listParts(upload.key, upload.multipartId);
      } catch (error) {
        if (error instanceof NoSuchUpload) return undefined;
        throw error;
      }
    },
    async complete(upload, parts) {
      try {
        const received = await listParts(upload.key, upload.multipartId);
        await s3.send(
          new CompleteMultipartUploadCommand({
            Bucket: bucket,
            Key: upload.key,
            UploadId: upload.multipartId,
            MultipartUpload: {
              Parts: parts.map((part) => ({
                PartNumber: part.number,
                ChecksumSHA256: part.sha256,
                ETag: received.find((r) => r.number === part.number)?.etag,
              })),
            },
          }),
        );
        return true;
      } catch (error) {
        // Told twice at once: the other one completed it.
        if (error instanceof NoSuchUpload) return false;
        throw error;
      }
    },
    async exists(key) {
      try {
        await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
        return true;
      } catch (error) {
        if (error instanceof NotFound) return false;
        throw error;
      }
    },
  };
};
