import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectRetentionCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterEach, describe, expect, it } from 'vitest';
import type { AccessQuestion } from '../../local/engines/object-store/object-store.ts';
import { groundOf, refusalOf } from '../ports/object-store-ground.ts';
import { startStoreTarget } from '../ports/object-store-target.ts';

describe('the policies', () => {
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });
  const start = async (allowed: string[]) => {
    const asked: AccessQuestion[] = [];
    const started = await startStoreTarget({
      authorize: (question) => {
        asked.push(question);
        return allowed.includes(question.action);
      },
    });
    stops.push(started.stop);
    return { ...groundOf(started), asked };
  };

  it('are asked for each action on the bucket and key it concerns, presigned or not', async () => {
    const { s3, presigner, makeBucket, asked } = await start(['s3:PutObject', 's3:GetObject']);
    const Bucket = await makeBucket({ versioning: true });
    await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/k` }));
    expect(asked.map(({ principal, action, bucket, key }) => [principal, action, bucket, key])).toEqual([
      ['suite', 's3:PutObject', Bucket, 'k'],
      ['suite', 's3:PutObject', Bucket, 'copy'],
      ['suite', 's3:GetObject', Bucket, 'k'],
    ]);
    expect(await refusalOf(s3.send(new DeleteObjectCommand({ Bucket, Key: 'k' })))).toBe('AccessDenied');
    expect(await refusalOf(s3.send(new ListObjectsV2Command({ Bucket })))).toBe('AccessDenied');
    expect(await refusalOf(s3.send(new GetObjectCommand({ Bucket, Key: 'k', VersionId: 'x' })))).toBe(
      'AccessDenied',
    );
    const presigned = await getSignedUrl(presigner, new DeleteObjectCommand({ Bucket, Key: 'k' }));
    expect((await fetch(presigned, { method: 'DELETE' })).status).toBe(403);
    const many = await s3.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'k' }, { Key: 'l' }] } }),
    );
    expect(many.Errors?.map((error) => [error.Key, error.Code])).toEqual([
      ['k', 'AccessDenied'],
      ['l', 'AccessDenied'],
    ]);
  });

  it('decide whether a missing key is told as missing: only to those who may list', async () => {
    for (const [allowed, code] of [
      [['s3:GetObject'], 'AccessDenied'],
      [['s3:GetObject', 's3:ListBucket'], 'NoSuchKey'],
    ] as const) {
      const { s3, makeBucket } = await start([...allowed]);
      const Bucket = await makeBucket({});
      expect(await refusalOf(s3.send(new GetObjectCommand({ Bucket, Key: 'absent' })))).toBe(code);
    }
  });

  it('let governance be bypassed only with the header and the permission, and compliance never', async () => {
    const usual = ['s3:PutObject', 's3:PutObjectRetention', 's3:DeleteObjectVersion'];
    for (const [allowed, mode, bypass, code] of [
      [[...usual, 's3:BypassGovernanceRetention'], 'GOVERNANCE', true, '200'],
      [[...usual, 's3:BypassGovernanceRetention'], 'GOVERNANCE', false, 'AccessDenied'],
      [usual, 'GOVERNANCE', true, 'AccessDenied'],
      [[...usual, 's3:BypassGovernanceRetention'], 'COMPLIANCE', true, 'AccessDenied'],
    ] as const) {
      const { s3, makeBucket } = await start([...allowed]);
      const Bucket = await makeBucket({ objectLock: { mode, days: 1 } });
      const { VersionId } = await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
      const shorter = { Mode: mode, RetainUntilDate: new Date(Date.now() + 60_000) };
      const at = { Bucket, Key: 'k', VersionId, BypassGovernanceRetention: bypass };
      expect(await refusalOf(s3.send(new PutObjectRetentionCommand({ ...at, Retention: shorter })))).toBe(
        code,
      );
      expect(await refusalOf(s3.send(new DeleteObjectCommand(at)))).toBe(code);
    }
  });

  it('when there are none, nobody may bypass governance', async () => {
    const started = await startStoreTarget();
    stops.push(started.stop);
    const { s3, makeBucket } = groundOf(started);
    const Bucket = await makeBucket({ objectLock: { mode: 'GOVERNANCE', days: 1 } });
    const { VersionId } = await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    const bypass = new DeleteObjectCommand({ Bucket, Key: 'k', VersionId, BypassGovernanceRetention: true });
    expect(await refusalOf(s3.send(bypass))).toBe('AccessDenied');
  });
});
