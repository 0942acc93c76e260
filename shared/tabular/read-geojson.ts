import type { Coordinates, Decided } from '../kernel/reading.ts';
import { aroundOf } from './around-texts.ts';
import { columnDecided, columnNotes } from './column-notes.ts';
import { columnOf, type ColumnTally } from './column-types.ts';
import { declaredCrs } from './coordinates/crs.ts';
import { decideCoordinates, toldCoordinates } from './coordinates/decide.ts';
import { coordinateNotes } from './coordinates/notes.ts';
import { ID_KEY, passOver, type Check } from './geojson-pass.ts';
import type { GeometryTally } from './geometry.ts';
import { checkHeader } from './header.ts';
import type { TabularLimits } from './limits.ts';
import type { Note, Problem } from './problem.ts';
import type { ReadOptions } from './progress.ts';
import type { GeoSummary, Identified, TableReport } from './report.ts';
import { schemaOf } from './schema/infer.ts';
import { form } from './values/form.ts';

/** The file as read in the end, and how its positions were. */
type Read = {
  readonly check: Check;
  readonly coordinates: Coordinates;
  readonly isTold: boolean;
  readonly decided?: Decided;
  readonly problem?: Problem;
};

const judgeWhole = (check: Check, { problem, isTold }: Read): void => {
  const { problems } = check;
  if (problem && check.rows > 0) problems.add(problem);
  if (check.rootType !== 'FeatureCollection' && problems.total() === 0)
    problems.add({
      code: 'geojson-not-collection',
      facts: { found: (check.rootType ?? 'none').slice(0, 50) },
    });
  if (!isTold && check.crs !== undefined && declaredCrs(check.crs) === 'unknown')
    problems.add({ code: 'geojson-crs-unsupported', value: check.crs });
  if (check.rows === 0 && problems.total() === 0) problems.add({ code: 'no-rows' });
};

/** Features that lack a property lack its value. */
const countAbsent = (tally: ColumnTally, rows: number): void => {
  const seen = tally.kinds.reduce((sum, n) => sum + n, 0);
  tally.kinds[form.missing] = (tally.kinds[form.missing] ?? 0) + Math.max(0, rows - seen);
};

/** How many polygons bound no area, and where the first of them goes wrong. */
const shapeNotes = ({ misshapen, firstMisshapen: first, unlooked }: GeometryTally): Note[] => [
  ...(first
    ? [
        {
          code: 'shapes-without-area' as const,
          row: first.row,
          value: first.at.slice(0, 2).join(', '),
          facts: { count: misshapen.crosses + misshapen['hole-outside'], how: first.how },
        },
      ]
    : []),
  ...(unlooked > 0 ? [{ code: 'shapes-not-looked-at' as const, facts: { count: unlooked } }] : []),
];

const geoNotes = ({ check, coordinates, problem }: Read): Note[] => {
  const { placing, geometry } = check;
  // Nothing was converted for good while nobody has said how.
  const notes = problem ? [] : coordinateNotes(coordinates, placing.axes(), geometry.positions);
  const say = (code: Note['code'], count: number): void => {
    if (count > 0) notes.push({ code, facts: { count } });
  };
  say('null-geometries', check.nullGeometries);
  say('rings-rewound', check.geometry.rewound);
  notes.push(...shapeNotes(check.geometry));
  say('big-numbers-as-text', check.bigNumbers);
  say('long-fractions-rounded', check.rounded);
  say('nested-values-as-text', check.properties.nested());
  say('feature-members-repeated', check.repeated);
  if (check.foreign.size > 0)
    notes.push({ code: 'members-dropped', facts: { names: [...check.foreign].join(', ') } });
  return notes;
};

const geoSummary = (check: Check, coordinates: Coordinates, idColumn: string | undefined): GeoSummary => {
  const { types, positions, bounds } = check.geometry;
  return {
    ...(positions > 0 ? { bbox: bounds } : {}),
    geometryTypes: types,
    nullGeometries: check.nullGeometries,
    positions,
    ...(coordinates === 'wgs84' ? {} : { coordinates }),
    ...(idColumn === undefined ? {} : { idColumn }),
  };
};

const reportOf = (identified: Identified, read: Read, limits: TabularLimits): TableReport => {
  const { check, coordinates } = read;
  judgeWhole(check, read);
  const propertyTallies = [...check.properties.tallies.values()];
  const taken = new Set(propertyTallies.map((tally) => tally.name.toLowerCase()));
  const idTally = check.ids.tallies.get(ID_KEY);
  let idColumn = ID_KEY;
  while (taken.has(idColumn)) idColumn = `_${idColumn}`;
  const tallies = idTally ? [{ ...idTally, name: idColumn }, ...propertyTallies] : propertyTallies;
  const header = checkHeader(
    [...(idTally ? [idColumn] : []), ...check.properties.tallies.keys()],
    limits,
    check.problems,
  );
  tallies.forEach((tally) => countAbsent(tally, check.rows));
  const columns = tallies.map((tally) => columnOf(tally, { codeNames: false }));
  const notes: Note[] = identified.encoding === 'utf-8-bom' ? [{ code: 'byte-order-mark' }] : [];
  notes.push(...header.notes, ...geoNotes(read));
  columns.forEach((column, i) => notes.push(...columnNotes(tallies[i] as ColumnTally, column, i)));
  const decided = [
    ...(read.decided ? [read.decided] : []),
    ...columns.flatMap((column, i) => columnDecided(tallies[i] as ColumnTally, column, i)),
  ];
  const geo = geoSummary(check, coordinates, idTally ? idColumn : undefined);
  return {
    ...identified,
    rows: check.rows,
    columns,
    ...check.problems.summary(),
    notes,
    decided,
    schema: schemaOf(columns, tallies),
    ...aroundOf(check.around.result()),
    geo,
  };
};

/** A file on WGS 84 is read once; another one a second time, when all of it has said how it is written. */
const readPositions = async (path: string, bytes: number, options: ReadOptions): Promise<Read> => {
  const told = options.reading?.coordinates;
  const first = await passOver(path, bytes, told ?? 'wgs84', options);
  if (told)
    return {
      check: first,
      coordinates: told,
      isTold: true,
      decided: toldCoordinates(first.census, told),
    };
  const declared = first.crs === undefined ? undefined : declaredCrs(first.crs);
  const choice = decideCoordinates(first.census, declared);
  if (choice.coordinates === 'wgs84') return { check: first, isTold: false, ...choice };
  return { check: await passOver(path, bytes, choice.coordinates, options), isTold: false, ...choice };
};

/**
 * Checks a GeoJSON FeatureCollection (RFC 7946) one feature at a time: grammar, geometry, positions in the world. Metres
 * of VN-2000 become degrees of WGS 84. Properties become columns typed as JSON types them. `row` in problems is the
 * number of the feature.
 */
export const readGeoJson = async (
  path: string,
  identified: Identified,
  options: ReadOptions,
): Promise<TableReport> =>
  reportOf(identified, await readPositions(path, identified.bytes, options), options.limits);
