import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgedAt, type Refolded } from '../../functions/ledger/rebuild-views.ts';
import { documentOf } from '../../functions/publishing/index-search.ts';
import { SEARCH_INDEX_KEY } from '../../functions/publishing/search-file.ts';
import type { Objects } from '../../shared/adapters/s3/objects.ts';
import { applyChanges, openForReading, openForWriting } from '../../shared/adapters/sqlite/search-index.ts';
import { canonicalJson } from '../../shared/kernel/canonical-json.ts';

type Document = { version: number; json: string | null };

/**
 * Compares the live search index with one made of the ledger, document by document; with `write` the new one takes its
 * place. Returns the ids of the datasets that differ.
 */
export const searchDifference = async (
  datasets: readonly Refolded[],
  agencyNames: ReadonlyMap<string, string>,
  index: Objects,
  { write }: { write: boolean },
): Promise<string[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'rebuild-'));
  try {
    const livePath = join(folder, 'live.sqlite');
    const got = await index.toFile(SEARCH_INDEX_KEY, livePath);
    const live = new Map<string, Document>();
    if (got) {
      const db = openForReading(livePath);
      for (const row of db.prepare('SELECT id, version, json FROM doc').all())
        live.set(String(row['id']), {
          version: Number(row['version']),
          json: typeof row['json'] === 'string' ? row['json'] : null,
        });
      db.close();
    }
    const changes = datasets.map((refolded) => {
      const { id, slug } = refolded.dataset;
      const version = judgedAt(refolded, live.get(id)?.version);
      const entry = refolded.entry;
      const document = entry && documentOf(entry, agencyNames.get(entry.agency) ?? entry.agency);
      return { id, slug, version, document };
    });
    const isSame = ({ id, version, document }: (typeof changes)[number]): boolean => {
      const found = live.get(id);
      const text = found?.json === null || found?.json === undefined ? undefined : found.json;
      return (
        found?.version === version &&
        (document === undefined
          ? text === undefined
          : text !== undefined && canonicalJson(JSON.parse(text)) === canonicalJson(document))
      );
    };
    const known = new Set<string>(changes.map(({ id }) => id));
    const differing = [
      ...changes.filter((change) => !isSame(change)).map(({ id }) => id),
      ...[...live.keys()].filter((id) => !known.has(id)),
    ];
    if (write && differing.length > 0) {
      const path = join(folder, 'rebuilt.sqlite');
      const db = openForWriting(path);
      applyChanges(db, changes);
      db.close();
      const etag = got === undefined || got === 'unchanged' ? undefined : got.etag;
      const isWritten = await index.putIfUnchanged(SEARCH_INDEX_KEY, await readFile(path), etag, {
        contentType: 'application/vnd.sqlite3',
      });
      if (!isWritten) throw new Error('Chỉ mục tìm kiếm vừa được cập nhật; hãy chạy lại.');
    }
    return differing;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
