import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultLimits } from '../../shared/tabular/index.ts';
import { check, collection, derive, feature, reportOn } from './workbench.ts';

const square = [
  [106.3, 20.4],
  [106.4, 20.4],
  [106.4, 20.5],
  [106.3, 20.4],
];
const polygon = { type: 'Polygon', coordinates: [square] };
const report = (...features: unknown[]) => reportOn(collection(...features), 'x.geojson');

test.for([
  ['Point', [106.3, 20.4]],
  ['Point', [106.3, 20.4, 12]],
  ['MultiPoint', [[106.3, 20.4]]],
  ['LineString', square],
  ['MultiLineString', [square]],
  ['Polygon', [square]],
  ['MultiPolygon', [[square]]],
] as const)('a %s is accepted', async ([type, coordinates]) => {
  const found = await report(feature({ type, coordinates }));
  expect(found.problems).toEqual([]);
  expect(found.geo).toMatchObject({ geometryTypes: { [type]: 1 }, nullGeometries: 0 });
});

test('the box around everything is stated, and a place may be unknown', async () => {
  const found = await report(
    feature(polygon),
    feature({ type: 'Point', coordinates: [105, 21] }),
    feature(null),
  );
  expect(found.geo).toMatchObject({ bbox: [105, 20.4, 106.4, 21], nullGeometries: 1, positions: 5 });
  expect(found.notes).toContainEqual({ code: 'null-geometries', facts: { count: 1 } });
});

test('geometries may be gathered in a collection', async () => {
  const found = await report(
    feature({ type: 'GeometryCollection', geometries: [polygon, { type: 'Point', coordinates: [200, 1] }] }),
  );
  expect(found.problems).toMatchObject([
    { code: 'geometry-out-of-range', row: 1, facts: { path: '.geometries[1].coordinates' } },
  ]);
});

test.for([
  ['geometry-axes-swapped', { type: 'Point', coordinates: [20.4, 106.3] }],
  ['geometry-projected', { type: 'Point', coordinates: [590_123.4, 2_257_001.2] }],
  ['geometry-out-of-range', { type: 'Point', coordinates: [181, 20] }],
  ['geometry-ring-unclosed', { type: 'Polygon', coordinates: [square.slice(0, 3)] }],
  ['geometry-ring-too-short', { type: 'Polygon', coordinates: [[square[0], square[1], square[0]]] }],
  ['geometry-coordinates-invalid', { type: 'Point', coordinates: ['106', '20'] }],
  ['geometry-coordinates-invalid', { type: 'Point', coordinates: [] }],
  ['geometry-coordinates-invalid', { type: 'LineString', coordinates: [[106, 20]] }],
  ['geometry-coordinates-invalid', { type: 'Polygon', coordinates: [] }],
  ['geometry-type-unknown', { type: 'Circle', coordinates: [106, 20] }],
  ['geometry-type-unknown', 'POINT(106 20)'],
] as const)('%s names the feature', async ([code, geometry]) => {
  const found = await report(feature(polygon), feature(geometry));
  expect(found.problems).toMatchObject([{ code, row: 2 }]);
});

test.for([
  ['array', '[1]'],
  ['Feature', JSON.stringify(feature(polygon))],
  ['Polygon', JSON.stringify(polygon)],
  ['none', '{}'],
])('a root that is %s is no FeatureCollection', async ([found, content]) => {
  expect((await reportOn(content ?? '', 'x.geojson')).problems).toEqual([
    { code: 'geojson-not-collection', facts: { found } },
  ]);
});

test.for([
  '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{}}',
  '{"type":"FeatureCollection","features":[,]}',
  '{"type":"FeatureCollection","features":[]]}',
  '{"type":"FeatureCollection","features":[{]}',
  '{"type":"FeatureCollection","features":[{"a":1,}]}',
  '{"type":"FeatureCollection" "features":[]}',
  '{"type":"FeatureCollection","features":[]} x',
  '{"type":"FeatureCollection","features":[],"features":[]}',
  '{"type":"FeatureCollection,"features":[]}',
  '{"features":[{"type":"Feature","geometry":null,"properties":{"a":"\\',
  'tên,số',
])('broken JSON is refused: %s', async (content) => {
  expect((await reportOn(content, 'x.geojson')).problems).toMatchObject([{ code: 'json-broken' }]);
});

