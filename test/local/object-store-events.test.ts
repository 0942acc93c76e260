import { CopyObjectCommand, DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ObjectEvent } from '../../local/engines/object-store/object-store.ts';
import { clientOf, startStoreTarget, type StartedStore } from '../ports/object-store-target.ts';

describe('an object event', () => {
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0).toReversed()) await stop();
  });
  const start = async (
    onObjectEvent: (event: ObjectEvent) => void | Promise<void>,
    dir?: string,
  ): Promise<StartedStore> => {
    const started = await startStoreTarget({ onObjectEvent, ...(dir !== undefined && { dir }) });
    stops.push(started.stop);
    return started;
  };

  it('tells of every write and deletion after it can be read, with its version', async () => {
    const seen: ObjectEvent[] = [];
    const started = await start((event) => void seen.push(event));
    const s3 = clientOf(started.target);
    const Bucket = await started.makeBucket({ versioning: true, eventBridge: true });
    const { VersionId, ETag } = await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'abc' }));
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/k` }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'k', VersionId }));
    await vi.waitFor(() => expect(seen).toHaveLength(4));
    expect(seen[0]).toMatchObject({
      bucket: Bucket,
      key: 'k',
      size: 3,
      reason: 'PutObject',
      versionId: VersionId,
    });
    expect(`"${seen[0]?.etag}"`).toBe(ETag);
    expect(seen.map((event) => [event.reason, event.key, event.deletionType])).toEqual([
      ['PutObject', 'k', undefined],
      ['CopyObject', 'copy', undefined],
      ['DeleteObject', 'k', 'Delete Marker Created'],
      ['DeleteObject', 'k', 'Permanently Deleted'],
    ]);
    expect(seen.map((event) => event.sequencer)).toEqual(seen.map((event) => event.sequencer).toSorted());
  });

  it('is not told of buckets that did not ask, nor of writes that were refused', async () => {
    const seen: ObjectEvent[] = [];
    const started = await start((event) => void seen.push(event));
    const s3 = clientOf(started.target);
    const silent = await started.makeBucket({});
    const loud = await started.makeBucket({ eventBridge: true });
    await s3.send(new PutObjectCommand({ Bucket: silent, Key: 'k', Body: 'x' }));
    await expect(
      s3.send(new PutObjectCommand({ Bucket: loud, Key: 'bad', Body: 'x', IfMatch: '"0"' })),
    ).rejects.toThrow();
    await s3.send(new PutObjectCommand({ Bucket: loud, Key: 'good', Body: 'x' }));
    await vi.waitFor(() => expect(seen.map((event) => event.key)).toEqual(['good']));
  });

  it('is told again until the listener returns, and holds nobody else up', async () => {
    const told: string[] = [];
    let refusals = 3;
    const started = await start(async (event) => {
      told.push(event.key);
      if (event.key === 'stubborn' && (refusals -= 1) >= 0) throw new Error('not now');
    });
    const s3 = clientOf(started.target);
    const Bucket = await started.makeBucket({ eventBridge: true });
    for (const Key of ['stubborn', 'easy']) await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    await vi.waitFor(() => expect(told.filter((key) => key === 'stubborn')).toHaveLength(4), {
      timeout: 5000,
    });
    expect(told.filter((key) => key === 'easy')).toHaveLength(1);
  });

  it('that was not acknowledged is told after a restart', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'objects-events-'));
    const first = await start(() => Promise.reject(new Error('the listener is broken')), dir);
    const Bucket = await first.makeBucket({ eventBridge: true });
    await clientOf(first.target).send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    expect(first.store.eventsOwed()).toBe(1);
    await stops.pop()?.();
    const seen: ObjectEvent[] = [];
    const second = await start((event) => void seen.push(event), dir);
    await vi.waitFor(() => expect(second.store.eventsOwed()).toBe(0));
    await vi.waitFor(() => expect(seen.map((event) => [event.bucket, event.key])).toEqual([[Bucket, 'k']]));
    await stops.pop()?.();
    const third = await start((event) => void seen.push(event), dir);
    expect(third.store.eventsOwed()).toBe(0);
    expect(seen).toHaveLength(1);
    await stops.pop()?.();
    rmSync(dir, { recursive: true, force: true });
  });
});
