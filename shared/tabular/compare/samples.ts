import type { DuckDBConnection } from '@duckdb/node-api';
import type { ComparedRow, TableComparison } from '../../kernel/table-comparison.ts';
import { ask, numberIn, textIn, type Answer } from '../ask.ts';
import { sqlName } from '../engine.ts';
import { clip } from '../problem-list.ts';
import type { Sides } from './find-key.ts';
import { PAIRS, type Matched, type Pair } from './match-rows.ts';
import { rowsOf, type CommonColumn, type Side } from './sides.ts';

/** Cells shown of one row. */
const SHOWN_CELLS = 12;

type Cells = ReadonlyMap<string, string | null>;

const textOf = ({ name, type }: Side['columns'][number], i: number, maxChars: number): string =>
  type === 'text'
    ? `left(${sqlName(name)}, ${maxChars + 1}) AS c${i}`
    : `CAST(${sqlName(name)} AS VARCHAR) AS c${i}`;

/** The cells of a few rows, clipped; whole values are compared by the engine. */
const cellsOf = async (
  db: DuckDBConnection,
  side: Side,
  rows: readonly number[],
  maxChars: number,
): Promise<ReadonlyMap<number, Cells>> => {
  if (rows.length === 0) return new Map();
  const asked = side.columns.map((column, i) => textOf(column, i, maxChars));
  const found = await ask(
    db,
    `SELECT r::DOUBLE AS r, * EXCLUDE (r) FROM (${rowsOf(side, asked)}) WHERE r IN (${rows.join(', ')})`,
  );
  const read = (answer: Answer): Cells =>
    new Map(
      side.columns.map(({ name }, i) => {
        const text = textIn(answer, `c${i}`);
        return [name, text === undefined ? null : clip(text, maxChars)];
      }),
    );
  return new Map(found.map((answer) => [numberIn(answer, 'r'), read(answer)]));
};

/** Which columns differ in each of a few pairs, as the engine compares them. */
const differing = async (
  db: DuckDBConnection,
  { before, after }: Sides,
  pairs: readonly Pair[],
  columns: readonly CommonColumn[],
): Promise<ReadonlyMap<number, readonly string[]>> => {
  if (pairs.length === 0 || columns.length === 0) return new Map();
  const asked = columns.map(({ value }, i) => `${value} AS c${i}`);
  const rows = (end: 'before' | 'after') => pairs.map((pair) => pair[end]).join(', ');
  const found = await ask(
    db,
    `SELECT a.r::DOUBLE AS r, ${columns.map((_, i) => `b.c${i} IS DISTINCT FROM a.c${i} AS d${i}`).join(', ')}
     FROM ${PAIRS} AS p JOIN (${rowsOf(before, asked)}) AS b ON b.r = p.b JOIN (${rowsOf(after, asked)}) AS a ON a.r = p.a
     WHERE p.b IN (${rows('before')}) AND p.a IN (${rows('after')})`,
  );
  return new Map(
    found.map((answer) => [
      numberIn(answer, 'r'),
      columns.filter((_, i) => answer[`d${i}`] === true).map(({ name }) => name),
    ]),
  );
};

/** The first rows of each kind with their key and the cells that tell what happened. */
export const sampleRows = async (
  db: DuckDBConnection,
  sides: Sides,
  matched: Matched,
  key: readonly CommonColumn[],
  columns: readonly CommonColumn[],
  maxChars: number,
): Promise<TableComparison['samples']> => {
  const { added, removed, changed } = matched.first;
  const numbers = (pairs: readonly Pair[], end: 'before' | 'after') =>
    pairs.flatMap((pair) => pair[end] ?? []);
  const before = await cellsOf(db, sides.before, numbers([...removed, ...changed], 'before'), maxChars);
  const after = await cellsOf(db, sides.after, numbers([...added, ...changed], 'after'), maxChars);
  const differs = await differing(db, sides, changed, columns);
  const keyNames = key.map(({ name }) => name);
  const keyIn = (cells: Cells | undefined) =>
    keyNames.map((column) => ({ column, value: cells?.get(column) ?? null }));
  const others = (side: Side): string[] =>
    side.columns.map(({ name }) => name).filter((name) => !keyNames.includes(name));
  const one = (side: Side, cells: Cells | undefined, end: 'before' | 'after'): ComparedRow => ({
    key: keyIn(cells),
    cells: others(side)
      .slice(0, SHOWN_CELLS)
      .map((column) => ({ column, [end]: cells?.get(column) ?? null })),
  });
  return {
    added: added.map((pair) => one(sides.after, after.get(pair.after ?? 0), 'after')),
    removed: removed.map((pair) => one(sides.before, before.get(pair.before ?? 0), 'before')),
    changed: changed.map((pair) => {
      const [was, is] = [before.get(pair.before ?? 0), after.get(pair.after ?? 0)];
      return {
        key: keyIn(is),
        cells: (differs.get(pair.after ?? 0) ?? []).slice(0, SHOWN_CELLS).map((column) => ({
          column,
          before: was?.get(column) ?? null,
          after: is?.get(column) ?? null,
        })),
      };
    }),
  };
};

/** Columns joined at once: few enough for the engine's memory. */
const COLUMNS_AT_ONCE = 10;

/** Cells looked at one by one; a larger change is counted in rows only. */
const MOST_CELLS = 60_000_000;

/** In how many changed rows each column differs, most first; nothing where that is too much to count. */
export const columnChanges = async (
  db: DuckDBConnection,
  { before, after }: Sides,
  changed: number,
  columns: readonly CommonColumn[],
): Promise<TableComparison['columnsChanged']> => {
  if (changed === 0) return [];
  if (changed * columns.length > MOST_CELLS) return undefined;
  const counts: { column: string; count: number }[] = [];
  for (let from = 0; from < columns.length; from += COLUMNS_AT_ONCE) {
    const some = columns.slice(from, from + COLUMNS_AT_ONCE);
    const asked = some.map(({ value }, i) => `${value} AS c${i}`);
    const sums = some.map(
      (_, i) => `count(*) FILTER (WHERE b.c${i} IS DISTINCT FROM a.c${i})::DOUBLE AS n${i}`,
    );
    const [found] = await ask(
      db,
      `SELECT ${sums.join(', ')} FROM ${PAIRS} AS p
       JOIN (${rowsOf(before, asked)}) AS b ON b.r = p.b JOIN (${rowsOf(after, asked)}) AS a ON a.r = p.a`,
    );
    some.forEach(({ name }, i) => counts.push({ column: name, count: numberIn(found, `n${i}`) }));
  }
  return counts.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
};