test('nesting a million deep is refused without recursion', async () => {
  const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
  const inFeature = `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"a":${deep}}}]}`;
  const inMember = `{"type":"FeatureCollection","x":${deep},"features":[]}`;
  for (const content of [inFeature, inMember])
    expect((await reportOn(content, 'x.geojson')).problems).toMatchObject([
      { code: 'json-too-deep', facts: { limit: defaultLimits.maxJsonDepth } },
    ]);
});

test('a feature over the limit is refused', async () => {
  const limits = { ...defaultLimits, maxFeatureChars: 1000 };
  const content = collection(feature(null, { a: 'x'.repeat(2_000_000) }));
  expect((await reportOn(content, 'x.geojson', limits)).problems).toMatchObject([
    { code: 'geojson-feature-too-large' },
  ]);
});

test('a foreign reference system is refused, the usual one is not', async () => {
  const withCrs = (name: string) =>
    reportOn(
      JSON.stringify({
        type: 'FeatureCollection',
        crs: { type: 'name', properties: { name } },
        features: [feature(polygon)],
      }),
      'x.geojson',
    );
  expect((await withCrs('urn:ogc:def:crs:OGC:1.3:CRS84')).problems).toEqual([]);
  expect((await withCrs('EPSG:3857')).problems).toMatchObject([{ code: 'geojson-crs-unsupported' }]);
});

test('an empty collection has no rows, and a file over the limit is not read', async () => {
  expect((await report()).problems).toEqual([{ code: 'no-rows' }]);
  expect(await check(collection(), 'x.geojson', { ...defaultLimits, maxGeoJsonBytes: 5 })).toMatchObject({
    code: 'too-large',
  });
});

test('members of a feature are checked', async () => {
  const found = await reportOn(
    '{"type":"FeatureCollection","features":[1,{"type":"Feature","geometry":null,"properties":[]},{"type":"Feature","properties":{}},{"type":"Feature","geometry":null,"properties":null}]}',
    'x.geojson',
  );
  expect(found.problems.map(({ code, row, facts }) => [code, row, facts?.['why']])).toEqual([
    ['geojson-feature-invalid', 1, 'type'],
    ['geojson-feature-invalid', 2, 'properties'],
    ['geojson-feature-invalid', 3, 'geometry'],
  ]);
});

test('properties are typed as JSON types them: digits in quotes are text, numbers are numbers', async () => {
  const found = await report(
    feature(null, { mã: '007', code: 12, tỷ_lệ: 1.5, mở: true, ngày: '01/05/2024', lẫn: 1, sâu: { a: [1] } }),
    feature(null, { mã: '8', code: 13, tỷ_lệ: 2, mở: false, lẫn: 'hai' }),
  );
  expect(found.columns.map(({ name, type, missing }) => [name, type, missing])).toEqual([
    ['mã', 'text', 0],
    ['code', 'integer', 0],
    ['tỷ_lệ', 'decimal', 0],
    ['mở', 'boolean', 0],
    ['ngày', 'date', 1],
    ['lẫn', 'text', 0],
    ['sâu', 'text', 1],
  ]);
  expect(found.notes.map((note) => note.code)).toEqual(
    expect.arrayContaining(['mixed-column', 'nested-values-as-text']),
  );
});

test('names of properties must differ', async () => {
  expect((await report(feature(null, { Tên: 1, tên: 2, '': 3 }))).problems.map((one) => one.code)).toEqual([
    'header-duplicate-name',
    'header-empty-name',
  ]);
});

