import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { installedBinary } from '../../local/engines/dynamodb/binary.ts';
import { ensureTable } from '../../local/engines/dynamodb/ensure-table.ts';
import { startTableEngine, type TableEngine } from '../../local/engines/dynamodb/start.ts';
import { callEngine, DYNAMODB } from '../../local/engines/dynamodb/wire.ts';
import { eventually } from '../ports/eventually.ts';

// Engines start, die and wait here, on machines that do other things too.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const isEngine = (pid: number | undefined): boolean => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('dynoxide');
  } catch {
    return false;
  }
};

const started: TableEngine[] = [];
const folders: string[] = [];
const folder = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'engine-'));
  folders.push(dir);
  return dir;
};
const start = async (dir: string): Promise<TableEngine> => {
  const engine = await startTableEngine({ dir });
  started.push(engine);
  return engine;
};

afterEach(async () => {
  for (const engine of started.splice(0)) await engine.stop();
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true });
});

/** The engine started by another process, which a test may kill as it likes. */
const startElsewhere = async (dir: string) => {
  const parent = spawn(process.execPath, [join(import.meta.dirname, 'dynamodb-parent.ts'), dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  return { parent, pid: Number(line.toString()) };
};

const table = { name: 'cases', partitionKey: { name: 'pk', type: 'S' as const } };
const put = (endpoint: string, pk: string) =>
  callEngine(endpoint, `${DYNAMODB}.PutItem`, { TableName: 'cases', Item: { pk: { S: pk } } });
const count = async (endpoint: string) =>
  (await callEngine<{ Count: number }>(endpoint, `${DYNAMODB}.Scan`, { TableName: 'cases', Select: 'COUNT' }))
    .Count;

describe.runIf(installedBinary())('the supervised table engine', () => {
  it('keeps every acknowledged write over a kill -9, and comes back by itself on the same port', async () => {
    const engine = await start(folder());
    await ensureTable(engine.endpoint, table);
    for (let n = 0; n < 20; n += 1) await put(engine.endpoint, `item-${n}`);
    const killed = engine.pid();
    process.kill(killed ?? 0, 'SIGKILL');
    await eventually(() => count(engine.endpoint).catch(() => undefined)).toBe(20);
    expect(engine.pid()).not.toBe(killed);
  });

  it('keeps its data when it is stopped and started again', async () => {
    const dir = folder();
    const first = await start(dir);
    await ensureTable(first.endpoint, table);
    await put(first.endpoint, 'kept');
    await first.stop();
    expect(await count((await start(dir)).endpoint)).toBe(1);
  });

  it('leaves no process and no pid file when it stops', async () => {
    const dir = folder();
    const engine = await start(dir);
    const pid = engine.pid();
    expect(isEngine(pid)).toBe(true);
    await engine.stop();
    expect(isEngine(pid)).toBe(false);
    expect(existsSync(join(dir, 'dynoxide.pid'))).toBe(false);
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('ends with its parent on %s', async (signal) => {
    const { parent, pid } = await startElsewhere(folder());
    const ended = once(parent, 'exit');
    parent.kill(signal);
    expect(await ended).toEqual([null, signal]);
    await eventually(() => isEngine(pid)).toBe(false);
  });

  it('reaps the engine whose parent was killed, and serves the same data', async () => {
    const dir = folder();
    const { parent, pid } = await startElsewhere(dir);
    const ended = once(parent, 'exit');
    parent.kill('SIGKILL');
    await ended;
    expect(isEngine(pid)).toBe(true);
    const engine = await start(dir);
    expect(isEngine(pid)).toBe(false);
    expect(isEngine(engine.pid())).toBe(true);
  });

  it('refuses a folder that a living process serves, and leaves that one alone', async () => {
    const dir = folder();
    const engine = await start(dir);
    await expect(startTableEngine({ dir })).rejects.toThrow(/in use by process/);
    expect(isEngine(engine.pid())).toBe(true);
  });

  it('never kills a stranger that got the number in the pid file', async () => {
    const dir = folder();
    const stranger = spawn('sleep', ['60']);
    writeFileSync(join(dir, 'dynoxide.pid'), `${stranger.pid} 1\n`);
    try {
      await start(dir);
      expect(stranger.exitCode).toBeNull();
      expect(existsSync(`/proc/${stranger.pid}`)).toBe(true);
    } finally {
      stranger.kill('SIGKILL');
    }
  });

  it('uses a foreign endpoint where no engine is installed', async () => {
    const here = await start(folder());
    const engine = await startTableEngine({
      dir: folder(),
      binary: undefined,
      foreignEndpoint: here.endpoint,
    });
    expect(engine.endpoint).toBe(here.endpoint);
    expect(engine.pid()).toBeUndefined();
    await engine.stop();
    expect(isEngine(here.pid())).toBe(true);
  });
});

describe('a platform without an engine', () => {
  it('is told what to do', async () => {
    await expect(startTableEngine({ dir: folder(), binary: undefined })).rejects.toThrow(
      /AWS_ENDPOINT_URL_DYNAMODB=http/,
    );
  });
});

describe.runIf(installedBinary())('ensureTable', () => {
  const wide = {
    ...table,
    sortKey: { name: 'sk', type: 'S' as const },
    streamView: 'NEW_IMAGE' as const,
    ttlAttribute: 'expires',
    indexes: [
      { name: 'by-owner', partitionKey: { name: 'owner', type: 'S' as const }, projection: ['title'] },
    ],
  };
  type Table = { Table: { GlobalSecondaryIndexes?: { IndexName: string; Projection: object }[] } };
  const describeTable = async (endpoint: string) =>
    (await callEngine<Table>(endpoint, `${DYNAMODB}.DescribeTable`, { TableName: 'cases' })).Table;

  it('makes keys, index, stream and time to live, and the same table twice', async () => {
    const { endpoint } = await start(folder());
    const made = await ensureTable(endpoint, wide);
    expect(made.streamArn).toContain('table/cases/stream/');
    expect(await ensureTable(endpoint, wide)).toEqual(made);
    expect((await describeTable(endpoint)).GlobalSecondaryIndexes).toMatchObject([
      { IndexName: 'by-owner', Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['title'] } },
    ]);
    const ttl = await callEngine(endpoint, `${DYNAMODB}.DescribeTimeToLive`, { TableName: 'cases' });
    expect(ttl).toMatchObject({
      TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' },
    });
  });

  it('adds an index and a stream that the template gained', async () => {
    const { endpoint } = await start(folder());
    await ensureTable(endpoint, { ...wide, indexes: [], streamView: undefined });
    expect((await ensureTable(endpoint, wide)).streamArn).toContain('/stream/');
    expect((await describeTable(endpoint)).GlobalSecondaryIndexes).toHaveLength(1);
  });

  it('refuses other keys than the data on disk has', async () => {
    const { endpoint } = await start(folder());
    await ensureTable(endpoint, table);
    await expect(ensureTable(endpoint, wide)).rejects.toThrow(/cases.*keys.*--fresh/);
  });
});
