import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Coordinates } from '../../../shared/kernel/reading.ts';
import { conversion, zoneOf, type Zone } from '../../../shared/tabular/coordinates/zone.ts';
import { realFiles, tallyRealFile } from '../../fixtures/real-files.ts';
import { collection, derive, deriveFile, feature, fileOf, reportOn } from '../workbench.ts';
import { metresBetween } from './metres.ts';

const point = (...coordinates: unknown[]) => feature({ type: 'Point', coordinates });
const inHome = [
  [106.2, 20.45],
  [106.36, 20.4],
  [106.6, 20.5],
] as const;
const home: Zone = { width: '3', meridian: 105.5 };
const metres = (zone: Zone, places: readonly (readonly [number, number])[] = inHome) =>
  places.map(([lon, lat]) => conversion(zone).fromWgs84(lon, lat));
const northFirst = ([east = 0, north = 0]: readonly number[]) => [north, east];
const withCrs = (crs: unknown, ...features: unknown[]) =>
  JSON.stringify({ type: 'FeatureCollection', features, crs });
const named = (name: string) => ({ type: 'name', properties: { name } });
const read = (content: string, coordinates?: Coordinates) =>
  reportOn(content, 'x.geojson', undefined, coordinates ? { coordinates } : {});
const pointsOf = async (content: string, coordinates?: Coordinates) => {
  const { folder } = await derive(content, 'x.geojson', coordinates ? { coordinates } : {});
  const made = JSON.parse(await readFile(join(folder, 'data.geojson'), 'utf8')) as {
    features: { geometry: { coordinates: number[] } }[];
  };
  return made.features.map(({ geometry }) => geometry.coordinates);
};

test('metres that lie in the province are converted, and the meridian is asked for', async () => {
  const content = collection(...metres(home).map((one) => point(...one)));
  const { problems, notes, decided, geo } = await read(content);
  expect(problems).toEqual([]);
  expect(decided).toMatchObject([
    { what: 'coordinates', chosen: 'vn2000-3-105.5', how: 'guessed', confidence: 0.9 },
  ]);
  expect(decided[0]?.alternatives).toHaveLength(20);
  expect(decided[0]?.samples[0]).toMatchObject({ row: 1, after: '106.200000, 20.450000' });
  expect(notes[0]).toMatchObject({
    code: 'coordinates-converted',
    facts: { count: 3, zone: '3', meridian: '105°30′', scale: '0,9999', register: 'EPSG:6960' },
  });
  expect(geo).toMatchObject({ coordinates: 'vn2000-3-105.5' });
  expect(geo?.bbox?.map((one) => one.toFixed(6))).toEqual([
    '106.200000',
    '20.400000',
    '106.600000',
    '20.500000',
  ]);
  for (const [i, place] of (await pointsOf(content)).entries())
    expect(metresBetween(place, inHome[i] ?? [])).toBeLessThan(0.002);
});

test('X is north on Vietnamese maps: metres written that way round are exchanged, and it is said', async () => {
  const content = collection(...metres(home).map((one) => point(...northFirst(one), 1.5)));
  const { notes, decided } = await read(content);
  expect(decided).toMatchObject([{ chosen: 'vn2000-3-105.5', how: 'guessed' }]);
  expect(notes).toContainEqual({ code: 'axes-exchanged', facts: { count: 3 } });
  for (const [i, place] of (await pointsOf(content)).entries()) {
    expect(metresBetween(place, inHome[i] ?? [])).toBeLessThan(0.002);
    expect(place[2]).toBe(1.5);
  }
});

test('a file that names its zone and lies in the province is certain', async () => {
  const features = metres(home).map((one) => point(...one));
  for (const crs of [
    named('urn:ogc:def:crs:EPSG::9209'),
    named('EPSG:9209'),
    named('urn:ogc:def:crs:EPSG:6.9:9209'),
    { type: 'EPSG', properties: { code: 9209 } },
  ]) {
    const { problems, decided } = await read(withCrs(crs, ...features));
    expect(problems).toEqual([]);
    expect(decided).toMatchObject([{ chosen: 'vn2000-3-105.5', how: 'certain', alternatives: [] }]);
  }
});

test('a zone that would put the file outside the province is asked for, though the file names it', async () => {
  const { decided } = await read(
    withCrs(named('EPSG:3405'), ...metres(home, [[106.2, 20.45]]).map((one) => point(...one))),
  );
  expect(decided).toMatchObject([{ chosen: 'vn2000-3-105.5', how: 'guessed', confidence: 0.6 }]);
  expect(decided[0]?.alternatives).toContain('vn2000-6-105');
});

