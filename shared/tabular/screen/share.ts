/** How many of the values are so, from 0 to 1; of none, none. */
export const shareOf = (values: readonly string[], is: (value: string) => boolean): number =>
  values.length === 0 ? 0 : values.filter(is).length / values.length;
