import { openDatabase } from '../sqlite.ts';
import type { BusEvent } from './pattern.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT, target TEXT NOT NULL, event TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, due_at INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS delivery_due ON delivery (target, due_at, id);
`;

export type Delivery = {
  readonly id: number;
  readonly target: string;
  readonly attempts: number;
  readonly event: BusEvent;
};

/** Deliveries that are owed, on disk: an accepted event outlives a kill. Times are real, epoch milliseconds. */
export const openOutbox = (file: string) => {
  const db = openDatabase(file, SCHEMA);
  return {
    /** Owes each event to each of its targets, in one transaction. */
    owe: (owed: readonly { event: BusEvent; targets: readonly string[] }[], at: number): void =>
      db.transaction(() => {
        for (const { event, targets } of owed)
          for (const target of targets)
            db.run(
              'INSERT INTO delivery (target, event, due_at) VALUES (?, ?, ?)',
              target,
              JSON.stringify(event),
              at,
            );
      }),
    due: (target: string, at: number, most: number): Delivery[] =>
      db
        .all<{ id: number; target: string; attempts: number; event: string }>(
          'SELECT * FROM delivery WHERE target = ? AND due_at <= ? ORDER BY id LIMIT ?',
          target,
          at,
          most,
        )
        .map((row) => ({ ...row, event: JSON.parse(row.event) as BusEvent })),
    done: (id: number): void => void db.run('DELETE FROM delivery WHERE id = ?', id),
    postpone: (id: number, until: number): void =>
      void db.run('UPDATE delivery SET attempts = attempts + 1, due_at = ? WHERE id = ?', until, id),
    owed: (): number => db.one<{ n: number }>('SELECT count(*) AS n FROM delivery')?.n ?? 0,
    /** When the next delivery to one of these targets is due. */
    nextFor: (targets: readonly string[]): number | undefined =>
      db.one<{ next: number | null }>(
        'SELECT min(due_at) AS next FROM delivery WHERE target IN (SELECT value FROM json_each(?))',
        JSON.stringify(targets),
      )?.next ?? undefined,
    targets: (): string[] =>
      db.all<{ target: string }>('SELECT DISTINCT target FROM delivery').map((row) => row.target),
    close: () => db.close(),
  };
};

export type Outbox = ReturnType<typeof openOutbox>;
