import type { DatabaseSync } from 'node:sqlite';
import { newestKey, type CatalogueEntry } from '../../capabilities/publishing/views/catalogue-entry.ts';

/** A value that documents are filtered and counted by, with its words. */
export type Term = { readonly value: string; readonly label: string };

/**
 * What filters, facets and orders need of every document, in memory and by row id: counting a hundred thousand of them
 * again for each question is quick here, and slow in SQL, where every facet would search anew.
 */
export type SearchColumns = {
  readonly topics: readonly Term[];
  readonly agencies: readonly Term[];
  readonly formats: readonly Term[];
  /** Number of the term, by row id. */
  readonly topic: Uint16Array;
  readonly agency: Uint16Array;
  /** One bit a format, by row id. */
  readonly format: Uint32Array;
  /** Place among the newest, as in every other list of them, and by title; and the row id at each place. */
  readonly newest: Order;
  readonly title: Order;
};

export type Order = { readonly placeOf: Uint32Array; readonly rowAt: Uint32Array };

const terms = () => {
  const numbers = new Map<string, number>();
  const list: Term[] = [];
  return {
    list,
    number(value: string, label: string): number {
      const known = numbers.get(value);
      if (known !== undefined) return known;
      numbers.set(value, list.length);
      list.push({ value, label });
      return list.length - 1;
    },
  };
};

/** What orders go by, of one document. */
type Sortable = {
  readonly row: number;
  readonly newest: string;
  readonly title: string;
  readonly id: string;
};

const before = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const orderOf = (
  documents: readonly Sortable[],
  size: number,
  compare: (a: Sortable, b: Sortable) => number,
): Order => {
  const sorted = documents.toSorted((a, b) => compare(a, b) || before(a.id, b.id));
  const rowAt = Uint32Array.from(sorted, ({ row }) => row);
  const placeOf = new Uint32Array(size);
  rowAt.forEach((row, place) => (placeOf[row] = place));
  return { placeOf, rowAt };
};

const read = (db: DatabaseSync): SearchColumns => {
  const size = 1 + Number(db.prepare('SELECT coalesce(max(rowid), 0) AS n FROM doc').get()?.['n']);
  const [topics, agencies, formats] = [terms(), terms(), terms()];
  const [topic, agency, format] = [new Uint16Array(size), new Uint16Array(size), new Uint32Array(size)];
  const documents: Sortable[] = [];
  const rows = db.prepare(
    `SELECT rowid, id, topic, topicLabel, agency, agencyName, titleSort, publishedOn,
       json ->> 'changedAt' AS changedAt FROM doc
     WHERE topic IS NOT NULL`,
  );
  for (const one of rows.iterate()) {
    const row = Number(one['rowid']);
    topic[row] = topics.number(String(one['topic']), String(one['topicLabel']));
    agency[row] = agencies.number(String(one['agency']), String(one['agencyName']));
    documents.push({
      row,
      id: String(one['id']),
      title: String(one['titleSort']),
      newest: newestKey(one as Pick<CatalogueEntry, 'publishedOn' | 'changedAt' | 'id'>),
    });
  }
  for (const one of db.prepare('SELECT doc, format FROM docFormat').iterate()) {
    const [row, name] = [Number(one['doc']), String(one['format'])];
    format[row] = (format[row] ?? 0) | (1 << formats.number(name, name));
  }
  return {
    topics: topics.list,
    agencies: agencies.list,
    formats: formats.list,
    topic,
    agency,
    format,
    newest: orderOf(documents, size, (a, b) => before(b.newest, a.newest)),
    title: orderOf(documents, size, (a, b) => before(a.title, b.title)),
  };
};

const held = new WeakMap<DatabaseSync, { changes: number; columns: SearchColumns }>();

/** The columns of an index, read once and again only after this connection has written to it. */
export const columnsOf = (db: DatabaseSync): SearchColumns => {
  const changes = Number(db.prepare('SELECT total_changes() AS n').get()?.['n']);
  const known = held.get(db);
  if (known?.changes === changes) return known.columns;
  const columns = read(db);
  held.set(db, { changes, columns });
  return columns;
};
