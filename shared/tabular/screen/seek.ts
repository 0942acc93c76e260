import type { DuckDBConnection } from '@duckdb/node-api';
import { MAX_FINDING_CELLS, type Finding, type FindingKind } from '../../kernel/screening.ts';
import { sqlName } from '../engine.ts';
import type { Column, TableReport } from '../report.ts';
import { sourceRowOf } from '../row-origins.ts';
import { sqlExtract, sqlMatches, type Pattern } from './pattern.ts';

/** The converted table in its engine, and how its rows are numbered in the source. */
export type Seat = {
  readonly db: DuckDBConnection;
  /** `read_parquet(…)` with the number of each row. */
  readonly table: string;
  readonly rows: number;
  readonly columns: readonly Column[];
  readonly report: Pick<TableReport, 'prepared' | 'format'>;
  readonly year: number;
  readonly signal?: AbortSignal;
};

export const ROW = 'file_row_number';

export type Cell = string | number | null;

export const rowsOf = async (seat: Seat, sql: string): Promise<Cell[][]> => {
  seat.signal?.throwIfAborted();
  const answer = await seat.db.runAndReadAll(sql);
  return answer
    .getRowsJson()
    .map((row) => row.map((cell) => (typeof cell === 'number' || typeof cell === 'string' ? cell : null)));
};

/** Named counts in one pass over the table. */
export const countsOf = async <Name extends string>(
  seat: Seat,
  from: string,
  wanted: Readonly<Record<Name, string>>,
): Promise<Record<Name, number>> => {
  const names = Object.keys(wanted) as Name[];
  const sums = names.map((name) => `count_if(${wanted[name]})::DOUBLE`);
  const [row = []] = await rowsOf(seat, `SELECT ${sums.join(', ')} FROM ${from}`);
  return Object.fromEntries(names.map((name, i) => [name, Number(row[i] ?? 0)])) as Record<Name, number>;
};

/** Rows as the officer's program numbers them: names stand in row 1 of a plain CSV; GeoJSON counts features. */
export const placeOf = ({ report }: Pick<Seat, 'report'>, plain: number): { row: number; sheet?: string } => {
  const { prepared, format } = report;
  const found = prepared && sourceRowOf(prepared.origins, plain);
  const row = found ?? (format === 'geojson' || format === 'json' ? plain : plain + 1);
  return { row, ...(prepared?.sheet === undefined ? {} : { sheet: prepared.sheet }) };
};

export type Search = {
  readonly kind: FindingKind;
  /** SQL text that is searched; the column is `c`. */
  readonly expression?: string;
  readonly pattern: Pattern;
  /** How a cell is read before it is searched; as it stands, if nothing is said. */
  readonly readAs?: (expression: string) => string;
  readonly mask: (found: string) => string;
  readonly facts?: Finding['facts'];
};

/** One column of the table as text, named `c`, beside the numbers of its rows. */
export const columnAsText = (seat: Seat, at: number, readAs = (text: string): string => text): string =>
  `(SELECT ${ROW} AS r, ${readAs(`${sqlName(seat.columns[at]?.name ?? '')}::VARCHAR`)} AS c FROM ${seat.table})`;

export const cellFinding = (
  seat: Seat,
  kind: FindingKind,
  at: number,
  found: { count: number; cells: readonly { plain: number; shown: string }[]; facts?: Finding['facts'] },
): Finding => ({
  id: `${kind}.cell.${at + 1}`,
  kind,
  place: 'cell',
  column: at + 1,
  columnName: seat.columns[at]?.name ?? '',
  count: found.count,
  cells: found.cells
    .slice(0, MAX_FINDING_CELLS)
    .map(({ plain, shown }) => ({ ...placeOf(seat, plain), shown })),
  facts: found.facts ?? {},
});

/** Counts every row of the column in which the pattern is, and lists the first. */
export const find = async (seat: Seat, at: number, search: Search): Promise<Finding[]> => {
  const text = search.expression ?? 'c';
  const from = columnAsText(seat, at, search.readAs);
  const { count } = await countsOf(seat, from, { count: sqlMatches(text, search.pattern) });
  if (count === 0) return [];
  const listed = await rowsOf(
    seat,
    `SELECT r, left(${sqlExtract(text, search.pattern)}, 200) FROM ${from}
     WHERE ${sqlMatches(text, search.pattern)} ORDER BY r LIMIT ${MAX_FINDING_CELLS}`,
  );
  const cells = listed.map(([r, found]) => ({
    plain: Number(r) + 1,
    shown: search.mask(String(found ?? '')),
  }));
  return [cellFinding(seat, search.kind, at, { count, cells, facts: search.facts ?? {} })];
};
