import { createHash } from 'node:crypto';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { s3RequestFiles } from '../../shared/adapters/s3/request-files.ts';
import { s3PartStore } from '../../shared/adapters/s3/part-store.ts';
import { useStore } from './a-store.ts';

const LIFETIME_SECONDS = 900;
const key = 'uploads/thuoc.csv';
const bytes = Buffer.from('mã,tên\n01,Một\n');
const sha256 = createHash('sha256').update(bytes).digest('base64');
const part = { number: 1, bytes: bytes.length, sha256 };

const store = useStore({ now: () => new Date(Date.now() + aheadMs) });
/** What the store's clock is ahead of the one the address was signed by. */
let aheadMs = 0;

test('a part sent to an address that has expired is refused, nothing of it is kept, and a new address takes it', async () => {
  const parts = s3PartStore(await store().makeBucket({}));
  const upload = { key, multipartId: await parts.begin(key, bytes.length) };
  const send = async () => {
    const [signed] = await parts.sign(upload, [part], LIFETIME_SECONDS);
    if (!signed) throw new Error('No address was signed');
    return async () =>
      fetch(signed.url, { method: 'PUT', headers: signed.headers, body: new Uint8Array(bytes) });
  };
  const late = await send();
  aheadMs = (LIFETIME_SECONDS + 1) * 1000;
  const refused = await late();
  expect(refused.status).toBe(403);
  expect(await refused.text()).toContain('Request has expired');
  // The portal and the store go by one clock; only that part came late.
  aheadMs = 0;
  expect(await parts.received(upload)).toEqual([]);
  await expect(parts.complete(upload, [part])).rejects.toThrow();
  expect(await parts.exists(key)).toBe(false);

  const inTime = await send();
  aheadMs = (LIFETIME_SECONDS - 30) * 1000;
  expect((await inTime()).status).toBe(200);
  aheadMs = 0;
  expect((await parts.received(upload))?.map(({ number, sha256: sum }) => [number, sum])).toEqual([
    [1, sha256],
  ]);
  expect(await parts.complete(upload, [part])).toBe(true);
  expect(await parts.exists(key)).toBe(true);
});

test('the address of a file of an answer opens it for five minutes and not a second longer; a new one opens it again', async () => {
  const bucket = await store().makeBucket({});
  const answerKey = 'requests/YC-7K3M9-QXD2T/3b241101-e2bb-4255-8caf-4136c566a962';
  await new S3Client({ forcePathStyle: true }).send(
    new PutObjectCommand({ Bucket: bucket, Key: answerKey, Body: bytes }),
  );
  const files = s3RequestFiles({ arrivals: bucket, kept: bucket });
  const signed = async () => (await files.signDownload(answerKey, 'trả lời.txt', 300)).url;
  const url = await signed();
  aheadMs = 290_000;
  expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(bytes)).toBe(true);
  aheadMs = 301_000;
  const refused = await fetch(url);
  expect(refused.status).toBe(403);
  expect(await refused.text()).toContain('Request has expired');
  aheadMs = 0;
  expect((await fetch(await signed())).status).toBe(200);
});
