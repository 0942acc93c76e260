const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Sees to it that no child outlives this process: `end` (synchronous) runs when it exits. A signal first runs
 * `announce`; when somebody else handles the signal too, that one stops things in its own order, otherwise `end` runs
 * and the signal takes its course. Nothing can run on SIGKILL: the next start reaps what is left. Returns the undo.
 */
export const endWithParent = ({ announce, end }: { announce: () => void; end: () => void }): (() => void) => {
  const onSignal = (signal: NodeJS.Signals): void => {
    announce();
    if (process.listenerCount(signal) > 1) return;
    end();
    release();
    process.kill(process.pid, signal);
  };
  const release = (): void => {
    process.off('exit', end);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  process.on('exit', end);
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return release;
};
