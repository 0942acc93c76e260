import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  type CompletedPart,
  CreateMultipartUploadCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Claim, generated, type Ground, refusalOf, sha256 } from './object-store-ground.ts';

const MIB = 1024 * 1024;

/** Uploads in parts, signed in advance or not, and the checksums of what they become. */
export const multipartSuite = (ground: () => Ground, claim: Claim): void => {
  const begin = async (Bucket: string, Key: string, more: object = {}) => {
    const { UploadId } = await ground().s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }));
    return { Bucket, Key, UploadId };
  };
  type At = Awaited<ReturnType<typeof begin>>;
  const part = async (
    at: At,
    PartNumber: number,
    Body: Buffer,
    more: object = {},
  ): Promise<CompletedPart> => {
    const done = await ground().s3.send(new UploadPartCommand({ ...at, PartNumber, Body, ...more }));
    const { ETag, ChecksumSHA256, ChecksumCRC32, ChecksumCRC64NVME } = done;
    return { PartNumber, ETag, ChecksumSHA256, ChecksumCRC32, ChecksumCRC64NVME };
  };
  const complete = (at: At, Parts: CompletedPart[], more: object = {}) =>
    ground().s3.send(new CompleteMultipartUploadCommand({ ...at, MultipartUpload: { Parts }, ...more }));
  const bytesAt = async (at: { Bucket: string; Key: string }, more: object = {}) => {
    const { Body } = await ground().s3.send(
      new GetObjectCommand({ Bucket: at.Bucket, Key: at.Key, ...more }),
    );
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  };

  describe('a multipart upload', () => {
    const [one, two] = [generated(5 * MIB), generated(1 * MIB + 17)];

    claim('multipart-checksum', 'by SHA-256 becomes one object with a composite checksum', async () => {
      const Bucket = await ground().makeBucket({});
      const at = await begin(Bucket, 'whole', { ChecksumAlgorithm: 'SHA256', ContentType: 'text/csv' });
      const sha = { ChecksumAlgorithm: 'SHA256' };
      // The later part first, and one part twice: the last try counts.
      const second = await part(at, 2, two, sha);
      await part(at, 1, generated(5 * MIB), sha);
      const first = await part(at, 1, one, sha);
      const listed = await ground().s3.send(new ListPartsCommand(at));
      expect(listed.Parts?.map((item) => [item.PartNumber, item.Size])).toEqual([
        [1, one.length],
        [2, two.length],
      ]);
      const digests = [one, two].map((bytes) => createHash('sha256').update(bytes).digest());
      const composite = `${sha256(Buffer.concat(digests))}-2`;
      expect((await complete(at, [first, second])).ChecksumSHA256).toBe(composite);
      const head = await ground().s3.send(
        new HeadObjectCommand({ Bucket, Key: 'whole', ChecksumMode: 'ENABLED' }),
      );
      expect(head).toMatchObject({
        ChecksumSHA256: composite,
        ChecksumType: 'COMPOSITE',
        ContentType: 'text/csv',
      });
      expect(head.ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
      expect((await bytesAt(at)).equals(Buffer.concat([one, two]))).toBe(true);
      const seam = await bytesAt(at, { Range: `bytes=${5 * MIB - 3}-${5 * MIB + 3}` });
      expect(seam.equals(Buffer.concat([one.subarray(-3), two.subarray(0, 4)]))).toBe(true);
      const attributes = await ground().s3.send(
        new GetObjectAttributesCommand({
          Bucket,
          Key: 'whole',
          ObjectAttributes: ['ObjectParts', 'Checksum'],
        }),
      );
      expect(attributes.ObjectParts?.TotalPartsCount).toBe(2);
      expect(attributes.Checksum?.ChecksumSHA256).toBe(composite.replace('-2', ''));
    });

    for (const algorithm of ['CRC64NVME', 'CRC32'] as const)
      claim(
        'full-object-checksum',
        `by ${algorithm} has the full object's checksum, as if it were one write`,
        async () => {
          const Bucket = await ground().makeBucket({});
          const at = await begin(Bucket, 'k', { ChecksumAlgorithm: algorithm, ChecksumType: 'FULL_OBJECT' });
          const more = { ChecksumAlgorithm: algorithm };
          const done = await complete(at, [await part(at, 1, one, more), await part(at, 2, two, more)]);
          const body = Buffer.concat([one, two]);
          const single = await ground().s3.send(
            new PutObjectCommand({ Bucket, Key: 'single', Body: body, ChecksumAlgorithm: algorithm }),
          );
          expect(done.ChecksumType).toBe('FULL_OBJECT');
          expect(done[`Checksum${algorithm}`]).toBe(single[`Checksum${algorithm}`]);
        },
      );

    claim(
      'multipart-checksum',
      'refuses parts in another algorithm, lists without checksums and wrong ones',
      async () => {
        const Bucket = await ground().makeBucket({});
        const at = await begin(Bucket, 'k', { ChecksumAlgorithm: 'SHA256' });
        expect(await refusalOf(part(at, 1, two, { ChecksumAlgorithm: 'CRC32' }))).toBe('InvalidRequest');
        const good = await part(at, 1, two, { ChecksumAlgorithm: 'SHA256' });
        const { PartNumber, ETag } = good;
        expect(await refusalOf(complete(at, [{ PartNumber, ETag }]))).toBe('InvalidRequest');
        expect(await refusalOf(complete(at, [{ ...good, ChecksumSHA256: sha256('other') }]))).toBe(
          'InvalidPart',
        );
        expect(await refusalOf(complete(at, [good], { ChecksumSHA256: `${sha256('no')}-1` }))).toBe(
          'BadDigest',
        );
        expect(await refusalOf(complete(at, [good], { MpuObjectSize: 7 }))).toBe('InvalidRequest');
        expect(await refusalOf(bytesAt(at))).toBe('NoSuchKey');
      },
    );

    claim(
      'part-size-limit',
      'refuses small parts before the last, wrong order and unknown parts',
      async () => {
        const Bucket = await ground().makeBucket({});
        const at = await begin(Bucket, 'k', { ChecksumAlgorithm: 'CRC32' });
        const [small, last] = [await part(at, 1, two), await part(at, 2, two)];
        expect(await refusalOf(complete(at, [small, last]))).toBe('EntityTooSmall');
        expect(await refusalOf(complete(at, [last, small]))).toBe('InvalidPartOrder');
        expect(await refusalOf(complete(at, [{ ...last, PartNumber: 3 }]))).toBe('InvalidPart');
        expect(await refusalOf(complete(at, [{ ...last, ETag: '"0"' }]))).toBe('InvalidPart');
      },
    );

    it('is gone with its parts when aborted', async () => {
      const Bucket = await ground().makeBucket({});
      const at = await begin(Bucket, 'k', { ChecksumAlgorithm: 'CRC32' });
      const first = await part(at, 1, two);
      const open = await ground().s3.send(new ListMultipartUploadsCommand({ Bucket }));
      expect(open.Uploads?.map((upload) => upload.UploadId)).toEqual([at.UploadId]);
      await ground().s3.send(new AbortMultipartUploadCommand(at));
      expect(await refusalOf(part(at, 2, two))).toBe('NoSuchUpload');
      expect(await refusalOf(complete(at, [first]))).toBe('NoSuchUpload');
      expect(await refusalOf(ground().s3.send(new ListPartsCommand(at)))).toBe('NoSuchUpload');
    });

    it('may take its parts from ranges of another object', async () => {
      const Bucket = await ground().makeBucket({});
      await ground().s3.send(new PutObjectCommand({ Bucket, Key: 'from', Body: one }));
      const at = await begin(Bucket, 'to');
      const source = { ...at, CopySource: `${Bucket}/from` };
      const first = await ground().s3.send(new UploadPartCopyCommand({ ...source, PartNumber: 1 }));
      const second = await ground().s3.send(
        new UploadPartCopyCommand({ ...source, PartNumber: 2, CopySourceRange: 'bytes=10-19' }),
      );
      await complete(at, [
        { PartNumber: 1, ETag: first.CopyPartResult?.ETag },
        { PartNumber: 2, ETag: second.CopyPartResult?.ETag },
      ]);
      expect((await bytesAt(at)).equals(Buffer.concat([one, one.subarray(10, 20)]))).toBe(true);
    });
  });

  describe('a part address signed in advance', () => {
    const bytes = generated(4096);
    const sign = async (): Promise<{ at: At; url: string; headers: Record<string, string> }> => {
      const at = await begin(await ground().makeBucket({}), 'k', { ChecksumAlgorithm: 'SHA256' });
      const ChecksumSHA256 = sha256(bytes);
      const command = new UploadPartCommand({
        ...at,
        PartNumber: 1,
        ContentLength: bytes.length,
        ChecksumSHA256,
      });
      const url = await getSignedUrl(ground().presigner, command, {
        expiresIn: 300,
        unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
      });
      expect(new URL(url).searchParams.get('X-Amz-SignedHeaders')).toBe(
        'content-length;host;x-amz-checksum-sha256',
      );
      return { at, url, headers: { 'x-amz-checksum-sha256': ChecksumSHA256 } };
    };
    const code = async (answer: Response) => /<Code>(.*?)<\/Code>/.exec(await answer.text())?.[1] ?? '200';

    it('takes exactly the bytes it was signed for', async () => {
      const { at, url, headers } = await sign();
      const answer = await fetch(url, { method: 'PUT', body: new Uint8Array(bytes), headers });
      expect(answer.status).toBe(200);
      const ETag = answer.headers.get('etag') ?? '';
      await complete(at, [{ PartNumber: 1, ETag, ChecksumSHA256: sha256(bytes) }]);
      expect((await bytesAt(at)).equals(bytes)).toBe(true);
    });

    claim(
      'signature-check',
      'refuses another length, another checksum and bytes that do not match it',
      async () => {
        const { url, headers } = await sign();
        const send = async (body: Buffer, more: Record<string, string> = headers) =>
          code(await fetch(url, { method: 'PUT', body: new Uint8Array(body), headers: more }));
        expect(await send(bytes.subarray(1))).toBe('SignatureDoesNotMatch');
        expect(await send(bytes, { 'x-amz-checksum-sha256': sha256('other') })).toBe('SignatureDoesNotMatch');
        expect(await send(bytes, {})).toBe('SignatureDoesNotMatch');
        expect(await send(generated(bytes.length))).toBe('BadDigest');
      },
    );
  });
};
