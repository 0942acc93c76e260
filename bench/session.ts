import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { descendantsOf, signalTo } from './processes.ts';
import type { Row } from './report.ts';

/** What a bench gets to work with. */
export type Session = {
  /** For temporary files; gone when the run ends, however it ends. */
  readonly folder: string;
  /** Aborts on Ctrl-C and when the time is up. */
  readonly signal: AbortSignal;
  /** How many rows the big table has. */
  readonly rows: number;
  /** Records a figure at once, so that a run cut short still shows what it had. */
  readonly tell: (row: Row) => void;
};

/** How long what was interrupted gets to put its own things away. */
const LAST_GRACE_MS = 20_000;

/**
 * Opens a session of at most `seconds`. When it is interrupted, every process started from here is interrupted as
 * well, so that whoever waits for one fails and cleans up; what is left at the end is killed, and the folder removed.
 */
export const openSession = (options: {
  seconds: number;
  rows: number;
  tell: (row: Row) => void;
}): Session => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  // PostgreSQL runs as another user below it.
  chmodSync(folder, 0o711);
  // Children, and libraries in this process, put their temporary files here too.
  process.env['TMPDIR'] = folder;
  const stopping = new AbortController();
  const stop = (reason: string): void => {
    if (stopping.signal.aborted) return;
    stopping.abort(new Error(reason));
    signalTo(descendantsOf(process.pid), 'SIGINT');
    setTimeout(() => process.exit(130), LAST_GRACE_MS).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => stop(`interrupted by ${signal}`));
  setTimeout(() => stop(`not finished within ${options.seconds} s`), options.seconds * 1000).unref();
  process.on('exit', () => {
    signalTo(descendantsOf(process.pid), 'SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  return { folder, signal: stopping.signal, rows: options.rows, tell: options.tell };
};
