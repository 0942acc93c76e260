import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DownloadsCounted } from '../../events/downloads.ts';
import { Envelope } from '../../events/envelope.ts';
import type { Case, CaseStore } from '../../shared/capabilities/case-store.ts';
import type { Downloads } from '../../shared/capabilities/publishing/downloads/model.ts';
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
import { putCatalogueFiles } from './catalogue-files.ts';
import { putDownloads } from './downloads-file.ts';
import { SEARCH_INDEX_KEY } from './search-file.ts';

export const documentOf = (entry: CatalogueEntry, agencyName: string): SearchDocument => ({
  ...entry,
  agencyName,
  topicLabel: rulebook.topics.get(entry.topic)?.label.vi ?? entry.topic,
});

const ATTEMPTS = 5;

type SearchChange = Parameters<typeof applyChanges>[1][number];
type Prepared = { readonly change?: SearchChange; readonly counted?: Case<Downloads> };

/**
 * One writer, a batch at a time: fetch the index, put in what the cases say now, put it back only if nobody else did
 * meanwhile. Order and repetition do not matter: the case's version decides. Then the whole catalogue is written as files
 * for everybody. Counts of downloads lie beside the index.
 */
export const indexSearch = (services: {
  store: Pick<CaseStore, 'load'>;
  registry: Pick<Registry, 'agency'>;
  index: Objects;
  site: Pick<Objects, 'put'>;
  publicUrl: string;
}) => {
  const { store, registry, index, site, publicUrl } = services;

  const prepare = async (body: unknown): Promise<Prepared> => {
    const { caseId, type } = Envelope.parse(body);
    if (type === DownloadsCounted.type) {
      const counted = await store.load<Downloads>(caseId);
      return counted ? { counted } : {};
    }
    const found = await store.load<Dataset>(caseId);
    if (!found || !wasPublic(found.state)) return {};
    const entry = entryOf(found.state);
    const agency = entry && (await registry.agency(entry.agency));
    const document = entry && documentOf(entry, agency?.name ?? entry.agency);
    return { change: { id: found.state.id, slug: found.state.slug, version: found.version, document } };
  };

  const writeIndex = async (changes: readonly SearchChange[]): Promise<void> => {
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

  const write = async (prepared: readonly Prepared[]): Promise<void> => {
    for (const { counted } of prepared) if (counted) await putDownloads(index, counted);
    const changes = prepared.flatMap(({ change }) => change ?? []);
    if (changes.length === 0) return;
    await writeIndex(changes);
    // Also when nothing was new: whoever wrote it before may have died in between.
    await putCatalogueFiles(index, site, publicUrl);
  };

  return { prepare, write };
};
