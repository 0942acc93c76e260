import {
  CreateBucketCommand,
  PutBucketCorsCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createObjectStore,
  type BucketConfig,
  type ObjectStore,
  type ObjectStoreOptions,
} from '../../local/engines/object-store/object-store.ts';
import { type PortTarget, type StartedTarget, uniqueName } from './target.ts';

export const ACCOUNT = { accessKeyId: 'AKIAPORTSUITE', secretAccessKey: 'port-suite-secret' };

/** A store to test: where it is, and how a bucket is made there. */
export type ObjectStoreTarget = { target: PortTarget; makeBucket: (config: BucketConfig) => Promise<string> };

export const clientOf = ({ endpoint, region, credentials }: PortTarget): S3Client =>
  new S3Client({ endpoint, region, credentials, forcePathStyle: true, maxAttempts: 1 });

/** A client for presigning: by default the SDK would sign the CRC-32 of an empty body into the address. */
export const presignerOf = ({ endpoint, region, credentials }: PortTarget): S3Client =>
  new S3Client({
    endpoint,
    region,
    credentials,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });

/** Serves a store on a free port of 127.0.0.1. */
export const serveStore = async (
  store: ObjectStore,
): Promise<{ endpoint: string; stop: () => Promise<void> }> => {
  const server = createServer((req, res) => void store.handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await store.close();
    },
  };
};

export type StartedStore = StartedTarget & ObjectStoreTarget & { store: ObjectStore; dir: string };

/** Our engine in this process, in a folder of its own that goes when the target stops (unless one is given). */
export const startStoreTarget = async (options: Partial<ObjectStoreOptions> = {}): Promise<StartedStore> => {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'objects-'));
  const store = createObjectStore({
    lookup: (id) =>
      id === ACCOUNT.accessKeyId
        ? { secretAccessKey: ACCOUNT.secretAccessKey, principal: 'suite' }
        : undefined,
    onFault: (fault) => console.error('the store failed', fault),
    ...options,
    dir,
  });
  const served = await serveStore(store);
  return {
    store,
    dir,
    target: { endpoint: served.endpoint, region: 'ap-southeast-1', credentials: ACCOUNT },
    makeBucket: async (config) => {
      const name = uniqueName('bucket');
      store.ensureBucket(name, config);
      return name;
    },
    stop: async () => {
      await served.stop();
      if (options.dir === undefined) rmSync(dir, { recursive: true, force: true });
    },
  };
};

/** A foreign store, whose buckets are made by its own interface. */
export const foreignStore = (target: PortTarget): ObjectStoreTarget => ({
  target,
  makeBucket: async (config) => {
    const s3 = clientOf(target);
    const Bucket = uniqueName('bucket');
    await s3.send(
      new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: config.objectLock !== undefined }),
    );
    if (config.versioning)
      await s3.send(
        new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
      );
    if (config.objectLock) {
      const DefaultRetention = { Mode: config.objectLock.mode, Days: config.objectLock.days };
      const ObjectLockConfiguration = { ObjectLockEnabled: 'Enabled' as const, Rule: { DefaultRetention } };
      await s3.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration }));
    }
    if (config.cors) {
      const CORSRules = config.cors.map((rule) => ({
        AllowedOrigins: rule.allowedOrigins,
        AllowedMethods: rule.allowedMethods,
        AllowedHeaders: rule.allowedHeaders,
        ExposeHeaders: rule.exposedHeaders,
        MaxAgeSeconds: rule.maxAge,
      }));
      await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
    }
    return Bucket;
  },
});
