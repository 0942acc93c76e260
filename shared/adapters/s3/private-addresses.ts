import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { PrivateAddresses } from '../../capabilities/publishing/ports.ts';
import { addSeconds, instant } from '../../kernel/local-date.ts';

/**
 * Addresses of objects in a private bucket. They also end when the signing role's own credentials do, and S3 asks at each use
 * whether the role may still read.
 */
export const s3PrivateAddresses = (bucket: string): PrivateAddresses => {
  const s3 = new S3Client({});
  return {
    async sign(key, { contentType, contentDisposition }, seconds) {
      // Signature lifetimes run on real time, whatever day the domain lives in.
      const expiresAt = addSeconds(instant(Date.now()), seconds);
      const command = new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        ResponseContentType: contentType,
        ResponseContentDisposition: contentDisposition,
      });
      return { url: await getSignedUrl(s3, command, { expiresIn: seconds }), expiresAt };
    },
  };
};
