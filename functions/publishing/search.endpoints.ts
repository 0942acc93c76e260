import type { DatabaseSync } from 'node:sqlite';
import { publishingOperations as op } from '../../shared/contract/publishing.ts';
import type { Objects } from '../../shared/adapters/s3/objects.ts';
import { findBySlug } from '../../shared/adapters/sqlite/search-index.ts';
import { search } from '../../shared/adapters/sqlite/search-question.ts';
import { summaryOf } from './dataset-summary.ts';
import { DownloadsFile, downloadsFileKey } from './downloads-file.ts';
import { searchCursor, searchOffset } from './search-cursor.ts';
import { endpoint, type Endpoint } from '../_entry/request.ts';

const nothing = { items: [], total: 0, facets: { topic: [], agency: [], format: [] } };

export const searchEndpoints = (
  openIndex: () => Promise<DatabaseSync | undefined>,
  index: Pick<Objects, 'text'>,
  publicUrl: string,
): Endpoint[] => [
  endpoint(op.searchDatasets, async ({ query }) => {
    const db = await openIndex();
    const offset = searchOffset(query.cursor);
    const answer = db ? search(db, { ...query, offset }) : nothing;
    const seen = offset + answer.items.length;
    return {
      body: {
        items: answer.items.map(summaryOf),
        total: answer.total,
        facets: answer.facets,
        ...(seen < answer.total ? { next: searchCursor(seen) } : {}),
      },
    };
  }),
  endpoint(op.readDataset, async ({ params }) => {
    const db = await openIndex();
    const found = db && findBySlug(db, params.slug);
    if (!found) return { problem: 'not-found' };
    if (found === 'gone') return { problem: 'gone' };
    const stored = await index.text(downloadsFileKey(found.id));
    const counted = stored && DownloadsFile.parse(JSON.parse(stored.text));
    return {
      body: {
        ...summaryOf(found),
        url: `${publicUrl}/datasets/${found.slug}/`,
        ...(counted ? { downloads: counted.downloads } : {}),
      },
    };
  }),
];