test('the normalised file and the flat table hold the same rows and values', async () => {
  const nfd = 'Quỳnh Phụ'.normalize('NFD');
  const content = `{"type":"FeatureCollection","name":"x","features":[
    {"type":"Feature","id":"00001","geometry":{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[0,0]]]},"properties":{"tên":"${nfd}","mã":"007","số":12345678901234567890,"id":5}},
    {"type":"Feature","id":"00002","geometry":null,"properties":{"tên":"=1+1","ngày":"01/05/2024","__proto__":"x"}}]}`;
  const { report: found, folder, json, csv, parquet, converted } = await derive(content, 'x.geojson');
  const geo = JSON.parse(await readFile(join(folder, 'data.geojson'), 'utf8')) as {
    features: { id: string; geometry: unknown; properties: Record<string, unknown> }[];
    bbox: number[];
  };
  expect(converted.files.find(({ role }) => role === 'geojson')).toMatchObject({ rows: 2 });
  expect(geo.bbox).toEqual([0, 0, 1, 1]);
  expect(geo.features[0]).toMatchObject({
    id: '00001',
    geometry: {
      coordinates: [
        [
          [0, 0],
          [1, 1],
          [0, 1],
          [0, 0],
        ],
      ],
    },
    properties: { tên: 'Quỳnh Phụ', mã: '007', số: '12345678901234567890', id: 5 },
  });
  expect(geo.features[1]?.properties).toEqual(
    JSON.parse('{"tên":"=1+1","ngày":"2024-05-01","__proto__":"x"}'),
  );
  expect(json[0]).toEqual({
    _id: '00001',
    tên: 'Quỳnh Phụ',
    mã: '007',
    số: '12345678901234567890',
    id: 5,
    ngày: null,
    ['__proto__']: null,
  });
  expect(csv[2]?.slice(0, 2)).toEqual(['00002', "'=1+1"]);
  expect(parquet.rows[1]?.slice(0, 2)).toEqual(['00002', '=1+1']);
  expect(found.notes.map((note) => note.code)).toEqual(
    expect.arrayContaining([
      'rings-rewound',
      'big-numbers-as-text',
      'members-dropped',
      'unicode-normalised',
      'null-geometries',
    ]),
  );
});

const at = (x: number, y: number, size = 1): number[][] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];
const shape = (...rings: number[][][]) => feature({ type: 'Polygon', coordinates: rings });
const bowTie = shape([
  [106, 20],
  [107, 21],
  [107, 20],
  [106, 21],
  [106, 20],
]);

test.each([
  ['edges that cross', bowTie, { value: '106.5, 20.5', how: 'crosses' }],
  [
    'a hole that lies outside',
    shape(at(106, 20), at(108, 20, 0.5)),
    { value: '108, 20', how: 'hole-outside' },
  ],
  ['a hole that leaves its border', shape(at(106, 20), at(106.75, 20.25, 0.5)), { how: 'crosses' }],
])(
  'a shape with %s is told by its feature and place; the file is good all the same',
  async (_what, bad, told) => {
    const found = await report(shape(at(106, 20), at(106.25, 20.25, 0.5)), bad, bad);
    const { how, ...where } = told;
    expect(found.problems).toEqual([]);
    expect(found.notes.filter(({ code }) => code.startsWith('shapes'))).toMatchObject([
      { code: 'shapes-without-area', row: 2, ...where, facts: { count: 2, how } },
    ]);
  },
);

test('shapes that touch in a corner or share a border are whole', async () => {
  const found = await report(
    shape(at(106, 20), at(106.25, 20.25, 0.25), at(106.5, 20.5, 0.25)),
    shape(at(107, 20)),
    shape(at(106, 20), [
      [106, 20],
      [106.5, 20.25],
      [106.25, 20.5],
      [106, 20],
    ]),
  );
  expect(found.notes.filter(({ code }) => code.startsWith('shapes'))).toEqual([]);
});

test('of a shape of very many corners it is said that nobody looked', async () => {
  const ring = Array.from({ length: 200_001 }, (_, i) => {
    const turn = (2 * Math.PI * i) / 200_000;
    return [106 + Math.cos(turn) / 10, 20 + Math.sin(turn) / 10];
  });
  const found = await report(shape([...ring.slice(0, -1), ring[0] as number[]]));
  expect(found.notes).toContainEqual({ code: 'shapes-not-looked-at', facts: { count: 1 } });
});
