import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepGrants } from './unused-grants.ts';

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

/** Two neighbouring free ports: the portal's, and that of its local AWS endpoint. */
const freePair = async (): Promise<number> => {
  // Two suites that start at once would find the same pair free.
  const first = 4700 + (process.pid % 400) * 2;
  for (let port = first; port < 5600; port += 2)
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  throw new Error('No two neighbouring ports are free');
};

const ready = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const url = /Cổng dữ liệu: (http:\S+)/.exec(output)?.[1];
      if (url) resolve(url);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) =>
      reject(new Error(`The portal ended with ${code} before it was ready:\n${output}`)),
    );
  });

/** The whole portal in a folder of its own, with the arguments of `npm start`. Stopping it keeps which grants it used. */
export const startPortal = async (
  args: readonly string[],
): Promise<{ readonly baseUrl: string; readonly stop: () => Promise<void> }> => {
  const dir = mkdtempSync(join(tmpdir(), 'portal-'));
  const child = spawn(process.execPath, ['local/start.ts', ...args], {
    env: { ...process.env, PORT: String(await freePair()), LOCAL_DIR: dir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const baseUrl = await ready(child);
  return {
    baseUrl,
    stop: async () => {
      try {
        await keepGrants(baseUrl);
      } finally {
        child.kill('SIGTERM');
        await ended;
        rmSync(dir, { recursive: true, force: true });
      }
    },
  };
};
