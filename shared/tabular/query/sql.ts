import type { Aggregate, Filter, QueryColumn, RowQuery, SortKey, Value } from './model.ts';
import { sqlTypes } from '../sql-types.ts';

/** A statement with its bound values; names in it are `c0`, `f0`, … alone, never the caller's words. */
export type Statement = { readonly sql: string; readonly values: readonly (Value | bigint)[] };

/** Where the rows are in a query file. `_row` counts from 0 in the order of the release. */
export const TABLE = 'rows';

/** `fold` of the kernel as the engine computes it; a test holds the two together. */
export const foldedSql = (text: string): string => `replace(lower(strip_accents(${text})), 'đ', 'd')`;

/** Collects bound values; each gets its number. */
const binder = () => {
  const values: (Value | bigint)[] = [];
  return {
    values,
    bind: (value: Value | bigint, type: keyof typeof sqlTypes): string => {
      // A fraction compared with whole numbers stays a fraction.
      const cast =
        type === 'integer' && typeof value === 'number' && !Number.isInteger(value) ? 'decimal' : type;
      values.push(cast === 'integer' && typeof value === 'number' ? BigInt(value) : value);
      return `CAST($${values.length} AS ${sqlTypes[cast]})`;
    },
  };
};
type Binder = ReturnType<typeof binder>;

/** The copy of a text column that search and order go by. */
const foldedColumn = (columns: readonly QueryColumn[], place: number): string =>
  columns[place]?.folded ? `f${place}` : `c${place}`;

const comparison = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** Text is ordered without diacritics first, then as written: `an`, `ăn`, `ân` stand together. */
const compare = (
  columns: readonly QueryColumn[],
  { column, operator }: { column: number; operator: keyof typeof comparison },
  value: Value,
  binds: Binder,
): string => {
  const type = columns[column]?.type ?? 'text';
  const bound = binds.bind(value, type);
  const sign = comparison[operator];
  if (type !== 'text' || !columns[column]?.folded) return `c${column} ${sign} ${bound}`;
  const folded = foldedSql(bound);
  return `(f${column} ${sign.charAt(0)} ${folded} OR (f${column} = ${folded} AND c${column} ${sign} ${bound}))`;
};

const condition = (columns: readonly QueryColumn[], filter: Filter, binds: Binder): string => {
  const { column, operator, values } = filter;
  const type = columns[column]?.type ?? 'text';
  const first = values[0] ?? '';
  const all = (): string => values.map((value) => binds.bind(value, type)).join(', ');
  switch (operator) {
    case 'exact':
      return `c${column} = ${all()}`;
    case 'differs':
      return `c${column} IS DISTINCT FROM ${all()}`;
    case 'in':
      return `c${column} IN (${all()})`;
    case 'missing':
      return `c${column} IS ${first === true ? '' : 'NOT '}NULL`;
    case 'contains':
      return `contains(${foldedColumn(columns, column)}, ${foldedSql(binds.bind(first, 'text'))})`;
    case 'between':
      return `(${compare(columns, { column, operator: 'gte' }, first, binds)} AND ${compare(columns, { column, operator: 'lte' }, values[1] ?? first, binds)})`;
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return compare(columns, { column, operator }, first, binds);
  }
};

/** A word is in a row when some text column holds it. A column without letters can not hold a word that has one. */
const holdsWord = (columns: readonly QueryColumn[], word: string, binds: Binder): string => {
  const hasLetters = /[a-z]|[^\x00-\x7f]/i.test(word);
  const places = columns.flatMap(({ type, folded }, place) =>
    type === 'text' && (folded || !hasLetters) ? [place] : [],
  );
  if (places.length === 0) return 'false';
  const bound = binds.bind(word, 'text');
  return `(${places.map((place) => `contains(${foldedColumn(columns, place)}, ${foldedSql(bound)})`).join(' OR ')})`;
};

const conditions = (columns: readonly QueryColumn[], query: RowQuery, binds: Binder): string[] => [
  // The cheap ones first.
  ...query.filters.map((filter) => condition(columns, filter, binds)),
  ...query.words.map((word) => holdsWord(columns, word, binds)),
];

const where = (all: readonly string[]): string => (all.length === 0 ? '' : ` WHERE ${all.join(' AND ')}`);

export const isUnfiltered = (query: RowQuery): boolean =>
  query.filters.length === 0 && query.words.length === 0;

type OrderTerm = { readonly sql: string; readonly type: keyof typeof sqlTypes; readonly descending: boolean };

/** What rows are ordered by; the row's own place decides between equals. */
const orderOf = (columns: readonly QueryColumn[], sort: readonly SortKey[]): OrderTerm[] =>
  sort.flatMap(({ by, descending }) => {
    if (!('column' in by)) return [];
    const type = columns[by.column]?.type ?? 'text';
    const own: OrderTerm = { sql: `c${by.column}`, type, descending };
    return columns[by.column]?.folded ? [{ sql: `f${by.column}`, type: 'text', descending }, own] : [own];
  });

/** Missing values stand last, whichever way the rest is ordered. */
const orderBy = (terms: readonly OrderTerm[], last: string): string =>
  ` ORDER BY ${[...terms.map(({ sql, descending }) => `${sql} ${descending ? 'DESC' : 'ASC'} NULLS LAST`), last].join(', ')}`;

/**
 * Rows behind the one at `row`, whose values in the order's terms are `at`. What bounds the first term stands by itself: the
 * engine then passes over the rest while it reads. Missing values stand last, so behind every other.
 */
