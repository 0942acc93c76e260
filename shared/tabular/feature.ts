import { isRecord, membersOf } from './json/members.ts';
import { parseJson, type ParsedJson } from './json/parse-json.ts';

/** A feature as read, before its geometry is judged. */
export type Feature = {
  readonly id: string | number | undefined;
  /** Without members that no geometry has. */
  readonly geometry: unknown;
  readonly properties: Record<string, unknown>;
  /** Members RFC 7946 does not know, also those of the geometry; they are left out of derived files. */
  readonly foreign: Readonly<Record<string, unknown>>;
  /** How many members are inside the feature, as the parser kept them: a name written twice counts once. */
  readonly members: number;
  /** Whole numbers too long to be exact, kept as their digits. */
  readonly bigNumbers: number;
  /** Fractions with more digits than a number keeps, positions included. */
  readonly rounded: number;
};

export type FeatureFault = {
  readonly fault: 'json-broken' | 'geojson-feature-invalid';
  readonly why: string;
};

const known = new Set(['type', 'id', 'geometry', 'properties']);
const knownOfGeometry = new Set(['type', 'coordinates', 'geometries']);

/** `bbox` is known where it holds nothing but the numbers of a box. */
export const isBox = (value: unknown): boolean =>
  Array.isArray(value) && value.length <= 6 && value.every((one) => typeof one === 'number');

/** Takes the members out of a geometry that none has. They would be written on with it. */
const takeForeign = (geometry: unknown, foreign: Record<string, unknown>): void => {
  if (!isRecord(geometry)) return;
  for (const key of Object.keys(geometry)) {
    if (knownOfGeometry.has(key)) continue;
    if (key !== 'bbox' || !isBox(geometry[key])) foreign[`geometry.${key}`] = geometry[key];
    delete geometry[key];
  }
  const { geometries } = geometry;
  if (Array.isArray(geometries)) for (const one of geometries) takeForeign(one, foreign);
};

/** Reads the JSON text of one feature. */
export const parseFeature = (json: string): Feature | FeatureFault => {
  let parsed: ParsedJson;
  try {
    parsed = parseJson(json);
  } catch {
    return { fault: 'json-broken', why: 'syntax' };
  }
  const { value, bigNumbers, rounded } = parsed;
  if (!isRecord(value) || value['type'] !== 'Feature')
    return { fault: 'geojson-feature-invalid', why: 'type' };
  const properties = value['properties'] ?? {};
  if (!isRecord(properties)) return { fault: 'geojson-feature-invalid', why: 'properties' };
  if (!('geometry' in value)) return { fault: 'geojson-feature-invalid', why: 'geometry' };
  const id = value['id'];
  if (id !== undefined && id !== null && typeof id !== 'string' && typeof id !== 'number')
    return { fault: 'geojson-feature-invalid', why: 'id' };
  const members = membersOf(value);
  const others = Object.entries(value).filter(
    ([key, one]) => !known.has(key) && !(key === 'bbox' && isBox(one)),
  );
  const foreign: Record<string, unknown> = Object.fromEntries(others);
  takeForeign(value['geometry'], foreign);
  return {
    id: id ?? undefined,
    geometry: value['geometry'],
    properties,
    foreign,
    members,
    bigNumbers,
    rounded,
  };
};
