import type { Coordinates } from '../../kernel/reading.ts';
import type { ProblemCode } from '../problem.ts';
import { conversion, zoneOf } from './zone.ts';

export type PlaceFault = Extract<
  ProblemCode,
  | 'geometry-out-of-range'
  | 'geometry-axes-swapped'
  | 'geometry-axes-mixed'
  | 'geometry-projected'
  | 'geometry-not-projected'
>;

/** In what order a position of VN-2000 stands: Vietnamese maps call north X and write it first. */
export type Axes = 'east-north' | 'north-east';

/** What it takes to put the positions of one file on WGS 84. */
export type Placing = {
  /** Turns the position, in place, into longitude and latitude; or says why it is none. Heights stay. */
  readonly place: (position: number[]) => PlaceFault | undefined;
  /** The order of metres, known from the first position on. */
  readonly axes: () => Axes | undefined;
};

/**
 * All of Vietnam in any of its zones: eastings 500 km around the false easting, northings of 8° to 24°. The two do not
 * overlap, so metres themselves say which is which.
 */
const isEasting = (metres: number): boolean => metres > 0 && metres < 850_000;
const isNorthing = (metres: number): boolean => metres > 880_000 && metres < 2_700_000;

export const axesOf = (x: number, y: number): Axes | undefined => {
  if (isEasting(x) && isNorthing(y)) return 'east-north';
  return isNorthing(x) && isEasting(y) ? 'north-east' : undefined;
};

/** A place outside the world: latitude and longitude exchanged, metres of a map projection, or simply wrong. */
export const outsideWorld = (x: number, y: number): PlaceFault | undefined => {
  if (Math.abs(x) <= 180 && Math.abs(y) <= 90) return undefined;
  if (Math.abs(x) <= 90 && Math.abs(y) <= 180) return 'geometry-axes-swapped';
  return Math.abs(x) > 1000 && Math.abs(y) > 1000 ? 'geometry-projected' : 'geometry-out-of-range';
};

const put = (position: number[], [longitude, latitude]: readonly [number, number]): undefined => {
  position[0] = longitude;
  position[1] = latitude;
};

const asTheyAre: Placing['place'] = ([x = NaN, y = NaN]) => outsideWorld(x, y);

const latitudeFirst: Placing['place'] = (position) => {
  const [latitude = NaN, longitude = NaN] = position;
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90)
    return outsideWorld(longitude, latitude) === 'geometry-projected'
      ? 'geometry-projected'
      : 'geometry-out-of-range';
  return put(position, [longitude, latitude]);
};

const metres = (coordinates: Coordinates): Placing => {
  const zone = zoneOf(coordinates);
  if (!zone) throw new Error(`No zone: ${coordinates}`);
  const { toWgs84 } = conversion(zone);
  let axes: Axes | undefined;
  return {
    axes: () => axes,
    place: (position) => {
      const [x = NaN, y = NaN] = position;
      const found = axesOf(x, y);
      if (!found) return 'geometry-not-projected';
      axes ??= found;
      if (found !== axes) return 'geometry-axes-mixed';
      return put(position, axes === 'east-north' ? toWgs84(x, y) : toWgs84(y, x));
    },
  };
};

/** One placing serves one reading of a file, from its first position to its last. */
export const placing = (coordinates: Coordinates): Placing => {
  const axes = () => undefined;
  switch (coordinates) {
    case 'wgs84':
      return { place: asTheyAre, axes };
    case 'wgs84-lat-lon':
      return { place: latitudeFirst, axes };
    case 'vn2000-degrees': {
      const { toWgs84 } = conversion('degrees');
      return {
        axes,
        place: (position) => {
          const [x = NaN, y = NaN] = position;
          return outsideWorld(x, y) ?? put(position, toWgs84(x, y));
        },
      };
    }
    default:
      return metres(coordinates);
  }
};
