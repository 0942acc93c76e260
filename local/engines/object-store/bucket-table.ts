import * as z from 'zod';
import { numberOf, textOf, type Index, type Row } from './index-database.ts';
import { S3Error } from './s3-error.ts';

export const LockMode = z.enum(['GOVERNANCE', 'COMPLIANCE']);
export type LockMode = z.infer<typeof LockMode>;

/** One rule of a bucket's CORS configuration; `maxAge` in seconds, `*` is a wildcard in origins and headers. */
export const CorsRule = z.object({
  allowedOrigins: z.array(z.string()).min(1),
  allowedMethods: z.array(z.enum(['GET', 'PUT', 'POST', 'DELETE', 'HEAD'])).min(1),
  allowedHeaders: z.array(z.string()).optional(),
  exposedHeaders: z.array(z.string()).optional(),
  maxAge: z.number().int().nonnegative().optional(),
});
export type CorsRule = z.infer<typeof CorsRule>;

/** What a bucket is told to do; object lock brings versioning with it, as on AWS. */
export const BucketConfig = z.strictObject({
  versioning: z.boolean().optional(),
  objectLock: z.object({ mode: LockMode, days: z.number().int().positive() }).optional(),
  /** Object lock without a default retention. */
  objectLockEnabled: z.boolean().optional(),
  cors: z.array(CorsRule).optional(),
  eventBridge: z.boolean().optional(),
});
export type BucketConfig = z.infer<typeof BucketConfig>;

const Stored = z.object({
  versioning: z.enum(['Off', 'Enabled', 'Suspended']),
  lockable: z.boolean(),
  defaultLock: z.object({ mode: LockMode, days: z.number() }).optional(),
  cors: z.array(CorsRule),
  eventBridge: z.boolean(),
});

export type Bucket = z.infer<typeof Stored> & { name: string; created: Date };

const fromRow = (row: Row): Bucket => ({
  ...Stored.parse(JSON.parse(textOf(row, 'config'))),
  name: textOf(row, 'name'),
  created: new Date(numberOf(row, 'created')),
});

export const findBucket = (index: Index, name: string): Bucket | undefined => {
  const row = index.first('SELECT * FROM buckets WHERE name = ?', name);
  return row && fromRow(row);
};

/** Finds a bucket or refuses with NoSuchBucket. */
export const requireBucket = (index: Index, name: string): Bucket => {
  const bucket = findBucket(index, name);
  if (!bucket) throw new S3Error('NoSuchBucket', 'The specified bucket does not exist');
  return bucket;
};

export const allBuckets = (index: Index): Bucket[] =>
  index.all('SELECT * FROM buckets ORDER BY name').map(fromRow);

const checkName = (name: string): void => {
  const legal = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes('..');
  if (!legal || /^\d+(\.\d+){3}$/.test(name))
    throw new S3Error('InvalidBucketName', 'The specified bucket is not valid.');
};

/** Creates a bucket or brings an existing one to a configuration; a lock once on stays on, as on AWS. */
export const putBucket = (index: Index, name: string, config: BucketConfig, now: Date): void => {
  checkName(name);
  const asked = BucketConfig.parse(config);
  index.transaction(() => {
    const known = findBucket(index, name);
    const lockable =
      known?.lockable === true || asked.objectLock !== undefined || asked.objectLockEnabled === true;
    const suspended = known !== undefined && known.versioning !== 'Off' ? 'Suspended' : 'Off';
    const stored: z.infer<typeof Stored> = {
      versioning: asked.versioning === true || lockable ? 'Enabled' : suspended,
      lockable,
      ...(asked.objectLock && { defaultLock: asked.objectLock }),
      cors: asked.cors ?? [],
      eventBridge: asked.eventBridge ?? false,
    };
    index.run(
      'INSERT INTO buckets VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET config = excluded.config',
      name,
      now.getTime(),
      JSON.stringify(stored),
    );
  });
};
