import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Objects } from '../../shared/adapters/s3/objects.ts';
import { openForReading } from '../../shared/adapters/sqlite/search-index.ts';

export const SEARCH_INDEX_KEY = 'catalogue.sqlite';

/** How long an answer may come from a copy before the store is asked for a newer one. */
const RECHECK_MS = 10_000;

/** The index as this process holds it: fetched once, asked about again every ten seconds, replaced when it changed. */
export const searchFile = (index: Objects) => {
  let held: { db: DatabaseSync; etag: string; path: string } | undefined;
  let checkedAt = -Infinity;
  let checking: Promise<void> | undefined;

  const check = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'search-'));
    const path = join(folder, 'catalogue.sqlite');
    const got = await index.toFile(SEARCH_INDEX_KEY, path, held?.etag);
    checkedAt = performance.now();
    if (got === undefined || got === 'unchanged') {
      await rm(folder, { recursive: true, force: true });
      return;
    }
    const before = held;
    held = { db: openForReading(path), etag: got.etag, path: folder };
    if (before) {
      before.db.close();
      await rm(before.path, { recursive: true, force: true });
    }
  };

  return async (): Promise<DatabaseSync | undefined> => {
    if (performance.now() - checkedAt > RECHECK_MS) {
      checking ??= check().finally(() => (checking = undefined));
      await checking;
    }
    return held?.db;
  };
};