test('where two zones put the file in the province, both come first and the guess is weaker', async () => {
  const { decided } = await read(collection(...metres(home, [[106.64, 20.5]]).map((one) => point(...one))));
  expect(decided).toMatchObject([{ chosen: 'vn2000-3-105.5', how: 'guessed', confidence: 0.6 }]);
  expect(decided[0]?.alternatives.slice(0, 2)).toEqual(['vn2000-3-105', 'vn2000-6-105']);
});

test('where no zone puts it there, the file waits for the meridian to be chosen', async () => {
  const content = collection(
    ...metres({ width: '3', meridian: 108.5 }, [[109.2, 12.5]]).map((one) => point(...one)),
  );
  const { problems, decided, notes } = await read(content);
  expect(notes).toEqual([]);
  expect(problems).toMatchObject([{ code: 'geometry-meridian-unknown', facts: { meridian: '105°30′' } }]);
  expect(decided).toMatchObject([{ what: 'coordinates', how: 'guessed', chosen: 'vn2000-3-105.5' }]);
  expect((await read(content, 'vn2000-3-108.5')).problems).toEqual([]);
  const [place = []] = await pointsOf(content, 'vn2000-3-108.5');
  expect(metresBetween(place, [109.2, 12.5])).toBeLessThan(0.002);
});

test('what the officer says wins over the guess and over the name in the file', async () => {
  const zone: Zone = { width: '6', meridian: 105 };
  const content = withCrs(named('EPSG:9209'), ...metres(zone).map((one) => point(...one)));
  const { problems, decided, geo } = await read(content, 'vn2000-6-105');
  expect(problems).toEqual([]);
  expect(decided).toMatchObject([{ chosen: 'vn2000-6-105', how: 'told' }]);
  expect(geo?.coordinates).toBe('vn2000-6-105');
  const [place = []] = await pointsOf(content, 'vn2000-6-105');
  expect(metresBetween(place, inHome[0])).toBeLessThan(0.002);
});

test('latitude first is a problem with its remedy, and is turned round when told', async () => {
  const content = collection(...inHome.map(([lon, lat]) => point(lat, lon)));
  const refused = await read(content);
  expect(refused.problemCounts).toEqual({ 'geometry-axes-swapped': 3 });
  expect(refused.decided).toMatchObject([
    { what: 'coordinates', chosen: 'wgs84', how: 'guessed', alternatives: ['wgs84-lat-lon'] },
  ]);
  const told = await read(content, 'wgs84-lat-lon');
  expect(told.problems).toEqual([]);
  expect(told.notes).toContainEqual({ code: 'axes-exchanged', facts: { count: 3 } });
  expect(await pointsOf(content, 'wgs84-lat-lon')).toEqual(inHome.map((one) => [...one]));
});

test('degrees of VN-2000 move by the seven parameters', async () => {
  const content = withCrs(named('urn:ogc:def:crs:EPSG::4756'), point(106.36, 20.4));
  const { problems, decided, notes } = await read(content);
  expect(problems).toEqual([]);
  expect(decided).toMatchObject([{ chosen: 'vn2000-degrees', how: 'certain' }]);
  expect(notes).toMatchObject([{ code: 'datum-converted', facts: { count: 1 } }]);
  const [place = []] = await pointsOf(content);
  expect(metresBetween(place, [106.36, 20.4])).toBeGreaterThan(150);
});

test('degrees under the name of metres are asked about', async () => {
  const { problems, decided } = await read(withCrs(named('EPSG:9209'), point(106.36, 20.4)));
  expect(problems).toEqual([]);
  expect(decided).toMatchObject([{ chosen: 'wgs84', how: 'guessed', alternatives: ['vn2000-degrees'] }]);
});

test('one wrong feature among many is named by its row, whatever the file is written in', async () => {
  const good = metres(home).map((one) => point(...one));
  const wrong = await read(collection(...good, point(0, 0)));
  expect(wrong.problems).toMatchObject([{ code: 'geometry-not-projected', row: 4 }]);
  const [first = [0, 0]] = metres(home);
  const turned = await read(collection(...good, point(...northFirst(first))));
  expect(turned.problems).toMatchObject([{ code: 'geometry-axes-mixed', row: 4 }]);
  const metre = await read(collection(point(106.3, 20.4), point(106.4, 20.4), good[0]));
  expect(metre.problems).toMatchObject([{ code: 'geometry-projected', row: 3 }]);
});

