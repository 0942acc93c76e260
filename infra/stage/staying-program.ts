import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { root } from '../constructs/setting.ts';

export type Staying = { readonly stop: () => Promise<void> };

const STOP_MS = 5_000;

/**
 * Starts a program of the repository that stays, and waits until it says `ready` on a line of its own. It ends when this
 * process ends: its standard input closes then. Throws when it ends before it is ready.
 */
export const startStaying = (file: string, args: readonly string[], log: string): Promise<Staying> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: root,
      stdio: ['pipe', 'pipe', openSync(log, 'a')],
    });
    const { stdout } = child;
    if (!stdout) return reject(new Error(`${file} has no output`));
    const ended = new Promise<void>((end) => child.once('exit', () => end()));
    let said = '';
    stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.split('\n').includes('ready')) return;
      stdout.removeAllListeners('data').resume();
      resolve({
        stop: async () => {
          child.kill('SIGTERM');
          const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
          await ended;
          clearTimeout(late);
        },
      });
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`${file} ended with ${code} before it was ready; see ${log}`)),
    );
  });
