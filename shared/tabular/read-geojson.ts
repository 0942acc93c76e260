import { batchWeight } from './batch-weight.ts';
import { columnDecided, columnNotes } from './column-notes.ts';
import { columnOf, type ColumnTally } from './column-types.ts';
import { parseFeature, type Feature } from './feature.ts';
import { featureSplitter } from './feature-splitter.ts';
import { checkGeometry, geometryTally, type GeometryTally } from './geometry.ts';
import { checkHeader } from './header.ts';
import type { TabularLimits } from './limits.ts';
import { problemList, type ProblemList } from './problem-list.ts';
import type { Note } from './problem.ts';
import type { ReadOptions } from './progress.ts';
import { propertyColumns, type PropertyColumns } from './property-columns.ts';
import type { GeoSummary, Identified, TableReport } from './report.ts';
import { schemaOf } from './schema/infer.ts';
import { textChunks } from './text-chunks.ts';
import { form } from './values/form.ts';

type Check = {
  readonly problems: ProblemList;
  readonly geometry: GeometryTally;
  readonly ids: PropertyColumns;
  readonly properties: PropertyColumns;
  readonly foreign: Set<string>;
  readonly weigh: (chars: number) => boolean;
  rows: number;
  nullGeometries: number;
  bigNumbers: number;
  rootType: string | undefined;
  crs: string | undefined;
  isOver: boolean;
};

/** Under this name the feature ids are offered to the table; with an underscore where a property has it already. */
const ID_KEY = 'id';

const checkFeature = (feature: Feature, row: number, check: Check, limits: TabularLimits): void => {
  if (feature.id !== undefined) check.ids.add([[ID_KEY, feature.id]], row);
  if (check.weigh(check.properties.add(Object.entries(feature.properties), row))) {
    check.problems.add({ code: 'rows-too-heavy', row, facts: { limit: limits.maxBatchChars } });
    check.isOver = true;
  }
  feature.foreign.forEach((name) => check.foreign.size < 20 && check.foreign.add(name.slice(0, 100)));
  check.bigNumbers += feature.bigNumbers;
  if (feature.geometry === null) {
    check.nullGeometries += 1;
    return;
  }
  const fault = checkGeometry(feature.geometry, check.geometry);
  if (!fault) return;
  const { code, path, value } = fault;
  check.problems.add({ code, row, ...(value === undefined ? {} : { value }), facts: { path } });
};

const onFeature = (json: string, check: Check, limits: TabularLimits): void => {
  if (check.isOver) return;
  check.rows += 1;
  const row = check.rows;
  if (row > limits.maxRows) {
    check.problems.add({ code: 'too-many-rows', facts: { limit: limits.maxRows } });
    check.isOver = true;
    return;
  }
  const feature = parseFeature(json);
  if ('fault' in feature) {
    // After a syntax error the cut between features cannot be trusted either.
    check.isOver = feature.fault === 'json-broken';
    check.problems.add({ code: feature.fault, row, value: json.slice(0, 200), facts: { why: feature.why } });
  } else checkFeature(feature, row, check, limits);
  if (check.properties.tallies.size > limits.maxColumns) {
    check.problems.add({ code: 'too-many-columns', row, facts: { limit: limits.maxColumns } });
    check.isOver = true;
  }
};

const parseSmall = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};

const onMember = (key: string, json: string, check: Check): void => {
  if (key === 'type') check.rootType = String(parseSmall(json));
  else if (key === 'crs') check.crs = json.slice(0, 300);
  else if (key !== 'bbox' && check.foreign.size < 20) check.foreign.add(key.slice(0, 100));
};

/** The old `crs` member is tolerated when it names what RFC 7946 prescribes anyway. */
const isWorldCrs = (crs: string): boolean => crs === 'null' || /CRS84|EPSG:{1,2}4326/i.test(crs);

