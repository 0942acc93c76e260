import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite';

export type Row = Record<string, SQLOutputValue>;

/** The index of buckets, versions, uploads and undelivered events. All calls are synchronous: each is one step. */
export type Index = {
  all: (sql: string, ...values: SQLInputValue[]) => Row[];
  first: (sql: string, ...values: SQLInputValue[]) => Row | undefined;
  each: (sql: string, ...values: SQLInputValue[]) => Iterable<Row>;
  run: (sql: string, ...values: SQLInputValue[]) => { id: number; changes: number };
  /** Runs all of `work` or nothing of it; durable on the disk when it returns. */
  transaction: <T>(work: () => T) => T;
  close: () => void;
};

const schema = `
  CREATE TABLE IF NOT EXISTS buckets (
    name TEXT PRIMARY KEY, created INTEGER NOT NULL, config TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS versions (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, bucket TEXT NOT NULL, key TEXT NOT NULL, version_id TEXT NOT NULL,
    latest INTEGER NOT NULL, marker INTEGER NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
    modified INTEGER NOT NULL, headers TEXT NOT NULL, checksum TEXT, lock_mode TEXT, retain_until INTEGER,
    UNIQUE (bucket, key, version_id)) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS latest_version ON versions (bucket, key) WHERE latest = 1;
  CREATE TABLE IF NOT EXISTS pieces (
    seq INTEGER NOT NULL, part INTEGER NOT NULL, blob TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, checksum TEXT,
    PRIMARY KEY (seq, part)) STRICT;
  CREATE TABLE IF NOT EXISTS uploads (
    id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, started INTEGER NOT NULL,
    headers TEXT NOT NULL, algorithm TEXT NOT NULL, type TEXT NOT NULL, declared INTEGER NOT NULL,
    lock_mode TEXT, retain_until INTEGER) STRICT;
  CREATE TABLE IF NOT EXISTS parts (
    upload TEXT NOT NULL, part INTEGER NOT NULL, blob TEXT NOT NULL UNIQUE, size INTEGER NOT NULL,
    etag TEXT NOT NULL, checksum TEXT NOT NULL, modified INTEGER NOT NULL, PRIMARY KEY (upload, part)) STRICT;
  CREATE TABLE IF NOT EXISTS outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL) STRICT;
`;

/** Opens the index in a folder; a second process on the same folder is refused by the exclusive lock. */
export const openIndex = (dir: string): Index => {
  const database = new DatabaseSync(join(dir, 'index.sqlite'));
  database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  database.exec(schema);
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  return {
    all: (sql, ...values) => statement(sql).all(...values),
    first: (sql, ...values) => statement(sql).get(...values),
    each: (sql, ...values) => database.prepare(sql).iterate(...values),
    run: (sql, ...values) => {
      const done = statement(sql).run(...values);
      return { id: Number(done.lastInsertRowid), changes: Number(done.changes) };
    },
    transaction: (work) => {
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        database.exec('COMMIT');
        return result;
      } catch (fault) {
        database.exec('ROLLBACK');
        throw fault;
      }
    },
    close: () => database.close(),
  };
};

/** Reads a text column; throws when the schema promised text and the row has none. */
export const textOf = (row: Row, column: string): string => {
  const value = row[column];
  if (typeof value !== 'string') throw new Error(`Column ${column} holds no text.`);
  return value;
};

/** Reads an integer column. */
export const numberOf = (row: Row, column: string): number => {
  const value = row[column];
  if (typeof value !== 'number') throw new Error(`Column ${column} holds no number.`);
  return value;
};

export const isNull = (row: Row, column: string): boolean => row[column] === null;
