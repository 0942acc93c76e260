import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generated } from '../ports/object-store-ground.ts';
import { clientOf, startStoreTarget, type StartedStore } from '../ports/object-store-target.ts';

const Bucket = 'bucket';

describe('a copy on the disk', () => {
  let dir = '';
  let running: StartedStore | undefined;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'objects-copies-'));
  });
  afterEach(async () => {
    await running?.stop();
    rmSync(dir, { recursive: true, force: true });
  });
  const start = async () => {
    running = await startStoreTarget({ dir });
    running.store.ensureBucket(Bucket, {});
    return clientOf(running.target);
  };
  const bytesOf = async (s3: Awaited<ReturnType<typeof start>>, Key: string) => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  };
  const files = () =>
    readdirSync(join(dir, 'blobs')).map((name) => statSync(join(dir, 'blobs', name), { bigint: true }));

  it('is a second name of bytes whose sums are known, and keeps them when the first is gone', async () => {
    const s3 = await start();
    const bytes = generated(3_000_000);
    const put = await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: bytes }));
    const copied = await s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/k` }));
    const { ETag, ChecksumCRC32 } = put;
    expect(copied.CopyObjectResult).toMatchObject({ ETag, ChecksumCRC32 });
    expect(new Set(files().map(({ ino }) => ino)).size).toBe(1);
    expect(files()).toHaveLength(2);

    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    expect(files()).toHaveLength(1);
    await running?.stop();
    const again = await start();
    expect((await bytesOf(again, 'copy')).equals(bytes)).toBe(true);
  });

  it('under another sum is read, summed and written anew', async () => {
    const s3 = await start();
    const bytes = generated(100_000);
    await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: bytes }));
    const { CopyObjectResult: copied } = await s3.send(
      new CopyObjectCommand({
        Bucket,
        Key: 'copy',
        CopySource: `${Bucket}/k`,
        ChecksumAlgorithm: 'SHA256',
      }),
    );
    expect(copied?.ChecksumSHA256).toBe(createHash('sha256').update(bytes).digest('base64'));
    expect(new Set(files().map(({ ino }) => ino)).size).toBe(2);
  });

  it('of an object in parts is read, summed and written anew', async () => {
    const s3 = await start();
    const [one, two] = [generated(5 * 1024 * 1024), generated(1000)];
    const { UploadId } = await s3.send(
      new CreateMultipartUploadCommand({ Bucket, Key: 'k', ChecksumAlgorithm: 'SHA256' }),
    );
    const Parts = await Promise.all(
      [one, two].map(async (Body, i) => {
        const at = { Bucket, Key: 'k', UploadId, PartNumber: i + 1 };
        const done = await s3.send(new UploadPartCommand({ ...at, Body, ChecksumAlgorithm: 'SHA256' }));
        return { PartNumber: i + 1, ETag: done.ETag, ChecksumSHA256: done.ChecksumSHA256 };
      }),
    );
    await s3.send(
      new CompleteMultipartUploadCommand({ Bucket, Key: 'k', UploadId, MultipartUpload: { Parts } }),
    );
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/k` }));
    const whole = Buffer.concat([one, two]);
    const { ETag, ChecksumSHA256 } = await s3.send(
      new HeadObjectCommand({ Bucket, Key: 'copy', ChecksumMode: 'ENABLED' }),
    );
    expect(ETag).toBe(`"${createHash('md5').update(whole).digest('hex')}"`);
    expect(ChecksumSHA256).toBe(createHash('sha256').update(whole).digest('base64'));
    expect(new Set(files().map(({ ino }) => ino)).size).toBe(3);
    expect((await bytesOf(s3, 'copy')).equals(whole)).toBe(true);
  });
});
