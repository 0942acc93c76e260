import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Envelope } from '../../events/envelope.ts';
import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import { wasPublic, type Dataset } from '../../shared/capabilities/publishing/model.ts';
import { entryOf, type CatalogueEntry } from '../../shared/capabilities/publishing/views/catalogue-entry.ts';
import type { Registry } from '../../shared/capabilities/registry/ports.ts';
import type { Objects } from '../../shared/adapters/s3/objects.ts';
import {
  applyChanges,
  openForWriting,
  type SearchDocument,
} from '../../shared/adapters/sqlite/search-index.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { logger } from '../_entry/telemetry.ts';
import { SEARCH_INDEX_KEY } from './search-file.ts';

export const documentOf = (entry: CatalogueEntry, agencyName: string): SearchDocument => ({
  ...entry,
  agencyName,
  topicLabel: rulebook.topics.get(entry.topic)?.label.vi ?? entry.topic,
});

const ATTEMPTS = 5;

type SearchChange = Parameters<typeof applyChanges>[1][number];

/**
 * One writer, a batch at a time: fetch the index, put in what the cases say now, put it back only if nobody else did
 * meanwhile. Order and repetition do not matter: the case's version decides.
 */
export const indexSearch = (services: {
  store: Pick<CaseStore, 'load'>;
  registry: Pick<Registry, 'agency'>;
  index: Objects;
}) => {
  const { store, registry, index } = services;

  const prepare = async (body: unknown): Promise<SearchChange | undefined> => {
    const { caseId } = Envelope.parse(body);
    const found = await store.load<Dataset>(caseId);
    if (!found || !wasPublic(found.state)) return undefined;
    const entry = entryOf(found.state);
    const agency = entry && (await registry.agency(entry.agency));
    const document = entry && documentOf(entry, agency?.name ?? entry.agency);
    return { id: found.state.id, slug: found.state.slug, version: found.version, document };
  };

  const write = async (prepared: readonly (SearchChange | undefined)[]): Promise<void> => {
    const changes = prepared.filter((change) => change !== undefined);
    if (changes.length === 0) return;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const folder = await mkdtemp(join(tmpdir(), 'index-'));
      try {
        const path = join(folder, 'catalogue.sqlite');
        const got = await index.toFile(SEARCH_INDEX_KEY, path);
        const etag = got === undefined || got === 'unchanged' ? undefined : got.etag;
        const db = openForWriting(path);
        const changed = applyChanges(db, changes);
        db.close();
        if (changed === 0) return;
        const body = await readFile(path);
        const isWritten = await index.putIfUnchanged(SEARCH_INDEX_KEY, body, etag, {
          contentType: 'application/vnd.sqlite3',
        });
        if (isWritten) {
          logger.info('search-indexed', { changed, bytes: body.length });
          return;
        }
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
    throw new Error('The search index is contended');
  };

  return { prepare, write };
};
