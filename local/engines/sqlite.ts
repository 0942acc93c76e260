import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

/** SQLite with statements prepared once. Every call is synchronous: a transaction is never interleaved. */
export type Database = {
  readonly all: <Row>(sql: string, ...values: SQLInputValue[]) => Row[];
  readonly one: <Row>(sql: string, ...values: SQLInputValue[]) => Row | undefined;
  /** Runs a change and returns the number of rows it changed. */
  readonly run: (sql: string, ...values: SQLInputValue[]) => number;
  readonly transaction: <Result>(work: () => Result) => Result;
  readonly close: () => void;
};

/**
 * Opens (or makes) a database file with a schema of `CREATE … IF NOT EXISTS`. WAL with synchronous NORMAL: what was
 * answered survives a kill of the process; only a power cut may lose the last commits.
 */
export const openDatabase = (file: string, schema: string): Database => {
  mkdirSync(dirname(file), { recursive: true });
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;');
  db.exec(schema);
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const found = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, found);
    return found;
  };
  let inside = false;
  return {
    all: <Row>(sql: string, ...values: SQLInputValue[]) => statement(sql).all(...values) as Row[],
    one: <Row>(sql: string, ...values: SQLInputValue[]) => statement(sql).get(...values) as Row | undefined,
    run: (sql, ...values) => Number(statement(sql).run(...values).changes),
    transaction: (work) => {
      if (inside) return work();
      db.exec('BEGIN IMMEDIATE');
      inside = true;
      try {
        const result = work();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      } finally {
        inside = false;
      }
    },
    close: () => db.close(),
  };
};
