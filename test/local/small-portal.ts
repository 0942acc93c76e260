import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const root = join(import.meta.dirname, '..', '..');

/** Two free ports in a row: the portal and its AWS endpoint. */
export const freePorts = async (): Promise<number> => {
  const take = (port: number): Promise<{ port: number; free: () => Promise<void> } | undefined> =>
    new Promise((resolve) => {
      const server = createServer().once('error', () => resolve(undefined));
      server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        const got = address && typeof address === 'object' ? address.port : 0;
        resolve({ port: got, free: () => new Promise((done) => server.close(() => done())) });
      });
    });
  for (;;) {
    const first = await take(0);
    const second = first && (await take(first.port + 1));
    await second?.free();
    await first?.free();
    if (first && second) return first.port;
  }
};

export type Portal = {
  readonly url: string;
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

/** Runs `local/start.ts` as a person would; resolves when it names its address or has ended. */
export const startPortal = async (options: {
  dir: string;
  port: number;
  template: string;
  args?: string[];
}): Promise<Portal> => {
  const child = spawn(
    process.execPath,
    [join(root, 'local', 'start.ts'), '--no-seed', ...(options.args ?? [])],
    {
      cwd: root,
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        LOCAL_DIR: options.dir,
        LOCAL_TEMPLATE: options.template,
        PORT: String(options.port),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, as a shell gives each command: a terminal's Ctrl-C goes to all of it.
      detached: true,
    },
  );
  let text = '';
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  );
  const ready = new Promise<void>((resolve) => {
    const hear = (chunk: Buffer): void => {
      text += chunk.toString();
      if (text.includes('Cổng dữ liệu: http')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
  });
  await Promise.race([ready, exited]);
  return { url: `http://localhost:${options.port}`, child, output: () => text, exited };
};

const status = (pid: number, name: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
};

/** Processes whose command line names the folder: engine and functions, whoever their parent is by now. */
export const processesOn = (dir: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) =>
      status(pid, 'cmdline')
        .split('\0')
        .some((word) => word === dir || word.startsWith(`${dir}/`)),
    )
    .filter((pid) => !/^State:\s+Z/m.test(status(pid, 'status')));

/** Waits for something observable; throws with `what` when it does not come in 40 s. */
export const until = async (what: string, holds: () => boolean | Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 40_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Never happened: ${what}`);
    await delay(20);
  }
};
