import type { DatabaseSync } from 'node:sqlite';
import { fold, nfc } from '../../kernel/vietnamese-text.ts';
import { columnsOf, type SearchColumns, type Term } from './search-columns.ts';
import type { SearchDocument } from './search-index.ts';

export type SearchQuery = {
  readonly q: string;
  readonly topic?: string | undefined;
  readonly agency?: string | undefined;
  readonly format?: string | undefined;
  readonly sort?: 'relevance' | 'newest' | 'title' | undefined;
  readonly limit: number;
  readonly offset: number;
};

export type FacetCount = { value: string; label: string; count: number };
export type SearchAnswer = {
  items: SearchDocument[];
  total: number;
  facets: { topic: FacetCount[]; agency: FacetCount[]; format: FacetCount[] };
};

/** The typed words as an FTS5 expression: every word must occur, as the beginning of a word. Nothing typed is syntax. */
const expressionOf = (q: string): string | undefined => {
  const words = fold(nfc(q))
    .match(/[\p{L}\p{N}]+/gu)
    ?.slice(0, 16);
  return words && words.map((word) => `"${word}"*`).join(' AND ');
};

/** Row ids of what the words find; of everything when nothing was typed; of nothing when no word was. */
const hitsOf = (
  db: DatabaseSync,
  q: string,
  expression: string | undefined,
  all: Uint32Array,
): ArrayLike<number> => {
  if (expression === undefined) return q.trim() === '' ? all : [];
  const found = db
    .prepare('SELECT json_group_array(rowid) AS rows FROM text WHERE text MATCH ?')
    .get(expression);
  return JSON.parse(String(found?.['rows'])) as number[];
};

const NONE = -1;

/** The number of the term asked for; `NONE` when no document has it. */
const numberOf = (terms: readonly Term[], asked: string | undefined): number | undefined => {
  if (asked === undefined || asked === '') return undefined;
  const wanted = asked.toLowerCase();
  return terms.findIndex(({ value }) => value.toLowerCase() === wanted);
};

const MOST_FACETS = 50;

const facet = (terms: readonly Term[], counts: Uint32Array): FacetCount[] =>
  terms
    .map((term, i) => ({ ...term, count: counts[i] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1))
    .slice(0, MOST_FACETS);

/** Goes through the hits once: what passes every filter, and for each facet what passes the other two. */
const sift = (columns: SearchColumns, hits: ArrayLike<number>, query: SearchQuery) => {
  const { topics, agencies, formats } = columns;
  const topic = numberOf(topics, query.topic);
  const agency = numberOf(agencies, query.agency);
  const format = numberOf(formats, query.format);
  const mask = format === undefined ? 0 : format === NONE ? 0 : 1 << format;
  const [byTopic, byAgency, byFormat] = [topics, agencies, formats].map(
    ({ length }) => new Uint32Array(length),
  ) as [Uint32Array, Uint32Array, Uint32Array];
  const kept = new Uint32Array(hits.length);
  let total = 0;
  for (let i = 0; i < hits.length; i++) {
    const row = hits[i] ?? 0;
    const [t, a, f] = [columns.topic[row] ?? 0, columns.agency[row] ?? 0, columns.format[row] ?? 0];
    const isTopic = topic === undefined || topic === t;
    const isAgency = agency === undefined || agency === a;
    const isFormat = format === undefined || (f & mask) !== 0;
    if (isAgency && isFormat) byTopic[t] = (byTopic[t] ?? 0) + 1;
    if (isTopic && isFormat) byAgency[a] = (byAgency[a] ?? 0) + 1;
    if (isTopic && isAgency)
      for (let bit = 0; bit < formats.length; bit++)
        if ((f & (1 << bit)) !== 0) byFormat[bit] = (byFormat[bit] ?? 0) + 1;
    if (isTopic && isAgency && isFormat) kept[total++] = row;
  }
  return {
    kept: kept.subarray(0, total),
    facets: {
      topic: facet(topics, byTopic),
      agency: facet(agencies, byAgency),
      format: facet(formats, byFormat),
    },
  };
};

/** A page of what was kept, in the order of a column. */
const inOrder = (
  columns: SearchColumns,
  by: 'newest' | 'title',
  kept: Uint32Array,
  { offset, limit }: SearchQuery,
) => {
  const { placeOf, rowAt } = columns[by];
  const places = kept.map((row) => placeOf[row] ?? 0).sort();
  return Array.from(places.subarray(offset, offset + limit), (place) => rowAt[place] ?? 0);
};

/** A page of the best hits; filters are asked again, of the few columns that have them. */
const byRelevance = (db: DatabaseSync, expression: string, query: SearchQuery): number[] => {
  const conditions = ['text MATCH ?'];
  const values: (string | number)[] = [expression];
  if (query.topic) {
    conditions.push('doc.topic = ? COLLATE NOCASE');
    values.push(query.topic);
  }
  if (query.agency) {
    conditions.push('doc.agency = ? COLLATE NOCASE');
    values.push(query.agency);
  }
  if (query.format) {
    conditions.push(
      'EXISTS (SELECT 1 FROM docFormat f WHERE f.doc = text.rowid AND f.format = ? COLLATE NOCASE)',
    );
    values.push(query.format);
  }
  const join = query.topic || query.agency ? 'JOIN doc ON doc.rowid = text.rowid' : '';
  return db
    .prepare(
      `SELECT text.rowid AS row FROM text ${join} WHERE ${conditions.join(' AND ')}
       ORDER BY bm25(text, 10.0, 5.0, 3.0, 3.0, 1.0), text.rowid LIMIT ? OFFSET ?`,
    )
    .all(...values, query.limit, query.offset)
    .map((one) => Number(one['row']));
};

/** Finds datasets, with or without diacritics, with exact totals and facets that leave their own filter out. */
export const search = (db: DatabaseSync, query: SearchQuery): SearchAnswer => {
  const columns = columnsOf(db);
  const expression = expressionOf(query.q);
  const { kept, facets } = sift(columns, hitsOf(db, query.q, expression, columns.newest.rowAt), query);
  const sort = query.sort ?? (expression ? 'relevance' : 'newest');
  const rows =
    sort !== 'relevance'
      ? inOrder(columns, sort, kept, query)
      : expression
        ? byRelevance(db, expression, query)
        : inOrder(columns, 'newest', kept, query);
  const document = db.prepare('SELECT json FROM doc WHERE rowid = ?');
  return {
    items: rows.map((row) => JSON.parse(String(document.get(row)?.['json'])) as SearchDocument),
    total: kept.length,
    facets,
  };
};
