import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { signalTo } from './processes.ts';
import { until } from './waiting.ts';

/** A portal started for measuring, as a person starts it. */
export type Portal = {
  readonly url: string;
  /** From the command to the first page that was answered, in ms. */
  readonly firstPageMs: number;
  /** Whether the template had to be synthesised first: that is no start of an unchanged portal. */
  readonly synthesised: boolean;
  /** Waits until everything set off so far has been done. */
  readonly atRest: () => Promise<void>;
  /** Waits until the demonstration data are all there, and at rest. */
  readonly filled: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

/** Two neighbouring free ports: the portal's, and that of its local AWS endpoint. */
const freePair = async (): Promise<number> => {
  for (let port = 5700; port < 6600; port += 2)
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  throw new Error('No two neighbouring ports are free');
};

const REST_SECONDS = 120;
const LOOK_EVERY_MS = 10;

/**
 * Runs `npm start` on `stateDir` and waits for the home page; `demonstration` loads its data as well. Throws with the
 * output if it ends before.
 */
export const startPortal = async (
  stateDir: string,
  signal: AbortSignal,
  { demonstration = false }: { demonstration?: boolean } = {},
): Promise<Portal> => {
  const port = await freePair();
  signal.throwIfAborted();
  const url = `http://localhost:${port}`;
  const begun = performance.now();
  // A group of its own: the interrupt reaches npm and the portal together, as from a terminal.
  const child = spawn('npm', ['start', ...(demonstration ? [] : ['--', '--no-seed'])], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, PORT: String(port), LOCAL_DIR: stateDir },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let output = '';
  const read = (chunk: Buffer): void => void (output += chunk.toString());
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const stop = async (): Promise<void> => {
    if (child.pid !== undefined && child.exitCode === null) signalTo([-child.pid], 'SIGINT');
    await exited;
  };
  const page = async (): Promise<number | undefined> => {
    if (child.exitCode !== null)
      throw new Error(`npm start ended with ${child.exitCode}: ${output.slice(-500)}`);
    const answer = await fetch(url).catch(() => undefined);
    const body = await answer?.text();
    return answer?.status === 200 && body?.includes('</html>') ? performance.now() - begun : undefined;
  };
  try {
    const firstPageMs = await until(page, { everyMs: LOOK_EVERY_MS, signal });
    const atRest = async (): Promise<void> => {
      const answer = await fetch(`${url}/_local/idle?timeout=${REST_SECONDS}`, { signal });
      if (!answer.ok) throw new Error(`The portal did not come to rest: ${await answer.text()}`);
    };
    return {
      url,
      firstPageMs,
      synthesised: output.includes('tổng hợp hạ tầng'),
      atRest,
      filled: async () => {
        const isFull = async (): Promise<true | undefined> =>
          Promise.resolve(output.includes('trình diễn đã đủ') || undefined);
        await until(isFull, { everyMs: LOOK_EVERY_MS, signal });
        await atRest();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
