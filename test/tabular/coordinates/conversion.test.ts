import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Coordinates } from '../../../shared/kernel/reading.ts';
import { conversion, inMinutes, zoneOf } from '../../../shared/tabular/coordinates/zone.ts';
import { metresBetween } from './metres.ts';

const zones = Coordinates.options.flatMap((one) => zoneOf(one) ?? []);
const place = (degrees: number, minutes: number, seconds: number) => degrees + minutes / 60 + seconds / 3600;

/** Made with PROJ 9.5.1, the register's own operation EPSG:6960 (coordinate frame) behind the inverse projection. */
test.for([
  ['3', 105.5, 590_123.4, 2_257_001.2, 106.365366767, 20.402087419],
  ['3', 105.5, 500_000, 2_300_000, 105.501880522, 20.792660906],
  ['3', 105.5, 612_345.678, 2_245_678.901, 106.577548039, 20.298636895],
  ['3', 105, 500_000, 2_326_000, 105.001884526, 21.027526347],
  ['3', 108.5, 455_000.5, 1_402_000.25, 108.087483245, 12.677123157],
  ['6', 105, 640_123.4, 2_257_001.2, 106.344803155, 20.405171012],
] as const)(
  'zone of %s° around %d°: the place agrees with PROJ to a millimetre or two',
  ([width, meridian, east, north, longitude, latitude]) => {
    const found = conversion({ width, meridian }).toWgs84(east, north);
    expect(metresBetween(found, [longitude, latitude])).toBeLessThan(0.005);
  },
);

/** The waters of Lý Sơn in both systems, to a tenth of a second (3 m): Thông tư 37/2019/TT-BGTVT, annex. */
test.for([
  [place(15, 22, 32.7), place(109, 6, 0.5), place(15, 22, 29), place(109, 6, 7)],
  [place(15, 20, 35.7), place(109, 5, 28.5), place(15, 20, 32), place(109, 5, 35)],
  [place(15, 20, 13.7), place(109, 6, 59.5), place(15, 20, 10), place(109, 7, 6)],
  [place(15, 22, 27.7), place(109, 7, 36.5), place(15, 22, 24), place(109, 7, 43)],
] as const)('a point the law gives in both systems lands where the law says', ([lat, lon, lat84, lon84]) => {
  const found = conversion('degrees').toWgs84(lon, lat);
  expect(metresBetween(found, [lon84, lat84])).toBeLessThan(3);
  expect(metresBetween([lon, lat], [lon84, lat84])).toBeGreaterThan(150);
});

test('there and back is the same place to a few millimetres, in every zone', () => {
  const inZone = fc
    .constantFrom(...zones)
    .chain((zone) =>
      fc.tuple(
        fc.constant(zone),
        fc.double({ min: zone.meridian - 3, max: zone.meridian + 3, noNaN: true }),
        fc.double({ min: 8, max: 23.5, noNaN: true }),
      ),
    );
  fc.assert(
    fc.property(inZone, ([zone, longitude, latitude]) => {
      const { toWgs84, fromWgs84 } = conversion(zone);
      const [east, north] = fromWgs84(longitude, latitude);
      expect(metresBetween(toWgs84(east, north), [longitude, latitude])).toBeLessThan(0.005);
    }),
  );
});

test('every zone that can be told has a scale and a meridian', () => {
  expect(zones).toHaveLength(21);
  expect(inMinutes(105.5)).toBe('105°30′');
  expect(inMinutes(104.75)).toBe('104°45′');
  expect(inMinutes(111)).toBe('111°00′');
});
