export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** How many members a parsed value has, at any depth. Lists of numbers, as positions are, are not gone through. */
export const membersOf = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) {
    // A list begins as it goes on: positions hold numbers, rings hold positions.
    if (typeof value[0] === 'number' && typeof value.at(-1) === 'number') return 0;
    return value.reduce<number>((sum, one) => sum + membersOf(one), 0);
  }
  const inside = Object.values(value);
  return inside.reduce<number>((sum, one) => sum + membersOf(one), inside.length);
};
