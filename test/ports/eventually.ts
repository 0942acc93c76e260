import { expect } from 'vitest';

/** Waits until a fact holds: `await eventually(() => seen.length).toBe(3)`. Fails after 20 s, for busy machines. */
export const eventually = <Fact>(read: () => Fact | Promise<Fact>) =>
  expect.poll(read, { timeout: 20_000, interval: 20 });
