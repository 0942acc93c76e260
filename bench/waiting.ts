import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks every `everyMs` until there is an answer. Throws the signal's reason when it aborts; what `ask` throws is
 * thrown on.
 */
export const until = async <T>(
  ask: () => Promise<T | undefined>,
  { everyMs, signal }: { everyMs: number; signal: AbortSignal },
): Promise<T> => {
  for (;;) {
    signal.throwIfAborted();
    const answer = await ask();
    if (answer !== undefined) return answer;
    await delay(everyMs);
  }
};

/** The middle of an odd number of measurements; of an even number, the upper of the two. */
export const median = (values: readonly number[]): number => {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  if (middle === undefined) throw new Error('Nothing was measured');
  return middle;
};
