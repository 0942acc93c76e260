import { DatabaseSync } from 'node:sqlite';
import type { CatalogueEntry } from '../../capabilities/publishing/views/catalogue-entry.ts';
import { fold, nfc } from '../../kernel/vietnamese-text.ts';

/** An entry with the names people search and read. */
export type SearchDocument = CatalogueEntry & { agencyName: string; topicLabel: string };

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

/**
 * One SQLite file holds the whole catalogue index. The text is folded by us before it is indexed: SQLite's tokenizer
 * strips marks but leaves `đ`.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS doc (
    rowid INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, slug TEXT NOT NULL, version INTEGER NOT NULL,
    topic TEXT, topicLabel TEXT, agency TEXT, agencyName TEXT, titleSort TEXT, publishedOn TEXT, json TEXT
  );
  CREATE TABLE IF NOT EXISTS docFormat (doc INTEGER NOT NULL, format TEXT NOT NULL, PRIMARY KEY (doc, format)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS docTopic ON doc (topic);
  CREATE INDEX IF NOT EXISTS docAgency ON doc (agency);
  CREATE INDEX IF NOT EXISTS docSlug ON doc (slug);
  CREATE VIRTUAL TABLE IF NOT EXISTS text USING fts5 (title, keywords, agency, topic, description, tokenize = 'unicode61');
`;

/** A file to write to. */
export const openForWriting = (path: string): DatabaseSync => {
  const db = new DatabaseSync(path);
  // One plain file, no side files: it is copied as a whole.
  db.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF;');
  db.exec(SCHEMA);
  return db;
};

export const openForReading = (path: string): DatabaseSync => new DatabaseSync(path, { readOnly: true });

type Change = {
  readonly id: string;
  readonly slug: string;
  readonly version: number;
  readonly document: SearchDocument | undefined;
};

