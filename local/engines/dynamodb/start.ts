import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { installedBinary, NO_ENGINE } from './binary.ts';
import { endWithParent } from './end-with-parent.ts';
import { forgetPid, notePid, reapOrphan } from './orphan.ts';
import { callEngine, DYNAMODB } from './wire.ts';

export type TableEngine = {
  readonly endpoint: string;
  /** The engine's process now, or undefined for a foreign endpoint. */
  readonly pid: () => number | undefined;
  readonly stop: () => Promise<void>;
};

const freePort = (): Promise<number> =>
  new Promise((done, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? done(address.port) : failed(new Error('no port')),
      );
    });
  });

const READY_WITHIN_MS = 15_000;

/** Ready means that a real request was answered, not that a line was printed. */
const untilReady = async (endpoint: string, alive: () => boolean): Promise<void> => {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    try {
      await callEngine(endpoint, `${DYNAMODB}.ListTables`, {});
      return;
    } catch (cause) {
      if (!alive()) throw new Error('The table engine ended while starting; see dynoxide.log', { cause });
      if (Date.now() > deadline) throw new Error(`No table engine answers at ${endpoint}`, { cause });
      await delay(15);
    }
  }
};

const RESTART_AFTER_MS = 200;
const MOST_DEATHS_A_MINUTE = 5;

/**
 * Starts the table engine on a free port with its data in `dir`, or uses `AWS_ENDPOINT_URL_DYNAMODB` where no engine
 * is installed. An engine that dies is started again on the same port; after five deaths within a minute it stays down and calls fail.
 * Throws when there is no engine at all, when it does not answer in 15 s, or when a living process uses `dir`.
 */
export const startTableEngine = async (options: {
  dir: string;
  binary?: string | undefined;
  foreignEndpoint?: string | undefined;
  log?: (line: string) => void;
}): Promise<TableEngine> => {
  const binary = 'binary' in options ? options.binary : installedBinary();
  if (!binary) {
    const endpoint = options.foreignEndpoint ?? process.env['AWS_ENDPOINT_URL_DYNAMODB'];
    if (!endpoint) throw new Error(NO_ENGINE);
    await untilReady(endpoint, () => true);
    return { endpoint, pid: () => undefined, stop: async () => undefined };
  }

  mkdirSync(options.dir, { recursive: true });
  const dataFile = resolve(options.dir, 'tables.db');
  const pidFile = join(options.dir, 'dynoxide.pid');
  await reapOrphan(pidFile, dataFile);

  const log = options.log ?? (() => undefined);
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  let stopping = false;
  let deaths: number[] = [];
  let child: ChildProcess;

  const launch = (): ChildProcess => {
    const output = openSync(join(options.dir, 'dynoxide.log'), 'a');
    const started = spawn(binary, ['serve', '--port', String(port), '--db-path', dataFile], {
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    started.once('error', (error) => log(`table engine: ${error.message}`));
    if (started.pid) notePid(pidFile, started.pid);
    started.once('exit', (code, signal) => {
      if (stopping) return;
      deaths = [...deaths.filter((at) => at > Date.now() - 60_000), Date.now()];
      const again = deaths.length <= MOST_DEATHS_A_MINUTE;
      log(
        `table engine ended (${signal ?? code}); ${again ? 'starting it again' : 'giving up, see dynoxide.log'}`,
      );
      if (!again) return;
      setTimeout(() => !stopping && (child = launch()), RESTART_AFTER_MS);
    });
    return started;
  };

  child = launch();
  const release = endWithParent({
    // Ctrl-C reaches the engine too: its end is then no accident.
    announce: () => (stopping = true),
    end: () => {
      stopping = true;
      child.kill('SIGKILL');
      forgetPid(pidFile);
    },
  });

  const stop = async (): Promise<void> => {
    stopping = true;
    release();
    if (child.exitCode === null && child.signalCode === null && child.pid) {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 2000);
      await ended;
      clearTimeout(late);
    }
    forgetPid(pidFile);
  };

  try {
    await untilReady(
      endpoint,
      () => child.exitCode === null && child.signalCode === null && child.pid !== undefined,
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, pid: () => child.pid, stop };
};
