import { readdirSync, readFileSync } from 'node:fs';

/** A file below /proc, or nothing: the process may have ended, or the system may have no /proc. */
const readProc = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

const pids = (): number[] => {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
};

/** The name in brackets may hold anything; the parent stands second after it. */
const parentOf = (pid: number): number =>
  Number(/^\d+ \(.*\) \S (\d+)/s.exec(readProc(`/proc/${pid}/stat`))?.[1] ?? 0);

/** Processes that `pid` started, and those that they started. Empty where there is no /proc. */
export const descendantsOf = (pid: number): number[] => {
  const parents = pids().map((one) => [one, parentOf(one)] as const);
  const below = (from: number): number[] =>
    parents.flatMap(([one, parent]) => (parent === from ? [one, ...below(one)] : []));
  return below(pid);
};

/** Sends a signal to processes that may have ended meanwhile. A negative id is a group. */
export const signalTo = (targets: readonly number[], signal: NodeJS.Signals): void => {
  for (const target of targets)
    try {
      process.kill(target, signal);
    } catch {
      // Gone already.
    }
};

/** Processes below this one that run the function `id`, recognised by the name telemetry gives it. */
export const functionProcesses = (id: string): number[] =>
  descendantsOf(process.pid).filter((pid) =>
    readProc(`/proc/${pid}/environ`).split('\0').includes(`POWERTOOLS_SERVICE_NAME=${id}`),
  );

/** The most memory that was resident in a process so far, in MB; 0 when it is gone. */
export const peakMbOf = (pid: number): number =>
  Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(readProc(`/proc/${pid}/status`))?.[1] ?? 0) / 1024);

/** Linux counts in hundredths of a second, whatever the machine. */
const TICKS = 100;

/**
 * Processor seconds of a process and of those it started that have ended. Unlike the clock they hardly change when somebody
 * else works on the same machine. Undefined where there is no /proc.
 */
export const cpuSecondsOf = (pid: number): number | undefined => {
  const fields = /^\d+ \(.*\) (.*)$/s.exec(readProc(`/proc/${pid}/stat`))?.[1]?.split(' ');
  if (!fields) return undefined;
  // After the name: state is the first; user, system, and the same of children stand from the 12th on.
  const ticks = fields.slice(11, 15).reduce((sum, one) => sum + Number(one), 0);
  return ticks / TICKS;
};