/** Puts documents in and takes withdrawn ones out, by case version: an older one changes nothing. */
export const applyChanges = (db: DatabaseSync, changes: readonly Change[]): number => {
  const find = db.prepare('SELECT rowid, version FROM doc WHERE id = ?');
  const insert = db.prepare(
    `INSERT INTO doc (id, slug, version, topic, topicLabel, agency, agencyName, titleSort, publishedOn, json)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  let changed = 0;
  db.exec('BEGIN');
  for (const { id, slug, version, document } of changes) {
    const before = find.get(id) as { rowid: number; version: number } | undefined;
    if (before && before.version >= version) continue;
    if (before) {
      db.prepare('DELETE FROM text WHERE rowid = ?').run(before.rowid);
      db.prepare('DELETE FROM docFormat WHERE doc = ?').run(before.rowid);
      db.prepare('DELETE FROM doc WHERE rowid = ?').run(before.rowid);
    }
    changed += 1;
    // A withdrawn dataset leaves address and version behind: it answers 410, and late news cannot bring it back.
    const { lastInsertRowid: rowid } = insert.run(
      id,
      slug,
      version,
      document?.topic ?? null,
      document?.topicLabel ?? null,
      document?.agency ?? null,
      document?.agencyName ?? null,
      document ? fold(document.title) : null,
      document?.publishedOn ?? null,
      document ? JSON.stringify(document) : null,
    );
    if (!document) continue;
    db.prepare(
      'INSERT INTO text (rowid, title, keywords, agency, topic, description) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(
      rowid,
      fold(document.title),
      fold(document.keywords.join(' ')),
      fold(document.agencyName),
      fold(document.topicLabel),
      fold(document.description),
    );
    for (const format of new Set(document.formats))
      db.prepare('INSERT INTO docFormat (doc, format) VALUES (?, ?)').run(rowid, format);
  }
  db.exec('COMMIT');
  return changed;
};

/** The typed words as an FTS5 expression: every word must occur, as the beginning of a word. Nothing typed is syntax. */
const expressionOf = (q: string): string | undefined => {
  const words = fold(nfc(q))
    .match(/[\p{L}\p{N}]+/gu)
    ?.slice(0, 16);
  return words && words.map((word) => `"${word}"*`).join(' AND ');
};

type Where = { sql: string; values: string[] };

const conditions = (query: SearchQuery, without?: 'topic' | 'agency' | 'format'): Where => {
  const parts: string[] = ['doc.json IS NOT NULL'];
  const values: string[] = [];
  const expression = expressionOf(query.q);
  if (expression) {
    parts.push('doc.rowid IN (SELECT rowid FROM text WHERE text MATCH ?)');
    values.push(expression);
  } else if (query.q.trim() !== '') parts.push('0');
  if (query.topic && without !== 'topic') {
    parts.push('doc.topic = ?');
    values.push(query.topic);
  }
  if (query.agency && without !== 'agency') {
    parts.push('doc.agency = ?');
    values.push(query.agency);
  }
  if (query.format && without !== 'format') {
    parts.push('EXISTS (SELECT 1 FROM docFormat f WHERE f.doc = doc.rowid AND f.format = ? COLLATE NOCASE)');
    values.push(query.format);
  }
  return { sql: parts.join(' AND '), values };
};

const facet = (db: DatabaseSync, query: SearchQuery, name: 'topic' | 'agency' | 'format'): FacetCount[] => {
  const where = conditions(query, name);
  const [value, label, join] =
    name === 'format'
      ? ['f.format', 'f.format', 'JOIN docFormat f ON f.doc = doc.rowid']
      : name === 'topic'
        ? ['doc.topic', 'doc.topicLabel', '']
        : ['doc.agency', 'doc.agencyName', ''];
  return db
    .prepare(
      `SELECT ${value} AS value, ${label} AS label, count(*) AS count FROM doc ${join}
       WHERE ${where.sql} GROUP BY 1, 2 ORDER BY 3 DESC, 2 LIMIT 50`,
    )
    .all(...where.values)
    .map((row) => ({
      value: String(row['value']),
      label: String(row['label']),
      count: Number(row['count']),
    }));
};

/** Finds datasets, with or without diacritics, with exact totals and facets that leave their own filter out. */
export const search = (db: DatabaseSync, query: SearchQuery): SearchAnswer => {
  const where = conditions(query);
  const total = Number(
    db.prepare(`SELECT count(*) AS n FROM doc WHERE ${where.sql}`).get(...where.values)?.['n'] ?? 0,
  );
  const expression = expressionOf(query.q);
  const sort = query.sort ?? (expression ? 'relevance' : 'newest');
  const page = { limit: query.limit, offset: query.offset };
  const rows =
    sort === 'relevance' && expression
      ? db
          .prepare(
            `SELECT doc.json AS json FROM text JOIN doc ON doc.rowid = text.rowid
             WHERE text MATCH ? AND ${where.sql}
             ORDER BY bm25(text, 10.0, 5.0, 3.0, 3.0, 1.0), doc.id LIMIT ? OFFSET ?`,
          )
          .all(expression, ...where.values, page.limit, page.offset)
      : db
          .prepare(
            `SELECT doc.json AS json FROM doc WHERE ${where.sql}
             ORDER BY ${sort === 'title' ? 'titleSort' : 'publishedOn DESC'}, doc.id LIMIT ? OFFSET ?`,
          )
          .all(...where.values, page.limit, page.offset);
  return {
    items: rows.map((row) => JSON.parse(String(row['json'])) as SearchDocument),
    total,
    facets: {
      topic: facet(db, query, 'topic'),
      agency: facet(db, query, 'agency'),
      format: facet(db, query, 'format'),
    },
  };
};

/** All that is published, by address; read one at a time. */
export function* everyDocument(db: DatabaseSync): Generator<SearchDocument> {
  for (const row of db.prepare('SELECT json FROM doc WHERE json IS NOT NULL ORDER BY slug').iterate())
    yield JSON.parse(String(row['json'])) as SearchDocument;
}

/** The dataset at an address; `gone` for one that was withdrawn. */
export const findBySlug = (db: DatabaseSync, slug: string): SearchDocument | 'gone' | undefined => {
  const row = db.prepare('SELECT json FROM doc WHERE slug = ?').get(slug);
  if (!row) return undefined;
  return row['json'] === null ? 'gone' : (JSON.parse(String(row['json'])) as SearchDocument);
};
