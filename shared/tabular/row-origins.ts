import * as z from 'zod';

/**
 * Where rows of the plain table stand in the source, as runs: from this row of the plain table on, rows follow each other
 * in the source from that row on. Bounded: a table of more runs than that keeps the first.
 */
export const RowOrigins = z.array(z.tuple([z.int(), z.int()]));
export type RowOrigins = z.infer<typeof RowOrigins>;

const MAX_RUNS = 200_000;

export const originTracker = (): {
  readonly add: (plain: number, source: number) => void;
  readonly runs: RowOrigins;
} => {
  const runs: RowOrigins = [];
  return {
    runs,
    add: (plain, source) => {
      const last = runs.at(-1);
      if (last && last[1] - last[0] === source - plain) return;
      if (runs.length < MAX_RUNS) runs.push([plain, source]);
    },
  };
};

/** The row of the source for a row of the plain table, both from 1. */
export const sourceRowOf = (origins: RowOrigins, plain: number): number | undefined => {
  let [low, high] = [0, origins.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((origins[middle]?.[0] ?? Infinity) <= plain) low = middle;
    else high = middle - 1;
  }
  const run = origins[low];
  return run && run[0] <= plain ? run[1] + plain - run[0] : undefined;
};
