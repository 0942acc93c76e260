import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type Claim, generated, type Ground, refusalOf, sha256 } from './object-store-ground.ts';

/** Single objects: writing, reading, conditions, ranges, copies, listings. */
export const objectsSuite = (ground: () => Ground, claim: Claim): void => {
  const put = (Bucket: string, Key: string, Body: string | Buffer, more: object = {}) =>
    ground().s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
  const text = async (Bucket: string, Key: string, more: object = {}) => {
    const { Body } = await ground().s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
    return Body?.transformToString();
  };

  describe('an object', () => {
    it('comes back byte for byte with the headers and metadata it was given', async () => {
      const Bucket = await ground().makeBucket({});
      const bytes = generated(300_001);
      await put(Bucket, 'a/đường bộ.csv', bytes, {
        ContentType: 'text/csv; charset=utf-8',
        CacheControl: 'max-age=60',
        ContentDisposition: 'attachment; filename="a.csv"',
        ContentEncoding: 'identity',
        Metadata: { owner: 'so-gtvt' },
      });
      const read = await ground().s3.send(new GetObjectCommand({ Bucket, Key: 'a/đường bộ.csv' }));
      expect(Buffer.from((await read.Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
      expect(read).toMatchObject({
        ContentType: 'text/csv; charset=utf-8',
        CacheControl: 'max-age=60',
        ContentDisposition: 'attachment; filename="a.csv"',
        ContentEncoding: 'identity',
        ContentLength: 300_001,
        Metadata: { owner: 'so-gtvt' },
      });
    });

    it('may be empty', async () => {
      const Bucket = await ground().makeBucket({});
      await put(Bucket, 'empty', '');
      expect(await text(Bucket, 'empty')).toBe('');
    });

    it('is not there before it is written and after it is deleted', async () => {
      const Bucket = await ground().makeBucket({});
      expect(await refusalOf(text(Bucket, 'k'))).toBe('NoSuchKey');
      await put(Bucket, 'k', 'x');
      await ground().s3.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
      expect(await refusalOf(text(Bucket, 'k'))).toBe('NoSuchKey');
      expect(await refusalOf(ground().s3.send(new HeadObjectCommand({ Bucket, Key: 'k' })))).toBe('NotFound');
      expect(await refusalOf(ground().s3.send(new HeadBucketCommand({ Bucket: `${Bucket}-no` })))).toBe(
        'NotFound',
      );
    });

    it('sent as a stream arrives whole without the chunk framing', async () => {
      const Bucket = await ground().makeBucket({});
      const bytes = generated(140_000);
      const halves = [bytes.subarray(0, 65_536), bytes.subarray(65_536)];
      const sent = await ground().s3.send(
        new PutObjectCommand({ Bucket, Key: 's', Body: Readable.from(halves), ContentLength: bytes.length }),
      );
      const read = await ground().s3.send(new GetObjectCommand({ Bucket, Key: 's' }));
      expect(Buffer.from((await read.Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
      expect(read.ETag).toBe(sent.ETag);
      expect(read.ContentEncoding ?? '').toBe('');
    });
  });

  describe('a read', () => {
    it('of a range, an open range and a suffix gives those bytes, and 416 beyond the end', async () => {
      const Bucket = await ground().makeBucket({});
      await put(Bucket, 'k', '0123456789');
      expect(await text(Bucket, 'k', { Range: 'bytes=2-4' })).toBe('234');
      expect(await text(Bucket, 'k', { Range: 'bytes=7-' })).toBe('789');
      expect(await text(Bucket, 'k', { Range: 'bytes=-2' })).toBe('89');
      expect(await text(Bucket, 'k', { Range: 'bytes=8-99' })).toBe('89');
      expect(await refusalOf(text(Bucket, 'k', { Range: 'bytes=10-' }))).toBe('InvalidRange');
      const part = await ground().s3.send(new GetObjectCommand({ Bucket, Key: 'k', Range: 'bytes=0-0' }));
      expect(part.ContentRange).toBe('bytes 0-0/10');
      expect(part.$metadata.httpStatusCode).toBe(206);
    });

    it('holds to If-Match and If-None-Match', async () => {
      const Bucket = await ground().makeBucket({});
      const { ETag } = await put(Bucket, 'k', 'x');
      expect(await text(Bucket, 'k', { IfMatch: ETag })).toBe('x');
      expect(await refusalOf(text(Bucket, 'k', { IfMatch: '"0"' }))).toBe('PreconditionFailed');
      const same = ground().s3.send(new GetObjectCommand({ Bucket, Key: 'k', IfNoneMatch: ETag }));
      await expect(same).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    });
  });

  describe('a conditional write', () => {
    claim('conditional-write', 'with If-None-Match: * has exactly one winner among ten at once', async () => {
      const Bucket = await ground().makeBucket({});
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          refusalOf(put(Bucket, 'race', `writer ${n}`, { IfNoneMatch: '*' })),
        ),
      );
      expect(outcomes.filter((code) => code === '200')).toHaveLength(1);
      const losers = outcomes.filter((code) => code !== '200');
      expect(
        losers.every((code) => ['PreconditionFailed', 'ConditionalRequestConflict'].includes(code)),
      ).toBe(true);
      expect(await text(Bucket, 'race')).toBe(`writer ${outcomes.indexOf('200')}`);
    });

    claim('conditional-write', 'with If-Match replaces only what the writer read', async () => {
      const Bucket = await ground().makeBucket({});
      const first = await put(Bucket, 'k', '1');
      await put(Bucket, 'k', '2', { IfMatch: first.ETag });
      expect(await refusalOf(put(Bucket, 'k', '3', { IfMatch: first.ETag }))).toBe('PreconditionFailed');
      expect(await refusalOf(put(Bucket, 'other', '3', { IfMatch: first.ETag }))).toBe('NoSuchKey');
      expect(await text(Bucket, 'k')).toBe('2');
    });
  });

  describe('a checksum', () => {
    for (const algorithm of ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)
      claim('checksum-verification', `by ${algorithm} is verified and given back`, async () => {
        const Bucket = await ground().makeBucket({});
        const member = `Checksum${algorithm}` as const;
        const written = await put(Bucket, 'k', '123456789', { ChecksumAlgorithm: algorithm });
        const known = {
          CRC32: 'y/Q5Jg==',
          CRC32C: '4waSgw==',
          CRC64NVME: 'rosUhgp5mIg=',
          SHA1: '98O8HYCOBHMq32eZZczDTKeuNEE=',
          SHA256: 'FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=',
        }[algorithm];
        expect(written[member]).toBe(known);
        const read = await ground().s3.send(
          new HeadObjectCommand({ Bucket, Key: 'k', ChecksumMode: 'ENABLED' }),
        );
        expect(read[member]).toBe(known);
        const wrong = put(Bucket, 'wrong', '123456780', { [member]: known });
        expect(await refusalOf(wrong)).toBe('BadDigest');
        expect(await refusalOf(text(Bucket, 'wrong'))).toBe('NoSuchKey');
      });

    it('by Content-MD5 is verified', async () => {
      const Bucket = await ground().makeBucket({});
      expect(await refusalOf(put(Bucket, 'k', 'x', { ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' }))).toBe(
        'BadDigest',
      );
      expect(await refusalOf(put(Bucket, 'k', 'x', { ContentMD5: 'short' }))).toBe('InvalidDigest');
    });

    it('and the size stand among the attributes', async () => {
      const Bucket = await ground().makeBucket({});
      await put(Bucket, 'k', 'abc', { ChecksumAlgorithm: 'SHA256' });
      const attributes = await ground().s3.send(
        new GetObjectAttributesCommand({ Bucket, Key: 'k', ObjectAttributes: ['Checksum', 'ObjectSize'] }),
      );
      expect(attributes).toMatchObject({ ObjectSize: 3, Checksum: { ChecksumSHA256: sha256('abc') } });
    });
  });

  describe('a copy', () => {
    it('keeps bytes and metadata, or replaces the metadata when told to', async () => {
      const Bucket = await ground().makeBucket({});
      await put(Bucket, 'nguồn/a b+c', 'bytes', { Metadata: { a: '1' }, ContentType: 'text/plain' });
      const CopySource = `${Bucket}/${encodeURIComponent('nguồn/a b+c')}`;
      await ground().s3.send(new CopyObjectCommand({ Bucket, Key: 'same', CopySource }));
      const replaced = {
        MetadataDirective: 'REPLACE',
        Metadata: { b: '2' },
        ContentType: 'text/csv',
      } as const;
      await ground().s3.send(new CopyObjectCommand({ Bucket, Key: 'new', CopySource, ...replaced }));
      const same = await ground().s3.send(new HeadObjectCommand({ Bucket, Key: 'same' }));
      const renewed = await ground().s3.send(new HeadObjectCommand({ Bucket, Key: 'new' }));
      expect(await text(Bucket, 'same')).toBe('bytes');
      expect(same).toMatchObject({ Metadata: { a: '1' }, ContentType: 'text/plain' });
      expect(renewed).toMatchObject({ Metadata: { b: '2' }, ContentType: 'text/csv' });
      const absent = ground().s3.send(
        new CopyObjectCommand({ Bucket, Key: 'x', CopySource: `${Bucket}/absent` }),
      );
      expect(await refusalOf(absent)).toBe('NoSuchKey');
    });

    it('stays as it is when its source is written anew or deleted', async () => {
      const Bucket = await ground().makeBucket({});
      const [source, CopySource] = [{ Bucket, Key: 'source' }, `${Bucket}/source`];
      await put(Bucket, 'source', 'bytes', { ChecksumAlgorithm: 'SHA256' });
      await ground().s3.send(new CopyObjectCommand({ Bucket, Key: 'alike', CopySource }));
      await ground().s3.send(
        new CopyObjectCommand({ Bucket, Key: 'summed', CopySource, ChecksumAlgorithm: 'CRC32' }),
      );
      await put(Bucket, 'source', 'others');
      await ground().s3.send(new DeleteObjectCommand(source));
      expect([await text(Bucket, 'alike'), await text(Bucket, 'summed')]).toEqual(['bytes', 'bytes']);
    });
  });

  describe('a listing', () => {
    it('pages in byte order under a prefix and folds by a delimiter', async () => {
      const Bucket = await ground().makeBucket({});
      const keys = ['a', 'b/1', 'b/2', 'b/c/3', 'd & <e>', 'z', 'đ', 'đ/ê', '😀'];
      for (const key of keys.toReversed()) await put(Bucket, key, key);
      const seen: string[] = [];
      let ContinuationToken: string | undefined;
      do {
        const page = await ground().s3.send(
          new ListObjectsV2Command({ Bucket, MaxKeys: 2, ContinuationToken }),
        );
        seen.push(...(page.Contents ?? []).map((item) => item.Key ?? ''));
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken);
      expect(seen).toEqual(keys);
      const folded: string[] = [];
      do {
        const page = await ground().s3.send(
          new ListObjectsV2Command({ Bucket, Delimiter: '/', MaxKeys: 1, ContinuationToken }),
        );
        folded.push(...(page.CommonPrefixes ?? []).map((item) => item.Prefix ?? ''));
        folded.push(...(page.Contents ?? []).map((item) => item.Key ?? ''));
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken);
      expect(folded).toEqual(['a', 'b/', 'd & <e>', 'z', 'đ', 'đ/', '😀']);
      const under = await ground().s3.send(
        new ListObjectsV2Command({ Bucket, Prefix: 'b/', Delimiter: '/' }),
      );
      expect(under.Contents?.map((item) => item.Key)).toEqual(['b/1', 'b/2']);
      expect(under.CommonPrefixes).toEqual([{ Prefix: 'b/c/' }]);
      const after = await ground().s3.send(new ListObjectsV2Command({ Bucket, StartAfter: 'z' }));
      expect(after.Contents?.map((item) => item.Key)).toEqual(['đ', 'đ/ê', '😀']);
    });
  });

  claim('odd-keys', 'many keys are deleted in one call, whatever characters they hold', async () => {
    const Bucket = await ground().makeBucket({});
    const keys = ['plain', 'a&b<c>"d\'', ' spaces ', 'tab\tline\nreturn\r', '&amp;'];
    for (const key of keys) await put(Bucket, key, key);
    const Objects = [...keys, 'never there'].map((Key) => ({ Key }));
    const result = await ground().s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(result.Deleted?.map((item) => item.Key)).toEqual([...keys, 'never there']);
    expect((await ground().s3.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
  });
};
