import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { BOOTSTRAP } from '../functions/child.ts';

type Process = { readonly pid: number; readonly words: readonly string[] };

const fromProc = (): Process[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [{ pid: Number(name), words: readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0') }];
      } catch {
        return []; // It ended meanwhile, or is somebody else's.
      }
    });

/** Where there is no /proc, arguments come as one text; a path with a space is then not recognised and not ended. */
const fromPs = (): Process[] =>
  execFileSync('ps', ['-axo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, ...words]) => ({ pid: Number(pid), words }));

const processes = (): Process[] =>
  process.platform === 'linux' ? fromProc() : process.platform === 'win32' ? [] : fromPs();

/** Processes that run a function for this very state folder: both the bootstrap and the folder are words of the command. */
const functionsOf = (stateDir: string): number[] =>
  processes()
    .filter(({ pid, words }) => pid !== process.pid && words.includes(BOOTSTRAP) && words.includes(stateDir))
    .map(({ pid }) => pid);

/**
 * Ends function processes that a killed runtime left behind. Call with the lock held: then nobody living owns them.
 * Returns how many there were. (The table engine ends its own orphan.)
 */
export const reapFunctions = async (stateDir: string): Promise<number> => {
  const found = functionsOf(stateDir);
  for (const pid of found)
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself, as it should when its channel closed.
    }
  for (let left = found; left.length > 0; left = functionsOf(stateDir)) await delay(10);
  return found.length;
};
