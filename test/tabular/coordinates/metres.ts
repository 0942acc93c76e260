/** Distance between two near places, in metres. */
export const metresBetween = (a: readonly number[], b: readonly number[]): number => {
  const [lon1 = NaN, lat1 = NaN] = a;
  const [lon2 = NaN, lat2 = NaN] = b;
  const perDegree = (Math.PI / 180) * 6_371_008.8;
  return Math.hypot((lat1 - lat2) * perDegree, (lon1 - lon2) * perDegree * Math.cos((lat1 * Math.PI) / 180));
};
