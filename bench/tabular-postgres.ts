import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, existsSync, globSync, readFileSync } from 'node:fs';
import { chown, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { descendantsOf } from './processes.ts';

export type PostgresTimes = {
  readonly version: string;
  readonly copySeconds: number;
  readonly indexSeconds: number;
  /** Milliseconds of each run of each question, by its name, as psql took them; none were asked unless given. */
  readonly asked: ReadonlyMap<string, readonly number[]>;
  /** Proportional memory of all processes of the server after the last question, in MB. */
  readonly memoryMb: number | undefined;
};

/** A question put to the loaded table `works`, several times in one session. */
export type PostgresQuestion = { readonly name: string; readonly sql: string };

/** Times each question is asked; the first time warms up and is not counted. */
const RUNS = 21;

/** The folder with `postgres`, `initdb` and `psql`, if a server is installed. */
const serverFolder = async (): Promise<string | undefined> => {
  const found = ['/usr/local/bin/postgres', ...globSync('/usr/lib/postgresql/*/bin/postgres')].filter(
    existsSync,
  );
  for (const one of found) {
    const folder = dirname(await realpath(one));
    if (['initdb', 'psql'].every((tool) => existsSync(join(folder, tool)))) return folder;
  }
  return undefined;
};

/** PostgreSQL refuses to run as root; `nobody` does. */
const NOBODY = 65_534;
const asUser = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

const ended = async (child: ChildProcess, what: string): Promise<void> => {
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${what} failed: ${errors.slice(-500)}`);
};

const withServer = async <T>(
  bin: string,
  work: (socketFolder: string, server: ChildProcess) => Promise<T>,
): Promise<T> => {
  const root = await mkdtemp(join(tmpdir(), 'pg-bench-'));
  if (asUser.uid !== undefined) await chown(root, NOBODY, NOBODY);
  const data = join(root, 'data');
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8' };
  const options = { ...asUser, env, cwd: root, stdio: ['ignore', 'ignore', 'pipe'] as const };
  let server: ChildProcess | undefined;
  try {
    await ended(
      spawn(join(bin, 'initdb'), ['-D', data, '-U', 'bench', '-E', 'UTF8', '--auth=trust'], {
        ...options,
        stdio: ['ignore', 'ignore', 'pipe'],
      }),
      'initdb',
    );
    const settings = [
      'listen_addresses=',
      `unix_socket_directories=${root}`,
      'maintenance_work_mem=256MB',
      'max_wal_size=4GB',
    ];
    server = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await ready(server);
    return await work(root, server);
  } finally {
    if (server && server.exitCode === null) {
      const gone = once(server, 'close');
      server.kill('SIGINT');
      await gone;
    }
    await rm(root, { recursive: true, force: true });
  }
};

const ready = (server: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let log = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-4000);
      if (log.includes('ready to accept connections')) resolve();
    });
    server.once('close', () => reject(new Error(`postgres stopped: ${log.slice(-500)}`)));
  });

const psql = async (bin: string, socket: string, sql: string, input?: string): Promise<void> => {
  const child = spawn(
    join(bin, 'psql'),
    ['-h', socket, '-U', 'bench', '-d', 'postgres', '-q', '-v', 'ON_ERROR_STOP=1', '-c', sql],
    {
      stdio: [input ? 'pipe' : 'ignore', 'ignore', 'pipe'],
    },
  );
  const end = ended(child, 'psql');
  if (input && child.stdin) await pipeline(createReadStream(input), child.stdin);
  await end;
};

/** Milliseconds of every run, by psql's own clock. */
const timesOf = async (bin: string, socket: string, { sql }: PostgresQuestion): Promise<number[]> => {
  const child = spawn(
    join(bin, 'psql'),
    ['-h', socket, '-U', 'bench', '-d', 'postgres', '-q', '-t', '-A', '-v', 'ON_ERROR_STOP=1'],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const end = ended(child, 'psql');
  child.stdin.end(`SET jit = off;\n\\timing on\n${`${sql};\n`.repeat(RUNS)}`);
  await end;
  return [...output.matchAll(/^Time: ([\d.]+) ms/gm)].slice(1).map((match) => Number(match[1]));
};

/** Shared pages are counted once over the processes that share them. */
const proportionalMb = (pids: readonly number[]): number | undefined => {
  try {
    const kb = pids.map((pid) =>
      Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0),
    );
    return kb.reduce((sum, one) => sum + one, 0) / 1024;
  } catch {
    return undefined;
  }
};

const columns = [
  'ma_ho_so',
  'ten_cong_trinh',
  'loai',
  'huyen',
  'phuong_xa',
  'ma_xa',
  'ngay_cap_nhat',
  'dien_tich_m2',
  'so_ho',
  'ghi_chu',
];

/** All columns as words without accents: what the index holds and a search must repeat. */
export const postgresText = `to_tsvector('simple', plain(${columns.map((name) => `coalesce(${name}, '')`).join(` || ' ' || `)}))`;

/**
 * The path CKAN's loader takes: COPY into text columns, then a full-text index over all of them, here without accents
 * (`unaccent` knows đ). Answers why not, when there is no server to measure.
 */
export const loadIntoPostgres = async (
  csv: string,
  questions: readonly PostgresQuestion[] = [],
): Promise<PostgresTimes | { readonly skipped: string }> => {
  const bin = await serverFolder();
  if (!bin) return { skipped: 'no PostgreSQL server with initdb and psql is installed' };
  return withServer(bin, async (socket, server) => {
    await psql(bin, socket, 'CREATE EXTENSION unaccent');
    await psql(
      bin,
      socket,
      `CREATE FUNCTION plain(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT public.unaccent('public.unaccent', $1) $$`,
    );
    await psql(bin, socket, `CREATE TABLE works (${columns.map((name) => `${name} text`).join(', ')})`);
    const start = performance.now();
    await psql(bin, socket, 'COPY works FROM STDIN (FORMAT csv, HEADER)', csv);
    const copied = performance.now();
    await psql(bin, socket, `CREATE INDEX ON works USING gin (${postgresText})`);
    const indexed = performance.now();
    await psql(bin, socket, 'ANALYZE works');
    const asked = new Map<string, readonly number[]>();
    for (const question of questions) asked.set(question.name, await timesOf(bin, socket, question));
    const pids = server.pid === undefined ? [] : [server.pid, ...descendantsOf(server.pid)];
    return {
      version: /\/(\d+)\/bin$/.exec(bin)?.[1] ?? 'unknown',
      copySeconds: (copied - start) / 1000,
      indexSeconds: (indexed - copied) / 1000,
      asked,
      memoryMb: proportionalMb(pids),
    };
  });
};
