import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Objects } from '../../shared/adapters/s3/objects.ts';

export type Buckets = { objects: Objects; other: Objects; otherName: string };

const text = { contentType: 'text/plain; charset=utf-8' };
const bytes = (words: string) => Buffer.from(words, 'utf8');

/** What functions ask of a bucket. `buckets` is called once, before the first test. */
export const objectsSuite = (buckets: () => Promise<Buckets>): void => {
  let [objects, other] = [] as unknown as [Objects, Objects];
  let otherName = '';
  let folder = '';
  beforeAll(async () => {
    ({ objects, other, otherName } = await buckets());
    folder = await mkdtemp(join(tmpdir(), 'objects-suite-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('gives back what was put, under any key a dataset can have', async () => {
    for (const key of ['datasets/đường-bộ/v1 (bản sửa)+1.csv', 'a', 'x/y/z.json']) {
      await objects.put(key, 'Mã,Tên\n00123,Đường 454\n', text);
      expect((await objects.text(key))?.text).toBe('Mã,Tên\n00123,Đường 454\n');
    }
  });

  it('knows nothing of a key that was never put, or was removed', async () => {
    expect(await objects.text('nothing')).toBeUndefined();
    await objects.put('gone', 'x', text);
    await objects.remove('gone');
    expect(await objects.text('gone')).toBeUndefined();
    await objects.remove('gone');
  });

  it('gives another tag to other bytes', async () => {
    await objects.put('tag', 'một', text);
    const one = await objects.text('tag');
    await objects.put('tag', 'hai', text);
    expect((await objects.text('tag'))?.etag).not.toBe(one?.etag);
    expect(one?.etag).toMatch(/^".+"$/);
  });

  it('writes only what nobody wrote before', async () => {
    expect(await objects.putIfUnchanged('first', bytes('một'), undefined, text)).toBe(true);
    expect(await objects.putIfUnchanged('first', bytes('hai'), undefined, text)).toBe(false);
    expect((await objects.text('first'))?.text).toBe('một');
  });

  it('writes only over what was read', async () => {
    await objects.put('index', 'một', text);
    const read = await objects.text('index');
    await objects.put('index', 'hai', text);
    expect(await objects.putIfUnchanged('index', bytes('ba'), read?.etag ?? '', text)).toBe(false);
    const again = await objects.text('index');
    expect(await objects.putIfUnchanged('index', bytes('ba'), again?.etag ?? '', text)).toBe(true);
    expect((await objects.text('index'))?.text).toBe('ba');
    expect(await objects.putIfUnchanged('never', bytes('x'), again?.etag ?? '', text)).toBe(false);
  });

  it('has one winner among those that write at once', async () => {
    const racers = Array.from({ length: 10 }, (_, i) =>
      objects.putIfUnchanged('race', bytes(`người ${i}`), undefined, text),
    );
    expect((await Promise.all(racers)).filter(Boolean)).toHaveLength(1);
  });

  it('carries files there and back, and says when a copy is still good', async () => {
    const [from, to] = [join(folder, 'from.csv'), join(folder, 'to.csv')];
    await writeFile(from, 'Mã\n00123\n');
    await objects.fromFile('file.csv', from, { contentType: 'text/csv' });
    const got = await objects.toFile('file.csv', to);
    expect(await readFile(to, 'utf8')).toBe('Mã\n00123\n');
    expect(got).not.toBe('unchanged');
    const { etag } = got as { etag: string };
    expect(await objects.toFile('file.csv', to, etag)).toBe('unchanged');
    await objects.put('file.csv', 'Mã\n00124\n', { contentType: 'text/csv' });
    expect(await objects.toFile('file.csv', to, etag)).not.toBe('unchanged');
    expect(await readFile(to, 'utf8')).toBe('Mã\n00124\n');
    expect(await objects.toFile('no-file.csv', to)).toBeUndefined();
  });

  it('copies from another bucket, keys with spaces and marks included', async () => {
    const key = 'uploads/Cơ sở (GPP)+1.csv';
    await other.put(key, 'Mã\n00123\n', text);
    await objects.copyFrom({ bucket: otherName, key }, 'released.csv', { contentType: 'text/csv' });
    expect((await objects.text('released.csv'))?.text).toBe('Mã\n00123\n');
    expect((await other.text(key))?.text).toBe('Mã\n00123\n');
    await expect(objects.copyFrom({ bucket: otherName, key: 'nothing' }, 'x.csv', text)).rejects.toThrow();
    expect(await objects.text('x.csv')).toBeUndefined();
  });
};
