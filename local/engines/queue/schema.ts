import { randomBytes } from 'node:crypto';
import type { Database } from '../sqlite.ts';

export const QUEUE_SCHEMA = `
  CREATE TABLE IF NOT EXISTS secret (key BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS queue (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, attributes TEXT NOT NULL,
    created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL);
  -- sent_at and first_received_at are the clock people see; stored_at and available_at are real time.
  CREATE TABLE IF NOT EXISTS message (
    id INTEGER PRIMARY KEY AUTOINCREMENT, queue_id INTEGER NOT NULL REFERENCES queue (id),
    message_id TEXT NOT NULL, body TEXT NOT NULL, attributes TEXT NOT NULL, trace TEXT,
    sent_at INTEGER NOT NULL, stored_at INTEGER NOT NULL, available_at INTEGER NOT NULL,
    receipt TEXT, receives INTEGER NOT NULL DEFAULT 0, first_received_at INTEGER,
    group_id TEXT, dedup_id TEXT, sequence TEXT, source_arn TEXT);
  CREATE INDEX IF NOT EXISTS message_available ON message (queue_id, available_at, id);
  CREATE INDEX IF NOT EXISTS message_order ON message (queue_id, id);
  CREATE INDEX IF NOT EXISTS message_hidden_in_group ON message (queue_id, group_id, available_at);
  CREATE INDEX IF NOT EXISTS message_stored ON message (queue_id, stored_at);
  CREATE TABLE IF NOT EXISTS sent_before (
    queue_id INTEGER NOT NULL, scope TEXT NOT NULL, dedup_id TEXT NOT NULL, message_id TEXT NOT NULL,
    sequence TEXT NOT NULL, expires_at INTEGER NOT NULL, PRIMARY KEY (queue_id, scope, dedup_id));
  CREATE INDEX IF NOT EXISTS sent_before_expiry ON sent_before (expires_at);
`;

/** The key that signs receipt handles; made once per file, so that handles outlive a restart. */
export const receiptKey = (db: Database): Uint8Array => {
  const found = db.one<{ key: Uint8Array }>('SELECT key FROM secret');
  if (found) return found.key;
  const key = randomBytes(32);
  db.run('INSERT INTO secret (key) VALUES (?)', key);
  return key;
};
