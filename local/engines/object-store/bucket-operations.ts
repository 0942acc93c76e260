import * as z from 'zod';
import { bodyPromiseOf } from './body-promise.ts';
import { allBuckets, findBucket, putBucket, requireBucket } from './bucket-table.ts';
import { sendEmpty, sendXml, type Call } from './call.ts';
import { receiveText } from './receive-text.ts';
import { S3Error } from './s3-error.ts';
import { readXml } from './xml-read.ts';

const region = 'ap-southeast-1';

/** HeadBucket. */
export const headBucket = async (call: Call): Promise<void> => {
  requireBucket(call.index, call.bucket);
  sendEmpty(call, 200, { 'x-amz-bucket-region': region });
};

const CreateDocument = z.object({
  CreateBucketConfiguration: z.strictObject({
    LocationConstraint: z.string(),
    '#text': z.string().optional(),
  }),
});

/** CreateBucket; the configuration document may only name the location. */
export const createBucket = async (call: Call): Promise<void> => {
  if (findBucket(call.index, call.bucket))
    throw new S3Error(
      'BucketAlreadyOwnedByYou',
      'Your previous request to create the named bucket succeeded and you already own it.',
    );
  if (Number(call.headers['content-length'] ?? 0) > 0)
    readXml(await receiveText(call, bodyPromiseOf(call, 64 * 1024)), CreateDocument, []);
  const lock = call.headers['x-amz-bucket-object-lock-enabled']?.toLowerCase() === 'true';
  putBucket(call.index, call.bucket, { objectLockEnabled: lock }, call.now());
  sendEmpty(call, 200, { location: `/${call.bucket}` });
};

/** ListBuckets. */
export const listBuckets = async (call: Call): Promise<void> =>
  sendXml(call, 'ListAllMyBucketsResult', {
    Owner: { ID: 'local' },
    Buckets: {
      Bucket: allBuckets(call.index).map((bucket) => ({
        Name: bucket.name,
        CreationDate: bucket.created.toISOString(),
        BucketRegion: region,
      })),
    },
  });

/** GetBucketLocation. */
export const bucketLocation = async (call: Call): Promise<void> => {
  requireBucket(call.index, call.bucket);
  call.res.writeHead(200, { 'content-type': 'application/xml' });
  call.res.end(
    `<?xml version="1.0" encoding="UTF-8"?>\n<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${region}</LocationConstraint>`,
  );
};

/** GetBucketVersioning. */
export const bucketVersioning = async (call: Call): Promise<void> => {
  const { versioning } = requireBucket(call.index, call.bucket);
  sendXml(call, 'VersioningConfiguration', { Status: versioning === 'Off' ? undefined : versioning });
};

/** GetObjectLockConfiguration. */
export const bucketLock = async (call: Call): Promise<void> => {
  const { lockable, defaultLock } = requireBucket(call.index, call.bucket);
  if (!lockable)
    throw new S3Error(
      'ObjectLockConfigurationNotFoundError',
      'Object Lock configuration does not exist for this bucket',
    );
  sendXml(call, 'ObjectLockConfiguration', {
    ObjectLockEnabled: 'Enabled',
    Rule: defaultLock && { DefaultRetention: { Mode: defaultLock.mode, Days: defaultLock.days } },
  });
};

/** GetBucketCors. */
export const bucketCors = async (call: Call): Promise<void> => {
  const { cors } = requireBucket(call.index, call.bucket);
  if (cors.length === 0)
    throw new S3Error('NoSuchCORSConfiguration', 'The CORS configuration does not exist');
  sendXml(call, 'CORSConfiguration', {
    CORSRule: cors.map((rule) => ({
      AllowedHeader: rule.allowedHeaders ?? [],
      AllowedMethod: rule.allowedMethods,
      AllowedOrigin: rule.allowedOrigins,
      ExposeHeader: rule.exposedHeaders ?? [],
      MaxAgeSeconds: rule.maxAge,
    })),
  });
};
