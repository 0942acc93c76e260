import proj4 from 'proj4';
import type { Coordinates } from '../../kernel/reading.ts';
import vn2000 from './vn2000.json' with { type: 'json' };

/** A zone of VN-2000: its width and its central meridian, both in degrees. */
export type Zone = { readonly width: '3' | '6'; readonly meridian: number };

export const zoneOf = (coordinates: Coordinates): Zone | undefined => {
  const parts = /^vn2000-([36])-([\d.]+)$/.exec(coordinates);
  return parts ? { width: parts[1] as Zone['width'], meridian: Number(parts[2]) } : undefined;
};

/** `105°30′`, as maps and circulars write a meridian. */
export const inMinutes = (meridian: number): string => {
  const degrees = Math.floor(meridian);
  return `${degrees}°${String(Math.round((meridian - degrees) * 60)).padStart(2, '0')}′`;
};

/** PROJ reads angles as position vector rotation, where they have the opposite sign. */
const datum = (): string => {
  const { ellipsoid, toWgs84 } = vn2000;
  const angles = toWgs84.rotationArcSeconds.map((angle) => -angle);
  const seven = [...toWgs84.shiftMetres, ...angles, toWgs84.scalePartsPerMillion].join(',');
  return `+a=${ellipsoid.semiMajorAxis} +rf=${ellipsoid.inverseFlattening} +towgs84=${seven} +no_defs`;
};

const projection = ({ width, meridian }: Zone): string => {
  const { scale, falseEasting, falseNorthing } = vn2000.projection;
  return `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=${scale[width]} +x_0=${falseEasting} +y_0=${falseNorthing} +units=m`;
};

/** Degrees of WGS 84 are rounded to this many decimals: about a millimetre. */
const DECIMALS = 1e8;
const rounded = (degrees: number): number => Math.round(degrees * DECIMALS) / DECIMALS;

export type Conversion = {
  /** Easting, northing (or longitude, latitude on VN-2000) to longitude, latitude on WGS 84. */
  readonly toWgs84: (x: number, y: number) => [longitude: number, latitude: number];
  readonly fromWgs84: (longitude: number, latitude: number) => [x: number, y: number];
};

/** Between VN-2000 and WGS 84 by the seven parameters of `vn2000.json`. Heights take no part. */
export const conversion = (zone: Zone | 'degrees'): Conversion => {
  const from = `${zone === 'degrees' ? '+proj=longlat' : projection(zone)} ${datum()}`;
  const through = proj4(from, 'WGS84');
  return {
    toWgs84: (x, y) => {
      const [longitude = NaN, latitude = NaN] = through.forward([x, y]);
      return [rounded(longitude), rounded(latitude)];
    },
    fromWgs84: (longitude, latitude) => through.inverse<[number, number]>([longitude, latitude]),
  };
};
