import { batchWeight } from './batch-weight.ts';
import { census, count, type Census } from './coordinates/census.ts';
import { placing, type Placing } from './coordinates/placing.ts';
import { isBox, parseFeature, type Feature } from './feature.ts';
import { membersOf } from './json/members.ts';
import { aroundTracker, type AroundTracker } from './around-texts.ts';
import { featureSplitter } from './feature-splitter.ts';
import { checkGeometry, geometryTally, type GeometryTally } from './geometry.ts';
import type { TabularLimits } from './limits.ts';
import { problemList, type ProblemList } from './problem-list.ts';
import type { ReadOptions } from './progress.ts';
import { propertyColumns, type PropertyColumns } from './property-columns.ts';
import type { Coordinates } from '../kernel/reading.ts';
import { textChunks } from './text-chunks.ts';

/** What one reading of a GeoJSON from end to end gathers. */
export type Check = {
  readonly problems: ProblemList;
  readonly geometry: GeometryTally;
  readonly census: Census;
  readonly placing: Placing;
  readonly ids: PropertyColumns;
  readonly properties: PropertyColumns;
  readonly foreign: Set<string>;
  /** What those members say. */
  readonly around: AroundTracker;
  readonly weigh: (chars: number) => boolean;
  rows: number;
  nullGeometries: number;
  bigNumbers: number;
  rounded: number;
  /** Members that the parser dropped, since their name is written again behind them. */
  repeated: number;
  rootType: string | undefined;
  crs: string | undefined;
  isOver: boolean;
};

/** Under this name the feature ids are offered to the table; with an underscore where a property has it already. */
export const ID_KEY = 'id';

const dropMember = (name: string, value: unknown, check: Check, row?: number): void => {
  if (check.foreign.size < 20) check.foreign.add(name.slice(0, 100));
  check.around.addJson(name, value, row);
};

const checkFeature = (feature: Feature, row: number, check: Check, limits: TabularLimits): void => {
  if (feature.id !== undefined) check.ids.add([[ID_KEY, feature.id]], row);
  if (check.weigh(check.properties.add(Object.entries(feature.properties), row))) {
    check.problems.add({ code: 'rows-too-heavy', row, facts: { limit: limits.maxBatchChars } });
    check.isOver = true;
  }
  for (const [name, value] of Object.entries(feature.foreign)) dropMember(name, value, check, row);
  check.bigNumbers += feature.bigNumbers;
  check.rounded += feature.rounded;
  if (feature.geometry === null) {
    check.nullGeometries += 1;
    return;
  }
  count(check.census, feature.geometry, row);
  const fault = checkGeometry(feature.geometry, check.geometry, check.placing, row);
  if (!fault) return;
  const { code, path, value } = fault;
  check.problems.add({ code, row, ...(value === undefined ? {} : { value }), facts: { path } });
};

const onFeature = (json: string, members: number, check: Check, limits: TabularLimits): void => {
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
  } else {
    check.repeated += Math.max(0, members - feature.members);
    checkFeature(feature, row, check, limits);
  }
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

const onMember = (key: string, json: string, members: number, check: Check): void => {
  const value = parseSmall(json);
  check.repeated += Math.max(0, members - membersOf(value));
  if (key === 'type') check.rootType = String(value);
  else if (key === 'crs') {
    check.crs = json.slice(0, 300);
    check.around.addJson(key, value);
  } else if (key !== 'bbox' || !isBox(value)) dropMember(key, value, check);
};

/** Reads the file once, one feature at a time, its positions written as told. */
export const passOver = async (
  path: string,
  bytes: number,
  coordinates: Coordinates,
  options: ReadOptions,
): Promise<Check> => {
  const { limits } = options;
  const check: Check = {
    problems: problemList(limits),
    geometry: geometryTally(),
    census: census(),
    placing: placing(coordinates),
    ids: propertyColumns(),
    properties: propertyColumns(),
    foreign: new Set(),
    around: aroundTracker(),
    weigh: batchWeight(limits),
    rows: 0,
    nullGeometries: 0,
    bigNumbers: 0,
    rounded: 0,
    repeated: 0,
    rootType: undefined,
    crs: undefined,
    isOver: false,
  };
  const splitter = featureSplitter({
    maxFeatureChars: limits.maxFeatureChars,
    maxDepth: limits.maxJsonDepth,
    onMember: (key, json, members) => onMember(key, json, members, check),
    onFeature: (json, members) => onFeature(json, members, check, limits),
    onFault: ({ code, facts }) => {
      if (check.isOver) return;
      const row = check.rows > 0 ? { row: check.rows + 1 } : {};
      check.problems.add({ code, ...row, facts });
      check.isOver = true;
    },
  });
  for await (const { text, bytesRead } of textChunks(path, options)) {
    splitter.push(text);
    options.onProgress?.({ rowsRead: check.rows, bytesRead, bytesTotal: bytes });
    if (check.isOver) break;
  }
  if (!check.isOver) splitter.push('', true);
  return check;
};
