import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createAccessLog, type AccessLog } from '../gateway/access-log.ts';
import { PLACE } from '../place.ts';
import type { AccessLogDelivery } from '../topology/edge.ts';
import type { Keyring } from './credentials.ts';

/** Access logs written into the bucket of the template by the delivery's own principal, which may do nothing else. */
export const openAccessLog = (options: {
  delivery: AccessLogDelivery;
  distribution: string;
  endpoint: { url: string };
  keyring: Keyring;
  log: (line: string) => void;
}): AccessLog => {
  const s3 = new S3Client({
    endpoint: options.endpoint.url,
    region: PLACE.region,
    forcePathStyle: true,
    credentials: options.keyring.of('log-delivery'),
  });
  return createAccessLog({
    ...options,
    put: async (Bucket, Key, Body) => {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/gzip' }));
    },
  });
};
