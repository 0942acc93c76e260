import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heldTables } from '../../functions/publishing/held-tables.ts';
import { memoryObjects } from '../../shared/adapters/memory/objects.ts';
import {
  convert,
  defaultLimits,
  identify,
  isIdentified,
  makeQueryFile,
  readTable,
} from '../../shared/tabular/index.ts';

let root: string;
let queryFile: Uint8Array;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'held-'));
  const path = join(root, 'a.csv');
  const csv = 'tên,số\nĐông Hưng,1\nVũ Thư,2\n';
  await writeFile(path, csv);
  const limits = defaultLimits;
  const identified = await identify(path, 'a.csv', Buffer.byteLength(csv), { limits });
  if (!isIdentified(identified)) throw new Error(identified.code);
  const report = await readTable(path, identified, { limits });
  const options = { folder: root, scratch: join(root, 'scratch'), limits };
  await makeQueryFile(report, await convert(path, report, options), options);
  queryFile = await readFile(join(root, 'query.duckdb'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const ground = async (most: number, keys: readonly string[]) => {
  const files = memoryObjects('files');
  for (const key of keys) await files.put(key, queryFile, { contentType: 'application/octet-stream' });
  const folder = await mkdtemp(join(root, 'process-'));
  await mkdir(folder, { recursive: true });
  const tables = heldTables({ files, folder, engineMb: 128, most, maxBytes: 1024 ** 3 });
  const rowsOf = (key: string) => tables(key, ({ table }) => Promise.resolve(table.about.rows));
  return { files, folder, tables, rowsOf };
};

describe('tables held by the data function', () => {
  it('are opened once, and again only after being let go', async () => {
    const { files, rowsOf } = await ground(2, ['rows/a', 'rows/b', 'rows/c']);
    expect(await rowsOf('rows/a')).toBe(2);
    await files.remove('rows/a');
    expect(await rowsOf('rows/a')).toBe(2);
    expect(await rowsOf('rows/b')).toBe(2);
    expect(await rowsOf('rows/c')).toBe(2);
    // The one used longest ago had to make room, and its object is gone.
    expect(await rowsOf('rows/a')).toBeUndefined();
    expect(await rowsOf('rows/c')).toBe(2);
  });

  it('do not fill the disk with what was let go', async () => {
    const { folder, rowsOf } = await ground(1, ['rows/a', 'rows/b', 'rows/c']);
    for (const key of ['rows/a', 'rows/b', 'rows/c', 'rows/a']) expect(await rowsOf(key)).toBe(2);
    await expect.poll(async () => (await readdir(folder)).length).toBeLessThanOrEqual(1);
  });

  it('say so when a release has none, every time anew', async () => {
    const { files, rowsOf } = await ground(2, []);
    expect(await rowsOf('rows/a')).toBeUndefined();
    await files.put('rows/a', queryFile, { contentType: 'application/octet-stream' });
    expect(await rowsOf('rows/a')).toBe(2);
  });

  it('keep no broken copy: the next question fetches it again', async () => {
    const { files, rowsOf } = await ground(2, []);
    await files.put('rows/a', 'not a database', { contentType: 'application/octet-stream' });
    await expect(rowsOf('rows/a')).rejects.toThrow();
    await files.put('rows/a', queryFile, { contentType: 'application/octet-stream' });
    expect(await rowsOf('rows/a')).toBe(2);
  });

  it('stay open while somebody asks', async () => {
    const { tables, rowsOf } = await ground(1, ['rows/a', 'rows/b']);
    let ask: (() => void) | undefined;
    const waiting = new Promise<void>((resolve) => (ask = resolve));
    const slow = tables('rows/a', async ({ table }) => {
      await waiting;
      return table.ask({ sql: 'SELECT count(*) FROM rows', values: [] });
    });
    expect(await rowsOf('rows/b')).toBe(2);
    ask?.();
    expect(await slow).toEqual([['2']]);
  });
});
