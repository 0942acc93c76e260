import { parseJson } from './json/parse-json.ts';

/** A feature as read, before its geometry is judged. */
export type Feature = {
  readonly id: string | number | undefined;
  readonly geometry: unknown;
  readonly properties: Record<string, unknown>;
  /** Members RFC 7946 does not know; they are left out of derived files. */
  readonly foreign: readonly string[];
  /** Whole numbers too long to be exact, kept as their digits. */
  readonly bigNumbers: number;
};

export type FeatureFault = {
  readonly fault: 'json-broken' | 'geojson-feature-invalid';
  readonly why: string;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const known = new Set(['type', 'id', 'geometry', 'properties', 'bbox']);

/** Reads the JSON text of one feature. */
export const parseFeature = (json: string): Feature | FeatureFault => {
  let parsed: ReturnType<typeof parseJson>;
  try {
    parsed = parseJson(json);
  } catch {
    return { fault: 'json-broken', why: 'syntax' };
  }
  const { value, bigNumbers } = parsed;
  if (!isRecord(value) || value['type'] !== 'Feature')
    return { fault: 'geojson-feature-invalid', why: 'type' };
  const properties = value['properties'] ?? {};
  if (!isRecord(properties)) return { fault: 'geojson-feature-invalid', why: 'properties' };
  if (!('geometry' in value)) return { fault: 'geojson-feature-invalid', why: 'geometry' };
  const id = value['id'];
  if (id !== undefined && id !== null && typeof id !== 'string' && typeof id !== 'number')
    return { fault: 'geojson-feature-invalid', why: 'id' };
  const foreign = Object.keys(value).filter((key) => !known.has(key));
  return { id: id ?? undefined, geometry: value['geometry'], properties, foreign, bigNumbers };
};
