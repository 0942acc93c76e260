import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

type PidFile = { pid: number; parent: number };

const read = (path: string): PidFile | undefined => {
  if (!existsSync(path)) return undefined;
  const [pid, parent] = readFileSync(path, 'utf8').trim().split(/\s+/).map(Number);
  return pid !== undefined && parent !== undefined && pid > 1 ? { pid, parent } : undefined;
};

const procFile = (pid: number, name: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
};

/**
 * A pid is reused by the system, so the number alone proves nothing: the process must be a dynoxide that serves
 * this very data file. (Without /proc there is no installed engine either: see `binary.ts`.)
 */
const servesThisFile = (pid: number, dataFile: string): boolean => {
  const words = procFile(pid, 'cmdline').split('\0');
  return /(^|\/)dynoxide$/.test(words[0] ?? '') && words.includes(dataFile);
};

const parentOf = (pid: number): number => Number(/^PPid:\s+(\d+)/m.exec(procFile(pid, 'status'))?.[1]);

export const notePid = (path: string, pid: number): void => writeFileSync(path, `${pid} ${process.pid}\n`);

export const forgetPid = (path: string): void => rmSync(path, { force: true });

/**
 * Ends an engine left behind by a parent that was killed. Throws when its parent still lives: two engines on one
 * data file would be two truths.
 */
export const reapOrphan = async (path: string, dataFile: string): Promise<void> => {
  const left = read(path);
  if (left && servesThisFile(left.pid, dataFile)) {
    if (parentOf(left.pid) === left.parent)
      throw new Error(`${dataFile} is in use by process ${left.parent}; stop it before starting here again`);
    process.kill(left.pid, 'SIGKILL');
    const deadline = Date.now() + 5000;
    while (servesThisFile(left.pid, dataFile)) {
      if (Date.now() > deadline) throw new Error(`Engine ${left.pid} does not end; end it by hand`);
      await delay(10);
    }
  }
  forgetPid(path);
};
