import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { s3RequestFiles } from '../../shared/adapters/s3/request-files.ts';
import { s3ScannedFiles } from '../../shared/adapters/s3/scanned-files.ts';
import { useStore } from './a-store.ts';

const store = useStore();

test('a file that came is never said not to have come, also while it is moved to where it is kept', async () => {
  const buckets = { arrivals: await store().makeBucket({}), kept: await store().makeBucket({}) };
  const files = s3RequestFiles(buckets);
  const scanned = s3ScannedFiles(buckets);
  const s3 = new S3Client({ forcePathStyle: true });
  const seen = new Set<string>();
  for (let i = 0; i < 20; i += 1) {
    const key = `requests/YC-7K3M9-QXD2T/${i}`;
    await s3.send(new PutObjectCommand({ Bucket: buckets.arrivals, Key: key, Body: 'văn bản' }));
    let isMoved = false;
    const moving = scanned.keep(key).then(() => (isMoved = true));
    const looking = [1, 2, 3].map(async () => {
      while (!isMoved) seen.add(await files.state(key));
    });
    await Promise.all([moving, ...looking]);
    expect(await files.state(key)).toBe('ready');
  }
  expect([...seen].toSorted()).toEqual(['ready', 'scanning']);
});
