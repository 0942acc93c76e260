/** Values drawn alike, by the smallest and the largest of them. */
export type ValueClass = { readonly from: number; readonly to: number; readonly count: number };

const CLASSES = 5;

/** The value at which each fifth ends; fewer where several end at the same. */
const fifths = (sorted: readonly number[]): number[] => [
  ...new Set(
    Array.from({ length: CLASSES }, (_, i) =>
      Math.max(0, Math.ceil(((i + 1) * sorted.length) / CLASSES) - 1),
    ).flatMap((at) => sorted[at] ?? []),
  ),
];

/**
 * At most five classes of about as many values each; equal values are never parted, and where one value fills several
 * fifths the different values are shared out. The limits are values that occur, so that the legend says nothing that is
 * not in the data.
 */
export const classesOf = (values: readonly number[]): readonly ValueClass[] => {
  const sorted = values.toSorted((a, b) => a - b);
  const different = [...new Set(sorted)];
  const even = fifths(sorted);
  const uppers = even.length < Math.min(CLASSES, different.length) ? fifths(different) : even;
  return uppers.map((to, i) => {
    const below = uppers[i - 1] ?? -Infinity;
    const held = sorted.filter((value) => value > below && value <= to);
    return { from: held[0] ?? to, to, count: held.length };
  });
};

/** The number of the class a value is in. */
export const classOf = (value: number, classes: readonly ValueClass[]): number =>
  classes.findIndex(({ to }) => value <= to);

/** From light to dark in one hue, told apart by lightness alone, so also without seeing colours. */
const COLOURS = ['#dcebf7', '#a9cbe9', '#6aa3d5', '#2d71b3', '#0b3a73'] as const;

/** The colour of a class among so many: fewer classes stand farther apart. */
export const colourOf = (index: number, classes: number): string =>
  COLOURS[classes < 2 ? 3 : Math.round((index * (COLOURS.length - 1)) / (classes - 1))] ?? COLOURS[3];
