const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Calls `end` (synchronously) when this process exits or is signalled, so that no child outlives it. A signal that
 * nobody else handles still ends the process. Nothing can run on SIGKILL: the next start reaps what is left.
 * Returns the undo.
 */
export const endWithParent = (end: () => void): (() => void) => {
  const onSignal = (signal: NodeJS.Signals): void => {
    end();
    release();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const release = (): void => {
    process.off('exit', end);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  process.on('exit', end);
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return release;
};
