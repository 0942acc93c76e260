/** A repeatable source of plausible values: the same seed gives the same file. */
export type Random = {
  /** From 0 up to 1. */
  readonly next: () => number;
  /** A whole number between two, both included. */
  readonly int: (low: number, high: number) => number;
  /** A decimal between two, rounded to so many places. */
  readonly decimal: (low: number, high: number, places: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
};

/** mulberry32: 32 bits of state are enough for demonstration values. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    decimal: (low, high, places) => Number((low + next() * (high - low)).toFixed(places)),
    pick: (items) => {
      const found = items[Math.floor(next() * items.length)];
      if (found === undefined) throw new RangeError('Nothing to pick from');
      return found;
    },
  };
};
