import { placing, type Placing } from './coordinates/placing.ts';
import { shapeFault, type ShapeFault } from './polygon-shape.ts';
import type { ProblemCode } from './problem.ts';

export type GeometryFault = {
  readonly code: Extract<ProblemCode, `geometry-${string}`>;
  readonly path: string;
  readonly value?: string;
};

export type Bounds = [west: number, south: number, east: number, north: number];

/** What is gathered over all geometries of a file. */
export type GeometryTally = {
  types: Record<string, number>;
  positions: number;
  rewound: number;
  bounds: Bounds;
  /** Polygons whose rings bound no area, and the first of them; those too large to be looked at. */
  misshapen: Record<ShapeFault['how'], number>;
  firstMisshapen?: ShapeFault & { readonly row: number };
  unlooked: number;
};

export const geometryTally = (): GeometryTally => ({
  types: {},
  positions: 0,
  rewound: 0,
  misshapen: { crosses: 0, 'hole-outside': 0 },
  unlooked: 0,
  bounds: [Infinity, Infinity, -Infinity, -Infinity],
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Check = {
  readonly tally: GeometryTally;
  readonly placing: Placing;
  /** Of which feature; without it shapes are not looked at, since they were when it was first read. */
  readonly row: number | undefined;
  fault: GeometryFault | undefined;
};

const fail = (check: Check, code: GeometryFault['code'], path: string, value?: unknown): false => {
  check.fault ??= {
    code,
    path,
    ...(value === undefined ? {} : { value: JSON.stringify(value).slice(0, 200) }),
  };
  return false;
};

const checkPosition = (value: unknown, path: string, check: Check): value is number[] => {
  if (!Array.isArray(value) || value.length < 2)
    return fail(check, 'geometry-coordinates-invalid', path, value);
  const [x, y] = value as unknown[];
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y))
    return fail(check, 'geometry-coordinates-invalid', path, value);
  const position = value as number[];
  const misplaced = check.placing.place(position);
  if (misplaced) return fail(check, misplaced, path, value);
  const [longitude = NaN, latitude = NaN] = position;
  const { bounds } = check.tally;
  if (longitude < bounds[0]) bounds[0] = longitude;
  if (latitude < bounds[1]) bounds[1] = latitude;
  if (longitude > bounds[2]) bounds[2] = longitude;
  if (latitude > bounds[3]) bounds[3] = latitude;
  check.tally.positions += 1;
  return true;
};

const checkList = (
  value: unknown,
  path: string,
  check: Check,
  item: (inner: unknown, path: string, index: number) => boolean,
  least = 0,
): boolean => {
  if (!Array.isArray(value) || value.length < least) return fail(check, 'geometry-coordinates-invalid', path);
  return value.every((inner, i) => item(inner, `${path}[${i}]`, i));
};

const checkLine = (value: unknown, path: string, check: Check, least: number): value is number[][] =>
  checkList(value, path, check, (inner, at) => checkPosition(inner, at, check), least);

/** Twice the signed area: positive when the ring runs counter-clockwise. */
const signedArea = (ring: readonly (readonly number[])[]): number => {
  const [ox = 0, oy = 0] = ring[0] ?? [];
  let sum = 0;
  for (let i = 1; i < ring.length; i += 1) {
    const [x1 = 0, y1 = 0] = ring[i - 1] ?? [];
    const [x2 = 0, y2 = 0] = ring[i] ?? [];
    sum += (x1 - ox) * (y2 - oy) - (x2 - ox) * (y1 - oy);
  }
  return sum;
};

/** RFC 7946 section 3.1.6: closed, four positions at least, outer counter-clockwise and holes clockwise (turned here). */
const checkRing = (value: unknown, path: string, isOuter: boolean, check: Check): boolean => {
  if (!checkLine(value, path, check, 1)) return false;
  const [first, last] = [value[0], value[value.length - 1]];
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1])
    return fail(check, 'geometry-ring-unclosed', path, last);
  if (value.length < 4) return fail(check, 'geometry-ring-too-short', path);
  const area = signedArea(value);
  if (area !== 0 && area > 0 !== isOuter) {
    value.reverse();
    check.tally.rewound += 1;
  }
  return true;
};

/** The grammar is right; whether the rings bound an area is told, and left to the officer. */
const tellShape = (rings: readonly (readonly number[][])[], { tally, row }: Check): void => {
  if (row === undefined) return;
  const fault = shapeFault(rings);
  if (fault === 'too-large') tally.unlooked += 1;
  else if (fault) {
    tally.misshapen[fault.how] += 1;
    tally.firstMisshapen ??= { ...fault, row };
  }
};

const checkPolygon = (value: unknown, path: string, check: Check): boolean => {
  const isRight = checkList(value, path, check, (ring, at, i) => checkRing(ring, at, i === 0, check), 1);
  if (isRight) tellShape(value as number[][][], check);
  return isRight;
};

const checkAny = (geometry: unknown, path: string, check: Check): boolean => {
  if (!isRecord(geometry)) return fail(check, 'geometry-type-unknown', path);
  const { type, coordinates } = geometry;
  const at = path === '' ? 'coordinates' : `${path}.coordinates`;
  if (typeof type === 'string') check.tally.types[type] = (check.tally.types[type] ?? 0) + 1;
  switch (type) {
    case 'Point':
      return checkPosition(coordinates, at, check);
    case 'MultiPoint':
      return checkLine(coordinates, at, check, 0);
    case 'LineString':
      return checkLine(coordinates, at, check, 2);
    case 'MultiLineString':
      return checkList(coordinates, at, check, (line, inner) => checkLine(line, inner, check, 2));
    case 'Polygon':
      return checkPolygon(coordinates, at, check);
    case 'MultiPolygon':
      return checkList(coordinates, at, check, (polygon, inner) => checkPolygon(polygon, inner, check));
    case 'GeometryCollection':
      return checkList(geometry['geometries'], `${path}.geometries`, check, (inner, p) =>
        checkAny(inner, p, check),
      );
    default:
      return fail(check, 'geometry-type-unknown', path, type);
  }
};

/**
 * Checks a geometry by RFC 7946, in place puts its positions on WGS 84 and turns rings that run the wrong way. Answers
 * the first fault, if any; `row` is the number of its feature. Recursion is bounded by the depth limit of the splitter.
 */
export const checkGeometry = (
  geometry: unknown,
  tally: GeometryTally,
  by: Placing = placing('wgs84'),
  row?: number,
): GeometryFault | undefined => {
  const check: Check = { tally, placing: by, row, fault: undefined };
  checkAny(geometry, '', check);
  return check.fault;
};
