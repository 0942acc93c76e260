import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectRetentionCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { type Claim, type Ground, refusalOf } from './object-store-ground.ts';

const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000);

/** Versions, delete markers and retention. */
export const versionsSuite = (ground: () => Ground, claim: Claim): void => {
  const put = (Bucket: string, Key: string, Body: string, more: object = {}) =>
    ground().s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
  const text = async (Bucket: string, Key: string, VersionId?: string) => {
    const { Body } = await ground().s3.send(new GetObjectCommand({ Bucket, Key, VersionId }));
    return Body?.transformToString();
  };
  const remove = (Bucket: string, Key: string, VersionId?: string, more: object = {}) =>
    ground().s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId, ...more }));

  describe('in a bucket with versions', () => {
    it('every write stays readable by its version', async () => {
      const Bucket = await ground().makeBucket({ versioning: true });
      const first = await put(Bucket, 'k', '1');
      const second = await put(Bucket, 'k', '2');
      expect(await text(Bucket, 'k')).toBe('2');
      expect(await text(Bucket, 'k', first.VersionId)).toBe('1');
      const CopySource = `${Bucket}/k?versionId=${first.VersionId}`;
      await ground().s3.send(new CopyObjectCommand({ Bucket, Key: 'old', CopySource }));
      expect(await text(Bucket, 'old')).toBe('1');
      const listed = await ground().s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: 'k' }));
      expect(listed.Versions?.map((item) => [item.VersionId, item.IsLatest])).toEqual([
        [second.VersionId, true],
        [first.VersionId, false],
      ]);
    });

    claim(
      'delete-markers',
      'a delete lays a marker, and removing the marker brings the object back',
      async () => {
        const Bucket = await ground().makeBucket({ versioning: true });
        const { VersionId } = await put(Bucket, 'k', '1');
        const marker = await remove(Bucket, 'k');
        expect(marker.DeleteMarker).toBe(true);
        expect(await refusalOf(text(Bucket, 'k'))).toBe('NoSuchKey');
        expect((await ground().s3.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
        expect(await text(Bucket, 'k', VersionId)).toBe('1');
        expect(await refusalOf(text(Bucket, 'k', marker.VersionId))).toBe('MethodNotAllowed');
        const listed = await ground().s3.send(new ListObjectVersionsCommand({ Bucket }));
        expect(listed.DeleteMarkers?.map((item) => [item.VersionId, item.IsLatest])).toEqual([
          [marker.VersionId, true],
        ]);
        await remove(Bucket, 'k', marker.VersionId);
        expect(await text(Bucket, 'k')).toBe('1');
      },
    );

    it('If-None-Match: * may write again over a delete marker', async () => {
      const Bucket = await ground().makeBucket({ versioning: true });
      await put(Bucket, 'k', '1');
      await remove(Bucket, 'k');
      await put(Bucket, 'k', '2', { IfNoneMatch: '*' });
      expect(await text(Bucket, 'k')).toBe('2');
    });

    it('a listing of versions pages without losing or repeating any', async () => {
      const Bucket = await ground().makeBucket({ versioning: true });
      const written: (string | undefined)[] = [];
      for (const key of ['a', 'a', 'a', 'b', 'c']) written.push((await put(Bucket, key, key)).VersionId);
      const seen: (string | undefined)[] = [];
      let page: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined = {};
      while (page) {
        const got: ListObjectVersionsCommandOutput = await ground().s3.send(
          new ListObjectVersionsCommand({ Bucket, MaxKeys: 2, ...page }),
        );
        seen.push(...(got.Versions ?? []).map((item) => item.VersionId));
        page = got.IsTruncated
          ? { KeyMarker: got.NextKeyMarker, VersionIdMarker: got.NextVersionIdMarker }
          : undefined;
      }
      const [a1, a2, a3, b, c] = written;
      expect(seen).toEqual([a3, a2, a1, b, c]);
    });

    it('a version that does not exist is refused by name', async () => {
      const Bucket = await ground().makeBucket({ versioning: true });
      await put(Bucket, 'k', '1');
      expect(await refusalOf(text(Bucket, 'k', 'KxYzNotAVersionOfThisObject00000'))).toMatch(
        /^(NoSuchVersion|InvalidArgument)$/,
      );
    });
  });

  describe('in a bucket with object lock', () => {
    const objectLock = { mode: 'COMPLIANCE', days: 3 } as const;

    claim('object-lock', 'a new version is retained by default and can not be deleted', async () => {
      const Bucket = await ground().makeBucket({ versioning: true, objectLock });
      const { VersionId } = await put(Bucket, 'k', 'the original');
      const { Retention } = await ground().s3.send(
        new GetObjectRetentionCommand({ Bucket, Key: 'k', VersionId }),
      );
      expect(Retention?.Mode).toBe('COMPLIANCE');
      const days = ((Retention?.RetainUntilDate?.getTime() ?? 0) - Date.now()) / 86_400_000;
      expect(days).toBeGreaterThan(2.99);
      expect(days).toBeLessThan(3.01);
      expect(await refusalOf(remove(Bucket, 'k', VersionId))).toBe('AccessDenied');
      expect(await refusalOf(remove(Bucket, 'k', VersionId, { BypassGovernanceRetention: true }))).toBe(
        'AccessDenied',
      );
      const many = await ground().s3.send(
        new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'k', VersionId }] } }),
      );
      expect(many.Errors?.map((error) => error.Code)).toEqual(['AccessDenied']);
      await put(Bucket, 'k', 'an overwrite');
      await remove(Bucket, 'k');
      expect(await text(Bucket, 'k', VersionId)).toBe('the original');
    });

    it('a compliance retention may be extended and never shortened or loosened', async () => {
      const Bucket = await ground().makeBucket({ versioning: true, objectLock });
      const { VersionId } = await put(Bucket, 'k', 'x');
      const retain = (Mode: 'GOVERNANCE' | 'COMPLIANCE', days: number) =>
        ground().s3.send(
          new PutObjectRetentionCommand({
            Bucket,
            Key: 'k',
            VersionId,
            Retention: { Mode, RetainUntilDate: inDays(days) },
          }),
        );
      expect(await refusalOf(retain('COMPLIANCE', 10))).toBe('200');
      expect(await refusalOf(retain('COMPLIANCE', 5))).toBe('AccessDenied');
      expect(await refusalOf(retain('GOVERNANCE', 20))).toBe('AccessDenied');
      const head = await ground().s3.send(new HeadObjectCommand({ Bucket, Key: 'k' }));
      expect(head.ObjectLockMode).toBe('COMPLIANCE');
      expect(((head.ObjectLockRetainUntilDate?.getTime() ?? 0) - Date.now()) / 86_400_000).toBeGreaterThan(
        9.9,
      );
    });

    claim(
      'object-lock-validation',
      'a write may set its own retention, but only one that lies ahead',
      async () => {
        const Bucket = await ground().makeBucket({ versioning: true, objectLock });
        const lock = (days: number) => ({
          ObjectLockMode: 'GOVERNANCE',
          ObjectLockRetainUntilDate: inDays(days),
        });
        await put(Bucket, 'k', 'x', lock(30));
        const { Retention } = await ground().s3.send(new GetObjectRetentionCommand({ Bucket, Key: 'k' }));
        expect(Retention?.Mode).toBe('GOVERNANCE');
        expect(await refusalOf(put(Bucket, 'k', 'x', lock(-1)))).toBe('InvalidArgument');
      },
    );

    claim('object-lock-validation', 'a bucket made without lock refuses retention', async () => {
      const Bucket = await ground().makeBucket({ versioning: true });
      const lock = { ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: inDays(2) };
      expect(await refusalOf(put(Bucket, 'k', 'x', lock))).toBe('InvalidRequest');
    });
  });
};
