import type { Challenge } from '../../capabilities/confirmation.ts';
import type { ConfirmationStore } from '../../capabilities/confirmations.ts';

/** Codes and counts in this process. */
export const memoryConfirmations = (): ConfirmationStore => {
  const counts = new Map<string, number>();
  const challenges = new Map<string, Challenge>();
  return {
    salt: async () => 'the salt of this process',
    count: async (key) => {
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count;
    },
    keep: async (key, challenge) => void challenges.set(key, challenge),
    attempt: async (key) => {
      const found = challenges.get(key);
      if (!found || found.attemptsLeft === 0) return undefined;
      const left = { ...found, attemptsLeft: found.attemptsLeft - 1 };
      challenges.set(key, left);
      return left;
    },
    use: async (key, { codeHash }) =>
      challenges.get(key)?.codeHash === codeHash ? challenges.delete(key) : false,
  };
};