const behind = (
  [term, ...others]: readonly OrderTerm[],
  [value = null, ...values]: readonly (Value | null)[],
  row: number,
  binds: Binder,
): string => {
  if (!term) return `_row > ${row}`;
  const { sql, type, descending } = term;
  if (value === null) return `(${sql} IS NULL AND ${behind(others, values, row, binds)})`;
  const bound = `(${sql} ${descending ? '<=' : '>='} ${binds.bind(value, type)} OR ${sql} IS NULL)`;
  const differs = `${sql} <> ${binds.bind(value, type)} OR ${sql} IS NULL`;
  return `(${bound} AND (${differs} OR ${behind(others, values, row, binds)}))`;
};

/** The values of one row in the terms of the order: where a page goes on. Undefined when rows keep their own order. */
export const placeStatement = (
  columns: readonly QueryColumn[],
  query: RowQuery,
  row: number,
): Statement | undefined => {
  const terms = orderOf(columns, query.sort);
  if (terms.length === 0) return undefined;
  const wanted = terms
    .map(({ sql, type }) => (type === 'date' || type === 'datetime' ? `CAST(${sql} AS VARCHAR)` : sql))
    .join(', ');
  return { sql: `SELECT ${wanted} FROM ${TABLE} WHERE _row = ${row}`, values: [] };
};

export type After = { readonly row: number; readonly at: readonly (Value | null)[] };

type Page = { readonly after: After | undefined; readonly limit: number };

const pageOf = (
  columns: readonly QueryColumn[],
  query: RowQuery,
  { after, limit }: Page,
  wanted: readonly string[],
): Statement => {
  const binds = binder();
  const terms = orderOf(columns, query.sort);
  const all = conditions(columns, query, binds);
  if (after && terms.length === 0) all.unshift(`_row > ${after.row}`);
  if (after && terms.length > 0) all.push(behind(terms, after.at, after.row, binds));
  const end = after && terms.length === 0 && isUnfiltered(query) ? [`_row <= ${after.row + limit}`] : [];
  return {
    sql: `SELECT ${wanted.join(', ')} FROM ${TABLE}${where([...all, ...end])}${orderBy(terms, '_row')} LIMIT ${limit}`,
    values: binds.values,
  };
};

const shown = (query: RowQuery): string[] => ['_row', ...query.select.map((place) => `c${place}`)];

/** A page of rows behind `after`; the first column is the row's place. */
export const pageStatement = (columns: readonly QueryColumn[], query: RowQuery, page: Page): Statement =>
  pageOf(columns, query, page, shown(query));

/** Where the rows of that page are, in its order, touching no column but those it is found by. */
export const placesStatement = (columns: readonly QueryColumn[], query: RowQuery, page: Page): Statement =>
  pageOf(columns, query, page, ['_row']);

/** How many rows match, and the places of the first of them, in one reading of the file. */
export const countStatement = (
  columns: readonly QueryColumn[],
  query: RowQuery,
  first: number,
): Statement => {
  const binds = binder();
  const matching = where(conditions(columns, query, binds));
  return {
    sql: `SELECT count(*), ${first > 0 ? `min(_row, ${first})` : 'NULL'} FROM ${TABLE}${matching}`,
    values: binds.values,
  };
};

/** The rows at these places, in any order, by the index over `_row`: one row far off is not worth its whole block. */
export const rowsStatement = (query: RowQuery, places: readonly number[]): Statement => ({
  sql: `SELECT ${shown(query).join(', ')} FROM ${TABLE} WHERE _row IN (${places.map(Math.trunc).join(', ')})`,
  values: [],
});

const measured = (aggregate: Aggregate): string => {
  const { measure, column } = aggregate;
  if (column === undefined) return 'count(*)';
  const name = `c${column}`;
  return {
    count: `count(${name})`,
    distinct: `count(DISTINCT ${name})`,
    sum: `sum(${name}::DOUBLE)`,
    avg: `avg(${name}::DOUBLE)`,
    min: `min(${name})`,
    max: `max(${name})`,
  }[measure];
};

const groupOrder = (columns: readonly QueryColumn[], query: RowQuery): string => {
  const term = (sql: string, isText: boolean, descending: boolean): string[] => {
    const way = `${descending ? 'DESC' : 'ASC'} NULLS LAST`;
    return isText ? [`${foldedSql(sql)} ${way}`, `${sql} ${way}`] : [`${sql} ${way}`];
  };
  const named = query.sort.flatMap(({ by, descending }) =>
    'aggregate' in by
      ? term(`a${by.aggregate}`, false, descending)
      : term(`c${by.column}`, columns[by.column]?.type === 'text', descending),
  );
  const rest = query.group.flatMap((place) => term(`c${place}`, columns[place]?.type === 'text', false));
  return [...named, ...rest].length === 0 ? '' : ` ORDER BY ${[...named, ...rest].join(', ')}`;
};

/** Groups with their measures; the last column is the number of groups. */
export const groupStatement = (
  columns: readonly QueryColumn[],
  query: RowQuery,
  page: { readonly offset: number; readonly limit: number },
): Statement => {
  const binds = binder();
  const keys = query.group.map((place) => `c${place}`);
  const sums = query.aggregates.map((aggregate, i) => `${measured(aggregate)} AS a${i}`);
  const matching = where(conditions(columns, query, binds));
  const grouping = keys.length > 0 ? ` GROUP BY ${keys.join(', ')}` : '';
  const wanted = [...keys, ...query.aggregates.map((_, i) => `a${i}`)].join(', ');
  return {
    sql:
      `WITH g AS MATERIALIZED (SELECT ${[...keys, ...sums].join(', ')} FROM ${TABLE}${matching}${grouping}) ` +
      `SELECT ${wanted}, (SELECT count(*) FROM g) FROM g${groupOrder(columns, query)} LIMIT ${page.limit} OFFSET ${page.offset}`,
    values: binds.values,
  };
};
