import type { Coordinates } from '../../kernel/reading.ts';
import vn2000 from './vn2000.json' with { type: 'json' };

/** What the old member `crs` of a file says: a system that is known here, VN-2000 without its zone, or another one. */
export type DeclaredCrs = Coordinates | 'vn2000' | 'unknown';

const byCode: Readonly<Record<string, string>> = vn2000.epsg;

/** RFC 7946 (section 4) took `crs` out; programs still write it, as a name, a URN or a bare code of EPSG. */
export const declaredCrs = (json: string): DeclaredCrs | undefined => {
  if (json === 'null') return undefined;
  const code = /EPSG\b\D{0,40}?(?:[\d.]+:)?(\d{4,6})\b/i.exec(json)?.[1];
  if (/CRS84/i.test(json) || code === '4326') return 'wgs84';
  const known = code === undefined ? undefined : byCode[code];
  if (known !== undefined) return known as Coordinates;
  return /VN[-_ ]?2000/i.test(json) ? 'vn2000' : 'unknown';
};
