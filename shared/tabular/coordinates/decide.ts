import { Coordinates, type Decided } from '../../kernel/reading.ts';
import type { Problem } from '../problem.ts';
import { mostly, type Census, type Sample } from './census.ts';
import type { DeclaredCrs } from './crs.ts';
import { axesOf, placing } from './placing.ts';
import vn2000 from './vn2000.json' with { type: 'json' };
import { inMinutes, zoneOf } from './zone.ts';

export type Choice = {
  readonly coordinates: Coordinates;
  readonly decided?: Decided;
  /** Why the file cannot be read at all before the officer has spoken. */
  readonly problem?: Problem;
};

const HOME = vn2000.home.coordinates as Coordinates;
const zones = Coordinates.options.filter((one) => zoneOf(one) !== undefined);
const SHOWN = 5;

const placesOf = (samples: readonly Sample[], coordinates: Coordinates): (number[] | undefined)[] => {
  const { place } = placing(coordinates);
  return samples.map(({ x, y }) => {
    const position = [x, y];
    return place(position) ? undefined : position;
  });
};

const isHome = ([longitude = NaN, latitude = NaN]: readonly number[]): boolean => {
  const [west = 0, south = 0, east = 0, north = 0] = vn2000.home.extent;
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
};

/** Nearly all of it: a neighbouring meridian a quarter of a degree away would still leave half of a file inside. */
const NEARLY_ALL = 0.95;

/** Whether the file lies in the province when it is read so. */
const landsHome = (samples: readonly Sample[], coordinates: Coordinates): boolean => {
  const places = placesOf(samples, coordinates).filter((place) => place !== undefined);
  return places.length * 2 > samples.length && places.filter(isHome).length >= NEARLY_ALL * places.length;
};

const inDegrees = ([longitude = NaN, latitude = NaN]: readonly number[]): string =>
  `${longitude.toFixed(6)}, ${latitude.toFixed(6)}`;

/** What positions become when they are read so. */
export const shownSamples = (samples: readonly Sample[], coordinates: Coordinates): Decided['samples'] => {
  const few = samples.slice(0, SHOWN);
  return placesOf(few, coordinates).flatMap((place, i) => {
    const { row, x, y } = few[i] as Sample;
    return place ? [{ row, before: `${x}, ${y}`, after: inDegrees(place) }] : [];
  });
};

const decision = (
  samples: readonly Sample[],
  chosen: Coordinates,
  how: Pick<Decided, 'how' | 'confidence'>,
  alternatives: readonly Coordinates[] = [],
): Decided => ({
  what: 'coordinates',
  chosen,
  ...how,
  alternatives: [...alternatives],
  samples: shownSamples(samples, chosen),
});

const guess = (
  samples: readonly Sample[],
  coordinates: Coordinates,
  confidence: number | undefined,
  alternatives: readonly Coordinates[],
): Choice => ({
  coordinates,
  decided: decision(
    samples,
    coordinates,
    { how: 'guessed', ...(confidence === undefined ? {} : { confidence }) },
    alternatives,
  ),
});

/** A zone that no one told is a guess, however well it fits: a neighbouring one may put the file in the province too. */
const decideZone = (samples: readonly Sample[], declared: DeclaredCrs | undefined): Choice => {
  const fitting = zones.filter((zone) => landsHome(samples, zone));
  const others = (chosen: Coordinates): Coordinates[] =>
    [...fitting, ...zones.filter((zone) => !fitting.includes(zone))].filter((zone) => zone !== chosen);
  const named = zones.find((zone) => zone === declared);
  if (named && fitting.includes(named))
    return { coordinates: named, decided: decision(samples, named, { how: 'certain' }) };
  if (named && fitting.length === 0) return guess(samples, named, 0.6, others(named));
  const chosen = fitting.includes(HOME) ? HOME : fitting[0];
  if (chosen) return guess(samples, chosen, fitting.length > 1 || named ? 0.6 : 0.9, others(chosen));
  const [first] = placesOf(samples, HOME);
  return {
    ...guess(samples, HOME, undefined, others(HOME)),
    problem: {
      code: 'geometry-meridian-unknown',
      facts: {
        meridian: inMinutes(zoneOf(HOME)?.meridian ?? 0),
        place: first ? inDegrees(first) : '–',
      },
    },
  };
};

const decideDegrees = (samples: readonly Sample[], declared: DeclaredCrs | undefined): Choice => {
  if (declared === undefined || declared === 'wgs84') return { coordinates: 'wgs84' };
  if (declared === 'vn2000-degrees')
    return { coordinates: declared, decided: decision(samples, declared, { how: 'certain' }) };
  // Named after metres, written in degrees: a program changed the numbers and not the name, or not the datum.
  return guess(samples, 'wgs84', 0.5, ['vn2000-degrees']);
};

/** How the positions of a file are to be read, by what they look like and what the file says of itself. */
export const decideCoordinates = (found: Census, declared: DeclaredCrs | undefined): Choice => {
  if (declared === 'unknown') return { coordinates: 'wgs84' };
  switch (mostly(found)) {
    case 'metres':
      return decideZone(
        found.samples.filter(({ x, y }) => axesOf(x, y)),
        declared,
      );
    case 'swapped':
      return {
        coordinates: 'wgs84',
        decided: {
          ...decision([], 'wgs84', { how: 'guessed' }, ['wgs84-lat-lon']),
          samples: shownSamples(found.samples, 'wgs84-lat-lon'),
        },
      };
    case 'degrees':
      return decideDegrees(found.samples, declared);
  }
};

/** The same when the officer said it. */
export const toldCoordinates = (found: Census, told: Coordinates): Decided =>
  decision(
    found.samples,
    told,
    { how: 'told' },
    Coordinates.options.filter((one) => one !== told),
  );
