import selfIntersections from 'geojson-polygon-self-intersections';

type Position = readonly number[];
type Ring = readonly Position[];

/** Above this the edges of one polygon are not compared: the index over them would take more memory than a check has. */
const MOST_POSITIONS = 200_000;
const MOST_TRIED = 50;

/** What a polygon's rings do that no area can: where, in degrees. */
export type ShapeFault = { readonly how: 'crosses' | 'hole-outside'; readonly at: Position };

class Found extends Error {
  readonly at: Position;
  constructor(at: Position) {
    super('rings cross');
    this.at = at;
  }
}

/** The first place where two edges cross. Rings that touch in a corner do not. */
const crossingOf = (rings: readonly Ring[]): Position | undefined => {
  try {
    selfIntersections(
      {
        type: 'Feature',
        properties: {},
        geometry: { type: 'Polygon', coordinates: rings.map((ring) => ring.map((at) => [...at])) },
      },
      {
        reportVertexOnVertex: false,
        reportVertexOnEdge: false,
        // One place is enough to find it on a map; a scribble would have millions.
        callbackFunction: ({ isect }) => {
          throw new Found(isect);
        },
      },
    );
    return undefined;
  } catch (found) {
    if (found instanceof Found) return found.at;
    throw found;
  }
};

/** By the edges that a line to the east of the place crosses. */
const isInside = ([x = NaN, y = NaN]: Position, ring: Ring): boolean => {
  let inside = false;
  for (let i = 1; i < ring.length; i += 1) {
    const [x1 = NaN, y1 = NaN] = ring[i - 1] ?? [];
    const [x2 = NaN, y2 = NaN] = ring[i] ?? [];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
};

/** Corners and middles of edges of a hole: where all of them lie outside, so does the hole. */
const placesOf = (hole: Ring): Position[] =>
  hole.slice(1, MOST_TRIED).flatMap(([x = NaN, y = NaN], i) => {
    const [x0 = NaN, y0 = NaN] = hole[i] ?? [];
    return [
      [x, y],
      [(x + x0) / 2, (y + y0) / 2],
    ];
  });

/**
 * Whether the rings of a polygon, each closed, bound an area: edges that cross, or a hole that lies outside (OGC simple
 * features 6.1.11). Programs for maps refuse such shapes or draw them otherwise. `too-large` when that was not looked at.
 */
export const shapeFault = (rings: readonly Ring[]): ShapeFault | 'too-large' | undefined => {
  if (rings.reduce((sum, ring) => sum + ring.length, 0) > MOST_POSITIONS) return 'too-large';
  const crossing = crossingOf(rings);
  if (crossing) return { how: 'crosses', at: crossing };
  const [shell = [], ...holes] = rings;
  const outside = holes.find((hole) => placesOf(hole).every((at) => !isInside(at, shell)));
  return outside && { how: 'hole-outside', at: outside[0] ?? [] };
};
