import { axesOf, outsideWorld } from './placing.ts';

export type Sample = { readonly row: number; readonly x: number; readonly y: number };

/** What the first position of each feature looks like; it is enough to tell in which system a file is written. */
export type Census = {
  degrees: number;
  swapped: number;
  metres: number;
  other: number;
  /** From all over the file, at most `SAMPLES`. */
  readonly samples: Sample[];
};

const SAMPLES = 64;

export const census = (): Census => ({ degrees: 0, swapped: 0, metres: 0, other: 0, samples: [] });

const firstPosition = (geometry: unknown, depth = 0): readonly [number, number] | undefined => {
  if (depth > 32 || typeof geometry !== 'object' || geometry === null) return undefined;
  if (Array.isArray(geometry)) {
    const [x, y] = geometry as unknown[];
    return typeof x === 'number' && typeof y === 'number' ? [x, y] : firstPosition(x, depth + 1);
  }
  const { coordinates, geometries } = geometry as Record<string, unknown>;
  return firstPosition(coordinates ?? geometries, depth + 1);
};

/** Counts a feature before its positions are touched. */
export const count = (found: Census, geometry: unknown, row: number): void => {
  const position = firstPosition(geometry);
  if (!position) return;
  const [x, y] = position;
  const fault = outsideWorld(x, y);
  if (!fault) found.degrees += 1;
  else if (fault === 'geometry-axes-swapped') found.swapped += 1;
  else if (axesOf(x, y)) found.metres += 1;
  else found.other += 1;
  const { samples } = found;
  const total = found.degrees + found.swapped + found.metres + found.other;
  // Every position first, then ever rarer ones: the same file always gives the same samples.
  if (samples.length < SAMPLES) samples.push({ row, x, y });
  else if (total % SAMPLES === 0) samples[(total / SAMPLES) % SAMPLES] = { row, x, y };
};

/** What most features are written in. */
export const mostly = (found: Census): 'degrees' | 'swapped' | 'metres' => {
  const { degrees, swapped, metres, other } = found;
  if (metres > degrees + swapped + other) return 'metres';
  return swapped > degrees + metres + other ? 'swapped' : 'degrees';
};
