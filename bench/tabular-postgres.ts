import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, existsSync, globSync } from 'node:fs';
import { chown, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

export type PostgresTimes = {
  readonly version: string;
  readonly copySeconds: number;
  readonly indexSeconds: number;
};

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

const withServer = async <T>(bin: string, work: (socketFolder: string) => Promise<T>): Promise<T> => {
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
    return await work(root);
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

/**
 * The path CKAN's loader takes: COPY into text columns, then a full-text index over all of them, here without accents
 * (`unaccent` knows đ). Answers why not, when there is no server to measure.
 */
export const loadIntoPostgres = async (
  csv: string,
): Promise<PostgresTimes | { readonly skipped: string }> => {
  const bin = await serverFolder();
  if (!bin) return { skipped: 'no PostgreSQL server with initdb and psql is installed' };
  return withServer(bin, async (socket) => {
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
    const all = columns.map((name) => `coalesce(${name}, '')`).join(` || ' ' || `);
    await psql(bin, socket, `CREATE INDEX ON works USING gin (to_tsvector('simple', plain(${all})))`);
    const indexed = performance.now();
    return {
      version: /\/(\d+)\/bin$/.exec(bin)?.[1] ?? 'unknown',
      copySeconds: (copied - start) / 1000,
      indexSeconds: (indexed - copied) / 1000,
    };
  });
};