const judgeWhole = (check: Check): void => {
  const { problems } = check;
  if (check.rootType !== 'FeatureCollection' && problems.total() === 0)
    problems.add({
      code: 'geojson-not-collection',
      facts: { found: (check.rootType ?? 'none').slice(0, 50) },
    });
  if (check.crs !== undefined && !isWorldCrs(check.crs))
    problems.add({ code: 'geojson-crs-unsupported', value: check.crs });
  if (check.rows === 0 && problems.total() === 0) problems.add({ code: 'no-rows' });
};

/** Features that lack a property lack its value. */
const countAbsent = (tally: ColumnTally, rows: number): void => {
  const seen = tally.kinds.reduce((sum, n) => sum + n, 0);
  tally.kinds[form.missing] = (tally.kinds[form.missing] ?? 0) + Math.max(0, rows - seen);
};

const geoNotes = (check: Check): Note[] => {
  const notes: Note[] = [];
  const say = (code: Note['code'], count: number): void => {
    if (count > 0) notes.push({ code, facts: { count } });
  };
  say('null-geometries', check.nullGeometries);
  say('rings-rewound', check.geometry.rewound);
  say('big-numbers-as-text', check.bigNumbers);
  say('nested-values-as-text', check.properties.nested());
  if (check.foreign.size > 0)
    notes.push({ code: 'members-dropped', facts: { names: [...check.foreign].join(', ') } });
  return notes;
};

const geoSummary = (check: Check, idColumn: string | undefined): GeoSummary => {
  const { types, positions, bounds } = check.geometry;
  return {
    ...(positions > 0 ? { bbox: bounds } : {}),
    geometryTypes: types,
    nullGeometries: check.nullGeometries,
    positions,
    ...(idColumn === undefined ? {} : { idColumn }),
  };
};

const reportOf = (identified: Identified, check: Check, limits: TabularLimits): TableReport => {
  judgeWhole(check);
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
  notes.push(...header.notes, ...geoNotes(check));
  columns.forEach((column, i) => notes.push(...columnNotes(tallies[i] as ColumnTally, column, i)));
  const decided = columns.flatMap((column, i) => columnDecided(tallies[i] as ColumnTally, column, i));
  const geo = geoSummary(check, idTally ? idColumn : undefined);
  return {
    ...identified,
    rows: check.rows,
    columns,
    ...check.problems.summary(),
    notes,
    decided,
    schema: schemaOf(columns, tallies),
    geo,
  };
};

/**
 * Checks a GeoJSON FeatureCollection (RFC 7946) one feature at a time: grammar, geometry, coordinates in the world.
 * Properties become columns typed as JSON types them. `row` in problems is the number of the feature.
 */
export const readGeoJson = async (
  path: string,
  identified: Identified,
  options: ReadOptions,
): Promise<TableReport> => {
  const { limits } = options;
  const check: Check = {
    problems: problemList(limits),
    geometry: geometryTally(),
    ids: propertyColumns(),
    properties: propertyColumns(),
    foreign: new Set(),
    weigh: batchWeight(limits),
    rows: 0,
    nullGeometries: 0,
    bigNumbers: 0,
    rootType: undefined,
    crs: undefined,
    isOver: false,
  };
  const splitter = featureSplitter({
    maxFeatureChars: limits.maxFeatureChars,
    maxDepth: limits.maxJsonDepth,
    onMember: (key, json) => onMember(key, json, check),
    onFeature: (json) => onFeature(json, check, limits),
    onFault: ({ code, facts }) => {
      if (check.isOver) return;
      const row = check.rows > 0 ? { row: check.rows + 1 } : {};
      check.problems.add({ code, ...row, facts });
      check.isOver = true;
    },
  });
  for await (const { text, bytesRead } of textChunks(path, options)) {
    splitter.push(text);
    options.onProgress?.({ rowsRead: check.rows, bytesRead, bytesTotal: identified.bytes });
    if (check.isOver) break;
  }
  if (!check.isOver) splitter.push('', true);
  return reportOf(identified, check, limits);
};
