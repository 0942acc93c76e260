import type { Coordinates } from '../../../shared/kernel/reading.ts';

const named: Partial<Record<Coordinates, string>> = {
  wgs84: 'WGS 84, kinh độ trước (như GeoJSON)',
  'wgs84-lat-lon': 'WGS 84, vĩ độ trước',
  'vn2000-degrees': 'VN-2000, kinh độ và vĩ độ',
};

/** `105.5` as maps write it. */
const meridianWords = (degrees: number): string => {
  const whole = Math.floor(degrees);
  return `${whole}°${String(Math.round((degrees - whole) * 60)).padStart(2, '0')}′`;
};

/** How positions are written, in words; a value of no known kind stays as it is. */
export const coordinatesWords = (value: string): string => {
  const [, width, meridian] = /^vn2000-([36])-([\d.]+)$/.exec(value) ?? [];
  return width === undefined || meridian === undefined
    ? (named[value as Coordinates] ?? value)
    : `VN-2000, múi ${width}°, kinh tuyến trục ${meridianWords(Number(meridian))}`;
};
