import type { DuckDBConnection } from '@duckdb/node-api';
import { dirname } from 'node:path';
import type { TableComparison } from '../../kernel/table-comparison.ts';
import { nfc } from '../../kernel/vietnamese-text.ts';
import { ask, numberIn } from '../ask.ts';
import { withEngine } from '../engine.ts';
import type { TabularLimits } from '../limits.ts';
import { findKey, tellsApart, type Sides } from './find-key.ts';
import { changedGeometries, type Geometries } from './geometries.ts';
import { matchByKey, matchWhole } from './match-rows.ts';
import { columnChanges, sampleRows } from './samples.ts';
import { commonColumns, openSide, rowsOf, shapeChanges, type CommonColumn, type Side } from './sides.ts';

export type CompareOptions = {
  readonly scratch: string;
  readonly limits: TabularLimits;
  /** Wide tables need more of the engine: the greater number of columns of the two. */
  readonly columns: number;
  readonly declaredKey?: readonly string[] | undefined;
  /** The key that the releases before were compared by. */
  readonly earlierKey?: readonly string[] | undefined;
  /** Where both releases have shapes. */
  readonly geometries?: Geometries | undefined;
};

type Key = { readonly columns: readonly CommonColumn[]; readonly keyIs: TableComparison['keyIs'] };

const columnsNamed = (
  names: readonly string[],
  columns: readonly CommonColumn[],
): CommonColumn[] | undefined => {
  const found = names.flatMap((name) => columns.find((column) => nfc(column.name) === nfc(name)) ?? []);
  return names.length > 0 && found.length === names.length ? found : undefined;
};

/** The declared key where it holds in both tables, then the one used before, then a column that would do. */
const chooseKey = async (
  db: DuckDBConnection,
  sides: Sides,
  columns: readonly CommonColumn[],
  { declaredKey = [], earlierKey = [] }: CompareOptions,
): Promise<Key> => {
  for (const [names, keyIs] of [
    [declaredKey, 'declared'],
    [earlierKey, 'found'],
  ] as const) {
    const named = columnsNamed(names, columns);
    if (named && (await tellsApart(db, sides, named))) return { columns: named, keyIs };
  }
  const found = await findKey(db, sides, columns);
  return found ? { columns: [found], keyIs: 'found' } : { columns: [], keyIs: 'none' };
};

const rowsIn = async (db: DuckDBConnection, side: Side): Promise<number> =>
  numberIn((await ask(db, `SELECT count(*)::DOUBLE AS n FROM (${rowsOf(side, [])})`))[0], 'n');

/**
 * Compares the tables of two releases, both Parquet as this room writes it. Columns are matched by name; one that only one
 * side has is said, and changes no row. Time and memory are those of a join of keys, whatever the tables hold.
 */
export const compareTables = async (
  before: string,
  after: string,
  options: CompareOptions,
): Promise<TableComparison> => {
  const { scratch, limits, columns: width } = options;
  const shapes = options.geometries
    ? [dirname(options.geometries.before), dirname(options.geometries.after)]
    : [];
  const folders = [...new Set([dirname(before), dirname(after), ...shapes])];
  return withEngine({ scratch, folders, limits, columns: 2 * width }, async (db) => {
    const sides = { before: await openSide(db, before), after: await openSide(db, after) };
    const common = commonColumns(sides.before, sides.after);
    const key = await chooseKey(db, sides, common, options);
    const isKeyed = key.columns.length > 0;
    const others = isKeyed ? common.filter((column) => !key.columns.includes(column)) : common;
    const matched = isKeyed
      ? await matchByKey(db, sides, key.columns, others)
      : await matchWhole(db, sides, common);
    const [rowsBefore, rowsAfter] = [await rowsIn(db, sides.before), await rowsIn(db, sides.after)];
    const { added, removed, changed } = matched;
    const columnsChanged = isKeyed ? await columnChanges(db, sides, changed, others) : undefined;
    const { geometries } = options;
    const geometryChanged =
      isKeyed && geometries ? await changedGeometries(db, sides, key.columns, geometries) : undefined;
    return {
      key: key.columns.map(({ name }) => name),
      keyIs: key.keyIs,
      rowsBefore,
      rowsAfter,
      added,
      removed,
      changed,
      unchanged: rowsAfter - added - changed,
      ...shapeChanges(sides.before, sides.after),
      ...(columnsChanged ? { columnsChanged } : {}),
      ...(geometryChanged === undefined ? {} : { geometryChanged }),
      samples: await sampleRows(db, sides, matched, key.columns, others, limits.maxValueChars),
    };
  });
};
