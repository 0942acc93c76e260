/**
 * Asks until the answer is there. Journeys wait on what a person could see, never for a length of time; `within`
 * only bounds how long they ask.
 */
export const eventually = async <T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  within = 60_000,
): Promise<T> => {
  const until = performance.now() + within;
  let last: unknown;
  do {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  } while (performance.now() < until);
  throw new Error(`Not seen within ${within} ms: ${what}`, { cause: last });
};