test('another projection is refused by its name, unless the officer knows better', async () => {
  const features = metres(home).map((one) => point(...one));
  const utm = await read(withCrs(named('EPSG:32648'), ...features));
  expect(utm.problemCounts['geojson-crs-unsupported']).toBe(1);
  expect((await read(withCrs(named('EPSG:32648'), ...features), 'vn2000-3-105.5')).problems).toEqual([]);
});

test.for([
  ['no numbers', [['590000', '2257000']]],
  ['one number', [[590_000]]],
  ['beyond doubles', [[1e308, 1e308]]],
  ['below zero', [[-590_000, -2_257_000]]],
  ['nested', [[[590_000, 2_257_000]]]],
] as const)('hostile positions under a told zone are problems: %s', async ([, places]) => {
  const { problems } = await read(collection(...places.map((one) => point(...one))), 'vn2000-3-105.5');
  expect(problems).toHaveLength(1);
  expect(problems[0]?.code).toMatch(/^geometry-/);
});

test('rings keep RFC 7946 when the axes are exchanged: outer counter-clockwise', async () => {
  const ring = [
    [106.3, 20.4],
    [106.4, 20.4],
    [106.4, 20.5],
    [106.3, 20.4],
  ] as [number, number][];
  const turned = metres(home, ring).map(northFirst);
  const { problems, notes } = await read(collection(feature({ type: 'Polygon', coordinates: [turned] })));
  expect(problems).toEqual([]);
  expect(notes.some(({ code }) => code === 'rings-rewound')).toBe(false);
});

const boundaries = realFiles('.geojson');

type Nested = number | Nested[];
const mapped = (value: Nested, by: (position: number[]) => number[]): Nested =>
  Array.isArray(value)
    ? typeof value[0] === 'number'
      ? by(value as number[])
      : value.map((inner) => mapped(inner, by))
    : value;
const positionsIn = (value: Nested): number[][] =>
  Array.isArray(value)
    ? typeof value[0] === 'number'
      ? [value as number[]]
      : value.flatMap(positionsIn)
    : [];

type Collection = { features: { geometry: { coordinates: Nested } }[] };

const positionsMade = async (folder: string): Promise<number[][]> => {
  const made = JSON.parse(await readFile(join(folder, 'data.geojson'), 'utf8')) as Collection;
  return made.features.flatMap(({ geometry }) => positionsIn(geometry.coordinates));
};

test.skipIf(boundaries.length === 0).for(boundaries)(
  'real boundaries written in VN-2000 come back to where they were: %s',
  async (path) => {
    const original = JSON.parse(await readFile(path, 'utf8')) as Collection;
    const { fromWgs84 } = conversion(home);
    const onMap = original.features.map((one) => ({
      ...one,
      geometry: {
        ...one.geometry,
        coordinates: mapped(one.geometry.coordinates, ([lon = 0, lat = 0]) => {
          const [east, north] = fromWgs84(lon, lat);
          return [Math.round(north * 1000) / 1000, Math.round(east * 1000) / 1000];
        }),
      },
    }));
    const written = await fileOf(collection(...onMap), 'ranh-gioi.geojson');
    const { folder, report } = await deriveFile(written, 'ranh-gioi.geojson');
    expect(report.problems).toEqual([]);
    expect(report.decided[0]).toMatchObject({ chosen: 'vn2000-3-105.5', confidence: 0.9 });
    const asWritten = await deriveFile(path, 'ranh-gioi.geojson');
    const [found, given] = await Promise.all([folder, asWritten.folder].map(positionsMade));
    expect(found).toHaveLength(given?.length ?? NaN);
    const worst = (found ?? []).reduce(
      (most, place, i) => Math.max(most, metresBetween(place, given?.[i] ?? [])),
      0,
    );
    tallyRealFile(path);
    console.log(`${found?.length} positions, off by at most ${(worst * 1000).toFixed(2)} mm`);
    expect(worst).toBeLessThan(0.005);
  },
);

test('a zone is read out of its name', () => {
  expect(zoneOf('vn2000-3-104.75')).toEqual({ width: '3', meridian: 104.75 });
  expect(zoneOf('vn2000-degrees')).toBeUndefined();
});
