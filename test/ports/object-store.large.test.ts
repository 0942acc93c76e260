import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStoreProcess, type StoreProcess } from './object-store-process.ts';
import { clientOf } from './object-store-target.ts';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

/** A gibibyte that is nowhere whole: each mebibyte begins with its number. */
function* gibibyte(): Generator<Buffer> {
  for (let n = 0; n < 1024; n += 1) {
    const block = Buffer.alloc(MIB, 'Cổng dữ liệu ');
    block.writeUInt32BE(n);
    yield block;
  }
}

describe('one gibibyte', { timeout: 90_000 }, () => {
  const dir = mkdtempSync(join(tmpdir(), 'objects-large-'));
  let store: StoreProcess;
  let s3: S3Client;
  beforeAll(async () => {
    store = await startStoreProcess(dir);
    s3 = clientOf(store.target);
  }, 30_000);
  afterAll(async () => {
    await store.kill();
    rmSync(dir, { recursive: true, force: true });
  });

  it('streams in and out whole while the store grows by less than 150 MB', async () => {
    await s3.send(new PutObjectCommand({ Bucket: 'bucket', Key: 'warm', Body: Buffer.alloc(MIB) }));
    const before = await store.memory();
    const sent = createHash('md5');
    const body = Readable.from(
      (function* () {
        for (const block of gibibyte()) {
          sent.update(block);
          yield block;
        }
      })(),
      { objectMode: false },
    );
    const put = await s3.send(
      new PutObjectCommand({ Bucket: 'bucket', Key: 'large', Body: body, ContentLength: GIB }),
    );
    const writing = await store.memory();
    expect(put.ETag).toBe(`"${sent.digest('hex')}"`);

    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'bucket', Key: 'large' }));
    const got = createHash('md5');
    let size = 0;
    for await (const chunk of Body as AsyncIterable<Buffer>) {
      got.update(chunk);
      size += chunk.length;
    }
    const reading = await store.memory();
    expect(size).toBe(GIB);
    expect(`"${got.digest('hex')}"`).toBe(put.ETag);
    const growth = { writing: (writing.peak - before.rss) / MIB, reading: (reading.peak - before.rss) / MIB };
    console.info(
      `resident memory grew by ${growth.writing.toFixed(0)} MiB writing, ${growth.reading.toFixed(0)} MiB reading`,
    );
    expect(growth.writing).toBeLessThan(150);
    expect(growth.reading).toBeLessThan(150);
  });

  it('is not pulled into memory by a reader who does not read', async () => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'bucket', Key: 'large' }));
    const before = await store.memory();
    // Other requests are answered meanwhile, and the bytes wait on the disk.
    for (let n = 0; n < 20; n += 1)
      await s3
        .send(new GetObjectCommand({ Bucket: 'bucket', Key: 'warm', Range: 'bytes=0-9' }))
        .then(({ Body: b }) => b?.transformToString());
    expect(((await store.memory()).peak - before.rss) / MIB).toBeLessThan(50);
    (Body as Readable).destroy();
  });
});
