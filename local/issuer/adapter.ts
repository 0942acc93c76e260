import type { Adapter, AdapterPayload } from 'oidc-provider';
import { openDatabase } from '../engines/sqlite.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS grain (
    model TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL, expires_at INTEGER, uid TEXT, user_code TEXT,
    grant_id TEXT, PRIMARY KEY (model, id)) STRICT;
  CREATE INDEX IF NOT EXISTS grain_uid ON grain (model, uid);
  CREATE INDEX IF NOT EXISTS grain_grant ON grain (grant_id);
`;

type Row = { payload: string; expires_at: number | null };

/** Sessions, grants and tokens of the issuer in one SQLite file: a restart signs nobody out. */
export const openIssuerStore = (file: string) => {
  const db = openDatabase(file, SCHEMA);
  const read = (row: Row | undefined): AdapterPayload | undefined =>
    row && (row.expires_at === null || row.expires_at > Date.now())
      ? (JSON.parse(row.payload) as AdapterPayload)
      : undefined;

  const adapterFor = (model: string): Adapter => ({
    upsert: async (id, payload, expiresIn) => {
      db.run(
        'INSERT OR REPLACE INTO grain (model, id, payload, expires_at, uid, user_code, grant_id) VALUES (?, ?, ?, ?, ?, ?, ?)',
        model,
        id,
        JSON.stringify(payload),
        expiresIn ? Date.now() + expiresIn * 1000 : null,
        payload.uid ?? null,
        payload.userCode ?? null,
        payload.grantId ?? null,
      );
    },
    find: async (id) => read(db.one<Row>('SELECT * FROM grain WHERE model = ? AND id = ?', model, id)),
    findByUid: async (uid) =>
      read(db.one<Row>('SELECT * FROM grain WHERE model = ? AND uid = ?', model, uid)),
    findByUserCode: async (code) =>
      read(db.one<Row>('SELECT * FROM grain WHERE model = ? AND user_code = ?', model, code)),
    consume: async (id) => {
      const found = db.one<Row>('SELECT * FROM grain WHERE model = ? AND id = ?', model, id);
      if (!found) return;
      const payload = {
        ...(JSON.parse(found.payload) as AdapterPayload),
        consumed: Math.floor(Date.now() / 1000),
      };
      db.run('UPDATE grain SET payload = ? WHERE model = ? AND id = ?', JSON.stringify(payload), model, id);
    },
    destroy: async (id) => void db.run('DELETE FROM grain WHERE model = ? AND id = ?', model, id),
    revokeByGrantId: async (grantId) => void db.run('DELETE FROM grain WHERE grant_id = ?', grantId),
  });
  db.run('DELETE FROM grain WHERE expires_at <= ?', Date.now());
  return { adapterFor, close: () => db.close() };
};
