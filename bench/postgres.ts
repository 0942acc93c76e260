import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, existsSync, globSync, readFileSync } from 'node:fs';
import { chown, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** The folder with `postgres`, `initdb` and `psql`, if a server is installed. */
export const serverFolder = async (): Promise<string | undefined> => {
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

export const withServer = async <T>(
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

export const psql = async (bin: string, socket: string, sql: string, input?: string): Promise<void> => {
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

/** Milliseconds of every statement, put one after the other in one session, by psql's own clock. */
export const timesOf = async (
  bin: string,
  socket: string,
  statements: readonly string[],
): Promise<number[]> => {
  const child = spawn(
    join(bin, 'psql'),
    ['-h', socket, '-U', 'bench', '-d', 'postgres', '-q', '-t', '-A', '-v', 'ON_ERROR_STOP=1'],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const end = ended(child, 'psql');
  child.stdin.end(`SET jit = off;\n\\timing on\n${statements.map((sql) => `${sql};\n`).join('')}`);
  await end;
  return [...output.matchAll(/^Time: ([\d.]+) ms/gm)].map((match) => Number(match[1]));
};

/** Text without accents, as an index of PostgreSQL can use it (`unaccent` knows đ). */
export const makePlain = async (bin: string, socket: string): Promise<void> => {
  await psql(bin, socket, 'CREATE EXTENSION unaccent');
  await psql(
    bin,
    socket,
    `CREATE FUNCTION plain(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT public.unaccent('public.unaccent', $1) $$`,
  );
};

/** The version of the server in this folder. */
export const versionOf = (bin: string): string => /\/(\d+)\/bin$/.exec(bin)?.[1] ?? 'unknown';

/** Shared pages are counted once over the processes that share them. */
export const proportionalMb = (pids: readonly number[]): number | undefined => {
  try {
    const kb = pids.map((pid) =>
      Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0),
    );
    return kb.reduce((sum, one) => sum + one, 0) / 1024;
  } catch {
    return undefined;
  }
};
