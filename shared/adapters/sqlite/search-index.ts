import { DatabaseSync } from 'node:sqlite';
import type { CatalogueEntry } from '../../capabilities/publishing/views/catalogue-entry.ts';
import { fold } from '../../kernel/vietnamese-text.ts';

/** An entry with the names people search and read. */
export type SearchDocument = CatalogueEntry & { agencyName: string; topicLabel: string };

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
