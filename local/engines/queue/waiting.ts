/** Who waits for news of a queue. `ring` wakes all of them: they look again and may go on waiting. */
export const createWaitingRoom = () => {
  const waiting = new Map<number, Set<() => void>>();
  return {
    ring: (queueId: number): void => waiting.get(queueId)?.forEach((wake) => wake()),
    ringAll: (): void => waiting.forEach((room) => room.forEach((wake) => wake())),
    /** Resolves on the next ring, after `ms`, or when `signal` aborts. */
    wait: (queueId: number, ms: number, signal: AbortSignal | undefined): Promise<void> =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const room = waiting.get(queueId) ?? new Set();
        waiting.set(queueId, room);
        const wake = (): void => {
          room.delete(wake);
          clearTimeout(timer);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        const timer = setTimeout(wake, ms);
        room.add(wake);
        signal?.addEventListener('abort', wake, { once: true });
      }),
  };
};
