/** How many cases are written side by side. */
const AT_ONCE = 8;

/** Does the same for each, a few at a time. */
export const sideBySide = async <T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> => {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
};
