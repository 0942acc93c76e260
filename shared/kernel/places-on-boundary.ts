import type { Place, PlaceValues } from './place-values.ts';

/** The places of a table by code that are the same unit as the boundary's of that code. */
export const placesOnBoundary = (
  table: Pick<PlaceValues, 'places'>,
  boundary: Pick<PlaceValues, 'places'>,
): ReadonlyMap<string, Place> => {
  const drawn = new Map(boundary.places.map((place) => [place.code, place]));
  return new Map(
    table.places
      .filter(({ code, from }) => drawn.has(code) && drawn.get(code)?.from === from)
      .map((place) => [place.code, place]),
  );
};
